import { GRE, type gre, type ip6gre } from '../../../../../protocol/route/link/kinds/gre.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { printHex, printIfSet, printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';
import type { KindSurroundings } from '../kind.ts';
import {
  printEncap,
  printEndpoints,
  printIp6Header,
  printIp6Rest,
  printKey,
  printMark,
  printTos,
  printTtl,
  printUnderlay,
} from './tunnel.ts';

type Gre = ValueOf<typeof gre>;
type Ip6Gre = ValueOf<typeof ip6gre>;

/** gre, gretap and erspan. */
export function printGre(p: Printer, data: Gre, { names }: KindSurroundings): void {
  if (data.collectMetadata) p.value('external', true, 'external ');
  printEndpoints(p, data);
  printUnderlay(p, data.link, names);
  printTtl(p, data.ttl ?? 0, 'ttl');
  printTos(p, data.tos);
  if (data.pmtudisc !== undefined) {
    p.value('pmtudisc', data.pmtudisc !== 0, data.pmtudisc === 0 ? 'nopmtudisc ' : '');
  }
  printIfSet(p, 'ignore_df', data.ignoreDf, 'ignore-df');
  printHeaderFields(p, data);
  printMark(p, data.fwmark);
  printErspan(p, data);
  printEncap(p, data);
}

/** ip6gre, ip6gretap and ip6erspan. */
export function printIp6Gre(p: Printer, data: Ip6Gre, { names }: KindSurroundings): void {
  if (data.collectMetadata) p.value('external', true, 'external ');
  printEndpoints(p, data);
  printUnderlay(p, data.link, names);
  printIp6Header(p, data);
  printHeaderFields(p, data);
  printIp6Rest(p, data);
  printErspan(p, data);
  printEncap(p, data);
}

/** Which optional fields the GRE header has, and the keys. */
function printHeaderFields(p: Printer, data: Gre | Ip6Gre): void {
  const { iflags = 0, oflags = 0, ikey, okey } = data;
  const { key, seq, csum } = GRE.values;
  if (iflags & key) printKey(p, 'ikey', ikey);
  if (oflags & key) printKey(p, 'okey', okey);
  printIfSet(p, 'iseq', iflags & seq);
  printIfSet(p, 'oseq', oflags & seq);
  printIfSet(p, 'icsum', iflags & csum);
  printIfSet(p, 'ocsum', oflags & csum);
}

function printErspan(p: Printer, data: Gre | Ip6Gre): void {
  printNumber(p, 'erspan_index', data.erspanIndex);
  printNumber(p, 'erspan_ver', data.erspanVer);
  if (data.erspanDir !== undefined) printWord(p, 'erspan_dir', data.erspanDir === 0 ? 'ingress' : 'egress');
  printHex(p, 'erspan_hwid', data.erspanHwid);
}
