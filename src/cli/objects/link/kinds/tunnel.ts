import {
  type IP6_TNL_F,
  TUNNEL_ENCAP,
  type TUNNEL_ENCAP_FLAG,
} from '../../../../../protocol/route/link/kinds/encap.ts';
import type { ValueOf } from '../../../../../protocol/schema/index.ts';
import { numberOf } from '../../../../model/number.ts';
import type { LinkNames } from '../../../names/links.ts';
import { printHex, printNumber, printWord } from '../../../print/members.ts';
import type { Printer } from '../../../print/printer.ts';

// What the tunnels have in common.

export function printEndpoints(
  p: Printer,
  { remote, local }: { readonly remote?: string | undefined; readonly local?: string | undefined },
): void {
  printWord(p, 'remote', orAny(remote));
  printWord(p, 'local', orAny(local));
}

function orAny(address: string | undefined): string {
  return address === undefined || address === '0.0.0.0' || address === '::' ? 'any' : address;
}

export function printUnderlay(p: Printer, link: number | undefined, names: LinkNames): void {
  if (link) printWord(p, 'link', names.name(link), 'dev');
}

/** Zero is the inner packet's. */
export function printTtl(p: Printer, ttl: number, word: string): void {
  p.value('ttl', ttl, `${word} ${ttl === 0 ? 'inherit' : ttl} `);
}

/** One is the inner packet's. */
export function printTos(p: Printer, tos: number | undefined): void {
  if (tos === 1) p.value('tos', '0x1', 'tos inherit ');
  else if (tos) printHex(p, 'tos', tos);
}

export function printMark(p: Printer, fwmark: number | undefined): void {
  if (fwmark) printHex(p, 'fwmark', fwmark);
}

/** A key of GRE or VTI as the dotted quad that `ip` writes. */
export function printKey(p: Printer, key: string, value: number | undefined): void {
  if (value === undefined) return;
  printWord(p, key, [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.'));
}

/** What tunnels over IPv6 have. */
interface Ip6Tunnel {
  readonly flags?: ValueOf<typeof IP6_TNL_F> | undefined;
  readonly ttl?: number | undefined;
  readonly encapLimit?: number | undefined;
  /** Traffic class in bits 20 to 27, flow label below. */
  readonly flowinfo?: number | undefined;
  readonly fwmark?: number | undefined;
}

/** From the hop limit to the flag that copies the DSCP. */
export function printIp6Header(p: Printer, { flags = 0, ttl = 0, encapLimit, flowinfo }: Ip6Tunnel): void {
  printTtl(p, ttl, 'hoplimit');
  if (flags & 0x01) p.value('ip6_tnl_f_ign_encap_limit', true, 'encaplimit none ');
  else printNumber(p, 'encap_limit', encapLimit, 'encaplimit');
  const hex = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`;
  if (flags & 0x02) p.value('ip6_tnl_f_use_orig_tclass', true, 'tclass inherit ');
  else if (flowinfo !== undefined) printWord(p, 'tclass', hex((flowinfo >>> 20) & 0xff, 2));
  if (flags & 0x04) p.value('ip6_tnl_f_use_orig_flowlabel', true, 'flowlabel inherit ');
  else if (flowinfo !== undefined) printWord(p, 'flowlabel', hex(flowinfo & 0xfffff, 5));
  if (flags & 0x10) p.value('ip6_tnl_f_rcv_dscp_copy', true, 'dscp inherit ');
}

/** From the flag that allows a local remote to the mark. */
export function printIp6Rest(p: Printer, { flags = 0, fwmark }: Ip6Tunnel): void {
  if (flags & 0x40) p.value('ip6_tnl_f_allow_local_remote', true, 'allow-localremote ');
  if (flags & 0x20) p.value('ip6_tnl_f_use_orig_fwmark', true, 'fwmark inherit ');
  else printMark(p, fwmark);
}

/** What a tunnel is itself carried in. */
interface Encapsulated {
  readonly encapType?: ValueOf<typeof TUNNEL_ENCAP> | undefined;
  readonly encapFlags?: ValueOf<typeof TUNNEL_ENCAP_FLAG> | undefined;
  readonly encapSport?: number | undefined;
  readonly encapDport?: number | undefined;
}

export function printEncap(p: Printer, data: Encapsulated): void {
  const { encapType = 0, encapFlags = 0, encapSport = 0, encapDport = 0 } = data;
  const { none, fou, gue } = TUNNEL_ENCAP.values;
  const type = numberOf(TUNNEL_ENCAP, encapType);
  if (type === none) return;
  const word = type === fou ? 'fou' : type === gue ? 'gue' : null;
  const option = (bit: number, name: string) => {
    p.value(name, (encapFlags & bit) !== 0, `${encapFlags & bit ? '' : 'no'}encap-${name} `);
  };
  p.object('encap', () => {
    p.value('type', word, `encap ${word ?? 'unknown'} `);
    p.value('sport', encapSport, `encap-sport ${encapSport === 0 ? 'auto' : encapSport} `);
    p.value('dport', encapDport, `encap-dport ${encapDport} `);
    option(1, 'csum');
    option(2, 'csum6');
    option(4, 'remcsum');
  });
}
