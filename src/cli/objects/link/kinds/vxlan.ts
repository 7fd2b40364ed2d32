import { VXLAN_DF, type vxlan } from '../../../../../protocol/route/link/kinds/vxlan.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { codeOf } from '../../../../model/number.ts';
import { printIfSet, printNumber } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';
import { isMulticast } from './multicast.ts';
import { printUnderlay } from './tunnel.ts';
import { printChecksums, printDestinationPort, printOuterHeader, printSpecified } from './udp-tunnel.ts';

type Vxlan = ValueOf<typeof vxlan>;

export function printVxlan(p: Printer, data: Vxlan, { names }: KindSurroundings): void {
  printIfSet(p, 'external', data.collectMetadata);
  if (data.vnifilter) p.value('vnifilter', true, 'vnifilter');
  printNumber(p, 'id', data.id);
  printEnds(p, data);
  printUnderlay(p, data.link, names);
  const { portRange, learning } = data;
  if (portRange !== undefined) {
    p.object('port_range', () => {
      p.field('low', portRange.low);
      p.field('high', portRange.high);
    });
    p.text(`srcport ${portRange.low} ${portRange.high} `);
  }
  printDestinationPort(p, data.port);
  if (learning !== undefined) p.value('learning', learning !== 0, learning === 0 ? 'nolearning ' : '');
  printIfSet(p, 'proxy', data.proxy);
  printIfSet(p, 'rsc', data.rsc);
  printIfSet(p, 'l2miss', data.l2miss);
  printIfSet(p, 'l3miss', data.l3miss);
  printOuterHeader(p, {
    tosFirst: true,
    tos: data.tos,
    ttl: data.ttl,
    ttlInherit: data.ttlInherit === true,
    df: codeOf(VXLAN_DF, data.df),
    label: data.label,
  });
  if (data.ageing !== undefined) p.value('ageing', data.ageing, `ageing ${data.ageing || 'none'} `);
  if (data.limit) printNumber(p, 'limit', data.limit, 'maxaddr');
  printChecksums(p, data);
  printIfSet(p, 'remcsum_tx', data.remcsumTx, 'remcsumtx');
  printIfSet(p, 'remcsum_rx', data.remcsumRx, 'remcsumrx');
  if (data.gbp) p.value('gbp', true, 'gbp ');
  if (data.gpe) p.value('gpe', true, 'gpe ');
}

function printEnds(p: Printer, { group, group6, local, local6 }: Vxlan): void {
  const word = isMulticast(group ?? group6 ?? '') ? 'group' : 'remote';
  if (group !== undefined) printSpecified(p, word, group);
  else printSpecified(p, `${word}6`, group6, word);
  if (local !== undefined) printSpecified(p, 'local', local);
  else printSpecified(p, 'local6', local6, 'local');
}
