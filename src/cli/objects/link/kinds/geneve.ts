import { GENEVE_DF, type geneve } from '../../../../../protocol/route/link/kinds/geneve.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { codeOf } from '../../../../model/number.ts';
import { printNumber } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import { isMulticast } from './multicast.ts';
import { printChecksums, printDestinationPort, printOuterHeader, printSpecified } from './udp-tunnel.ts';

export function printGeneve(p: Printer, data: ValueOf<typeof geneve>): void {
  const { remote, remote6 } = data;
  if (data.collectMetadata) p.value('external', true, 'external ');
  printNumber(p, 'id', data.id);
  if (remote !== undefined) printSpecified(p, 'remote', remote);
  else if (remote6 !== undefined && !isMulticast(remote6)) printSpecified(p, 'remote6', remote6, 'remote');
  printOuterHeader(p, {
    tosFirst: false,
    tos: data.tos,
    ttl: data.ttl,
    ttlInherit: Boolean(data.ttlInherit),
    df: codeOf(GENEVE_DF, data.df),
    label: data.label,
  });
  printDestinationPort(p, data.port);
  printChecksums(p, data);
  if (data.innerProtoInherit) p.value('inner_proto_inherit', true, 'innerprotoinherit ');
}
