import { AF } from '../../../../protocol/route/families.ts';
import { RT_SCOPE, RT_TABLE, RTM_F, RTN, RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import { numberOf } from '../../../model/number.ts';
import { addressBytes, familyBits, type Prefix, startsWith } from '../../prefix.ts';
import type { RouteAddress } from './address.ts';
import { type Common, type RouteView, tableOf } from './print.ts';

/** Which routes a listing shows. `undefined` leaves a thing open. */
export interface RouteFilter {
  /** `AF_*`, 0 for all. */
  family: number;
  table: number | undefined;
  /** Routes cloned from others, in place of all others. */
  cloned: boolean;
  protocol?: number;
  scope?: number;
  /** Bit `1 << RTN_*` each. */
  types?: number;
  tos?: number;
  /** Interface index. */
  oif?: number;
  /** Interface index. */
  iif?: number;
  mark?: number;
  metric?: number;
  realms?: { readonly value: number; readonly mask: number };
  /** Destinations inside this prefix. */
  root?: Prefix;
  /** Destinations that hold this prefix. */
  match?: Prefix;
  rootSource?: Prefix;
  matchSource?: Prefix;
  /** The gateway. */
  via?: Prefix;
  /** The preferred source address. */
  source?: Prefix;
}

/** Whether a listing has this route. The kernel has filtered too, where it can. */
export function shows(filter: RouteFilter, view: RouteView): boolean {
  const { header } = view;
  const { family, table, protocol, scope, types, tos } = filter;
  if (family !== 0 && numberOf(AF, header.family) !== family) return false;
  if (filter.cloned !== ((header.flags & RTM_F.values.cloned) !== 0)) return false;
  if (table !== undefined && tableOf(view) !== table) return false;
  if (protocol !== undefined && numberOf(RTPROT, header.protocol) !== protocol) return false;
  if (scope !== undefined && numberOf(RT_SCOPE, header.scope) !== scope) return false;
  if (types !== undefined && (types & (1 << numberOf(RTN, header.type))) === 0) return false;
  if (tos !== undefined && header.tos !== tos) return false;
  return showsNumbers(filter, view) && showsAddresses(filter, view);
}

function showsNumbers({ oif, iif, mark, metric, realms }: RouteFilter, view: RouteView): boolean {
  if (iif !== undefined && (view.iif ?? 0) !== iif) return false;
  if (mark !== undefined && (view.mark ?? 0) !== mark) return false;
  if (metric !== undefined && (view.priority ?? 0) !== metric) return false;
  if (realms !== undefined && (((view.flow ?? 0) ^ realms.value) & realms.mask) !== 0) return false;
  if (oif === undefined) return true;
  const { multipath } = view;
  if (view.oif === undefined && multipath !== undefined) {
    return multipath.some(({ header }) => header.ifindex === oif);
  }
  return (view.oif ?? 0) === oif;
}

function showsAddresses(filter: RouteFilter, view: RouteView): boolean {
  const { root, match, rootSource, matchSource, via, source } = filter;
  const family = numberOf(AF, view.header.family);
  const { dstLen, srcLen } = view.header;
  if (root !== undefined && !isInside(root, view.dst, dstLen, family)) return false;
  if (match !== undefined && !holds(match, view.dst, dstLen, family)) return false;
  if (rootSource !== undefined && !isInside(rootSource, view.src, srcLen, family)) return false;
  if (matchSource !== undefined && !holds(matchSource, view.src, srcLen, family)) return false;
  if (via !== undefined && !isVia(via, view, family)) return false;
  if (source === undefined || source.family === 0) return true;
  return source.family === family && startsWith(bytesOf(view.prefsrc), source);
}

function isInside(
  prefix: Prefix,
  address: RouteAddress | undefined,
  length: number,
  family: number,
): boolean {
  if (prefix.family !== 0 && prefix.family !== family) return false;
  return prefix.bits <= length && startsWith(bytesOf(address), prefix);
}

function holds(prefix: Prefix, address: RouteAddress | undefined, length: number, family: number): boolean {
  if (prefix.family !== 0 && prefix.family !== family) return false;
  return length <= prefix.bits && startsWith(bytesOf(address), prefix, length);
}

function isVia(prefix: Prefix, { via, gateway }: RouteView, family: number): boolean {
  const of = via === undefined ? family : numberOf(AF, via.family);
  if (prefix.family === 0) return true;
  return of === prefix.family && startsWith(bytesOf(via?.addr ?? gateway), prefix);
}

function bytesOf(address: RouteAddress | undefined): Uint8Array {
  if (address === undefined) return new Uint8Array();
  if (address instanceof Uint8Array) return address;
  if (typeof address === 'string') return addressBytes(address);
  const entry = (address[0]?.label ?? 0) * 0x1000;
  return Uint8Array.of(entry >>> 24, (entry >>> 16) & 0xff, (entry >>> 8) & 0xff);
}

/** What a filter says of all routes that pass it, and no route need say again. */
export function commonOf(filter: RouteFilter): ReadonlySet<Common> {
  const { protocol, scope, tos, oif, iif, metric, realms, via, source } = filter;
  const whole = (prefix: Prefix | undefined) =>
    prefix?.narrows === true && prefix.bits === familyBits(prefix.family);
  const common: readonly (readonly [Common, boolean])[] = [
    ['table', filter.table !== undefined],
    ['protocol', protocol !== undefined],
    ['scope', scope !== undefined],
    ['tos', tos !== undefined],
    ['dev', oif !== undefined],
    ['iif', iif !== undefined],
    ['metric', metric !== undefined],
    ['realms', realms?.mask === ALL],
    ['gateway', whole(via)],
    ['prefsrc', whole(source)],
  ];
  return new Set(common.filter(([, is]) => is).map(([name]) => name));
}

const ALL = 0xffffffff;

/** The main table, in which nothing is looked for when a namespace has not yet had a route. */
export const MAIN = RT_TABLE.values.main;
