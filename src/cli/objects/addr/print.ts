import { IFA_F, IFAPROT } from '../../../../protocol/route/address.ts';
import { AF } from '../../../../protocol/route/families.ts';
import { RT_SCOPE } from '../../../../protocol/route/route/rtmsg.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import { numberOf } from '../../../model/number.ts';
import type { LinkNames } from '../../names/links.ts';
import type { Options } from '../../options.ts';
import type { Color } from '../../print/color.ts';
import type { Printer } from '../../print/printer.ts';
import { addressFlags, TEMPORARY } from './flags.ts';
import type { AddressView } from './view.ts';

export interface AddressSurroundings {
  readonly names: LinkNames;
  readonly tables: NameTables;
  readonly options: Options;
  /** Whether the entry must tell its interface, since nothing before it did. */
  readonly alone: boolean;
}

/** An address as `ip addr` prints it below its interface. */
export function printAddress(p: Printer, view: AddressView, surroundings: AddressSurroundings): void {
  const { names, tables, options, alone } = surroundings;
  const { header } = view;
  const family = numberOf(AF, header.family);
  const color = family === AF.values.inet ? 'inet' : family === AF.values.inet6 ? 'inet6' : undefined;
  if (view.$type === 'RTM_DELADDR') p.value('deleted', true, 'Deleted ');
  if (!options.brief) {
    if (alone) {
      const dev = names.name(header.index);
      p.field('index', header.index);
      p.field('dev', dev);
      p.text(`${header.index}: ${dev}`);
    }
    printFamily(p, family);
  }
  printHost(p, view, color);
  if (options.brief) return;
  printOther(p, 'broadcast', 'brd', view.broadcast, color);
  printOther(p, 'anycast', 'any', view.anycast, color);
  const scope = tables.scope.name(numberOf(RT_SCOPE, header.scope));
  p.value('scope', scope, `scope ${scope} `);
  // Came with iproute2 6.3; text stays as it was.
  if (view.proto !== undefined) {
    p.field('protocol', tables.addressProtocol.name(numberOf(IFAPROT, view.proto)));
  }
  printFlags(p, flagsOf(view), family);
  if (view.label !== undefined) p.value('label', view.label, view.label);
  printLifetimes(p, view);
  p.text('\n');
}

/** `IFA_F_*`; the attribute has more bits than the header. */
export function flagsOf({ flags, header }: AddressView): number {
  return flags ?? header.flags;
}

/** The interface's own address; IPv6 sends it as the prefix's. */
export function localOf({ local, address }: AddressView): string | undefined {
  return text(local ?? address);
}

/** Families without a text form here are never seen in practice. */
function text(address: string | Uint8Array | undefined): string | undefined {
  return typeof address === 'string' ? address : undefined;
}

function printFamily(p: Printer, family: number): void {
  const name = family === AF.values.inet ? 'inet' : family === AF.values.inet6 ? 'inet6' : undefined;
  if (name === undefined) p.value('family_index', family, `    family ${family} `);
  else p.value('family', name, `    ${name} `);
}

function printHost(p: Printer, view: AddressView, color: Color | undefined): void {
  const local = localOf(view);
  if (local === undefined) return;
  const peer = text(view.address) ?? local;
  const { prefixlen } = view.header;
  p.value('local', local, local, color);
  if (peer !== local) {
    p.text(' peer ');
    p.value('address', peer, peer, color);
  }
  p.value('prefixlen', prefixlen, `/${prefixlen} `);
  if (view.rtPriority !== undefined) p.value('metric', view.rtPriority, `metric ${view.rtPriority} `);
}

function printOther(
  p: Printer,
  key: string,
  word: string,
  address: string | Uint8Array | undefined,
  color: Color | undefined,
): void {
  const other = text(address);
  if (other === undefined) return;
  p.text(`${word} `);
  p.value(key, other, `${other} `, color);
}

function printFlags(p: Printer, flags: number, family: number): void {
  const { permanent, secondary } = IFA_F.values;
  let rest = flags;
  for (const [name, bit] of addressFlags) {
    rest &= ~bit;
    const set = (flags & bit) !== 0;
    if (bit === permanent) {
      if (!set) p.value('dynamic', true, 'dynamic ');
    } else if (set) {
      const word = bit === secondary && family === AF.values.inet6 ? TEMPORARY : name;
      p.value(word, true, `${word} `);
    }
  }
  if (rest === 0) return;
  const unknown = (rest >>> 0).toString(16).padStart(2, '0');
  p.value('ifa_flags', unknown, `flags ${unknown} `);
}

/** `INFINITY_LIFE_TIME`. */
const FOREVER = 0xffffffff;

function printLifetimes(p: Printer, view: AddressView): void {
  const { cacheinfo } = view;
  if (cacheinfo === undefined) return;
  const { valid, prefered } = cacheinfo;
  const deprecated = (flagsOf(view) & IFA_F.values.deprecated) !== 0;
  p.newline();
  p.text('       valid_lft ');
  p.value('valid_life_time', valid, valid === FOREVER ? 'forever' : `${valid}sec`);
  p.text(' preferred_lft ');
  // What is deprecated may have been so for a while: a negative number.
  const seconds = deprecated && prefered !== FOREVER ? prefered | 0 : prefered;
  p.value('preferred_life_time', seconds, prefered === FOREVER ? 'forever' : `${seconds}sec`);
}
