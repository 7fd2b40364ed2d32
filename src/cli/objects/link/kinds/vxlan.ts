import type { vxlan } from '../../../../../protocol/route/link/kinds/vxlan.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printHex, printIfSet, printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';

/** `VXLAN_DF_*`. */
const fragmentation = ['unset', 'set', 'inherit'];

export function printVxlan(p: Printer, data: ValueOf<typeof vxlan>, { names }: KindSurroundings): void {
  printIfSet(p, 'external', data.collectMetadata);
  if (data.vnifilter) p.value('vnifilter', true, 'vnifilter');
  printNumber(p, 'id', data.id);
  printRemote(p, data);
  if (data.local !== undefined) printSpecified(p, 'local', data.local, 'local');
  else if (data.local6 !== undefined) printSpecified(p, 'local6', data.local6, 'local');
  if (data.link) printWord(p, 'link', names.name(data.link), 'dev');
  const { portRange } = data;
  if (portRange !== undefined) {
    p.object('port_range', () => {
      p.field('low', portRange.low);
      p.field('high', portRange.high);
    });
    p.text(`srcport ${portRange.low} ${portRange.high} `);
  }
  printNumber(p, 'port', data.port, 'dstport');
  if (data.learning !== undefined) {
    p.value('learning', data.learning !== 0, data.learning === 0 ? 'nolearning ' : '');
  }
  printIfSet(p, 'proxy', data.proxy);
  printIfSet(p, 'rsc', data.rsc);
  printIfSet(p, 'l2miss', data.l2miss);
  printIfSet(p, 'l3miss', data.l3miss);
  printHops(p, data);
  printNumber(p, 'ageing', data.ageing);
  if (data.limit) printNumber(p, 'limit', data.limit, 'maxaddr');
  printChecksum(p, 'udp_csum', data.udpCsum, 'udpcsum');
  printChecksum(p, 'udp_zero_csum6_tx', data.udpZeroCsum6Tx, 'udp6zerocsumtx');
  printChecksum(p, 'udp_zero_csum6_rx', data.udpZeroCsum6Rx, 'udp6zerocsumrx');
  printIfSet(p, 'remcsum_tx', data.remcsumTx, 'remcsumtx');
  printIfSet(p, 'remcsum_rx', data.remcsumRx, 'remcsumrx');
  if (data.gbp) p.value('gbp', true, 'gbp ');
  if (data.gpe) p.value('gpe', true, 'gpe ');
}

function printRemote(p: Printer, { group, group6 }: ValueOf<typeof vxlan>): void {
  if (group !== undefined) {
    const first = Number.parseInt(group, 10);
    printSpecified(p, first >= 224 && first < 240 ? 'group' : 'remote', group);
  } else if (group6 !== undefined) {
    const word = group6.startsWith('ff') && group6.indexOf(':') === 4 ? 'group' : 'remote';
    printSpecified(p, `${word}6`, group6, word);
  }
}

function printSpecified(p: Printer, key: string, address: string, word = key): void {
  if (address !== '0.0.0.0' && address !== '::') printWord(p, key, address, word);
}

/** What the outer IP header gets. */
function printHops(p: Printer, data: ValueOf<typeof vxlan>): void {
  const { tos, ttl, df, label } = data;
  if (tos === 1) p.value('tos', '0x1', 'tos inherit ');
  else if (tos) printHex(p, 'tos', tos);
  if (data.ttlInherit) p.text('ttl inherit ');
  else if (ttl !== undefined) p.value('ttl', ttl, ttl === 0 ? 'ttl auto ' : `ttl ${ttl} `);
  const word = typeof df === 'number' ? fragmentation[df] : df;
  if (word !== undefined) p.value('df', word, word === 'unset' ? '' : `df ${word} `);
  if (label) printHex(p, 'label', label, 'flowlabel');
}

function printChecksum(p: Printer, key: string, value: number | undefined, word: string): void {
  if (value !== undefined) p.value(key, value !== 0, `${value === 0 ? 'no' : ''}${word} `);
}
