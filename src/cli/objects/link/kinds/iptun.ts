import { type ip6tnl, type iptun, SIT } from '../../../../../protocol/route/link/kinds/iptun.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';
import {
  printEncap,
  printEndpoints,
  printIp6Header,
  printIp6Rest,
  printMark,
  printTos,
  printTtl,
  printUnderlay,
} from './tunnel.ts';

type IpTun = ValueOf<typeof iptun>;

/** What is inside, by `IPPROTO_*`. */
const over4: Readonly<Record<number, string>> = { 0: 'any', 4: 'ipip', 41: 'ip6ip', 137: 'mplsip' };
const over6: Readonly<Record<number, string>> = { 0: 'any', 4: 'ipip6', 41: 'ip6ip6' };

/** ipip and sit. */
export function printIpTun(p: Printer, data: IpTun, { names }: KindSurroundings): void {
  if (data.collectMetadata) p.value('external', true, 'external ');
  printInside(p, data.proto, over4);
  printEndpoints(p, data);
  printUnderlay(p, data.link, names);
  printTtl(p, data.ttl ?? 0, 'ttl');
  printTos(p, data.tos);
  p.value('pmtudisc', Boolean(data.pmtudisc), data.pmtudisc ? 'pmtudisc ' : 'nopmtudisc ');
  if ((data.flags ?? 0) & SIT.values.isatap) p.value('isatap', true, 'isatap ');
  print6rd(p, data);
  printMark(p, data.fwmark);
  printEncap(p, data);
}

export function printIp6Tnl(p: Printer, data: ValueOf<typeof ip6tnl>, { names }: KindSurroundings): void {
  if (data.collectMetadata) p.value('external', true, 'external ');
  printInside(p, data.proto, over6);
  printEndpoints(p, data);
  printUnderlay(p, data.link, names);
  printIp6Header(p, data);
  if ((data.flags ?? 0) & 0x08) p.value('ip6_tnl_f_mip6_dev', true, 'mip6 ');
  printIp6Rest(p, data);
  printEncap(p, data);
}

function printInside(p: Printer, proto: number | undefined, words: Readonly<Record<number, string>>): void {
  const word = proto === undefined ? undefined : words[proto];
  if (word !== undefined) p.value('proto', word, `${word} `);
}

/** RFC 5969: IPv6 rapid deployment. */
function print6rd(p: Printer, data: IpTun): void {
  const { '6rdPrefix': prefix = '::', '6rdPrefixlen': length = 0 } = data;
  const { '6rdRelayPrefix': relay = '0.0.0.0', '6rdRelayPrefixlen': relayLength = 0 } = data;
  if (length === 0) return;
  p.field('prefix', prefix);
  p.value('prefixlen', length, `6rd-prefix ${prefix}/${length} `);
  if (relay === '0.0.0.0') return;
  p.field('relay_prefix', relay);
  p.value('relay_prefixlen', relayLength, `6rd-relay_prefix ${relay}/${relayLength} `);
}
