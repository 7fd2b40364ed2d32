import { AF } from '../../../../protocol/route/families.ts';
import { RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import { FIB_RULE } from '../../../../protocol/route/rule.ts';
import { ipProtocolNumber } from '../../../model/names/ip-protocols.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import { numberOf } from '../../../model/number.ts';
import { type RuleView, ruleTable } from '../../../model/rule.ts';
import { InputError } from '../../errors.ts';
import { addressBytes, type Prefix, parsePrefix, startsWith } from '../../prefix.ts';
import { parseNumber, refuseWord, type Selector, takeSelectors } from '../../selectors.ts';
import type { Words } from '../../words.ts';
import type { RouteAddress } from '../route/address.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Which rules a listing shows. */
export interface RuleFilter {
  /** `AF_*`. */
  family: number;
  priority?: number;
  not: boolean;
  src?: Prefix;
  dst?: Prefix;
  tos?: number;
  fwmark?: number;
  fwmask?: number;
  iif?: string;
  oif?: string;
  l3mdev: boolean;
  uidRange?: Range;
  ipProto?: number;
  sport?: Range;
  dport?: Range;
  tunId?: bigint;
  table?: number;
  protocol?: number;
}

/** Whether a listing has this rule; the kernel filters by family alone. */
export function shows(filter: RuleFilter, view: RuleView): boolean {
  const { header } = view;
  const numbers: readonly (readonly [wanted: number | undefined, found: number])[] = [
    [filter.family, numberOf(AF, header.family)],
    [filter.priority, view.priority ?? 0],
    [filter.tos, header.tos],
    [filter.fwmark, view.fwmark ?? 0],
    [filter.fwmask, view.fwmask ?? 0],
    [filter.ipProto, view.ipProto ?? 0],
    [filter.table, ruleTable(view)],
    [filter.protocol, numberOf(RTPROT, view.protocol ?? 0)],
  ];
  if (numbers.some(([wanted, found]) => wanted !== undefined && wanted !== found)) return false;
  if (filter.not && (header.flags & FIB_RULE.values.invert) === 0) return false;
  if (filter.l3mdev && (view.l3mdev ?? 0) === 0) return false;
  if (filter.iif !== undefined && filter.iif !== view.iifname) return false;
  if (filter.oif !== undefined && filter.oif !== view.oifname) return false;
  if (filter.tunId !== undefined && filter.tunId !== view.tunId) return false;
  return (
    isRange(filter.uidRange, view.uidRange) &&
    isRange(filter.sport, view.sportRange) &&
    isRange(filter.dport, view.dportRange) &&
    isInside(filter.src, view.src, header.srcLen) &&
    isInside(filter.dst, view.dst, header.dstLen)
  );
}

function isRange(wanted: Range | undefined, found: Range | undefined): boolean {
  return wanted === undefined || (found?.start === wanted.start && found.end === wanted.end);
}

function isInside(prefix: Prefix | undefined, address: RouteAddress | undefined, length: number): boolean {
  if (prefix === undefined || !prefix.narrows || prefix.bits === 0) return true;
  const bytes = typeof address === 'string' ? addressBytes(address) : new Uint8Array();
  return bytes.length > 0 && prefix.bits <= length && startsWith(bytes, prefix);
}

/** The words that follow `rule show`. @throws InputError */
export async function parseRuleFilter(words: Words, family: number, tables: NameTables): Promise<RuleFilter> {
  const filter: RuleFilter = { family, not: false, l3mdev: false };
  const selectors = ruleSelectors(tables);
  await takeSelectors(words, selectors, filter, (word) => {
    const named = word !== '' && (word === 'to' || 'dst'.startsWith(word) || 'to'.startsWith(word));
    if (!named) refuseWord('rule', word, selectors);
    filter.dst = prefixOf(filter, named ? words.operand(word) : word);
  });
  // As in iproute2, rules are IPv4's unless something says otherwise.
  if (filter.family === AF.values.unspec) filter.family = AF.values.inet;
  return filter;
}

/** An address says which family is meant. */
function prefixOf(filter: RuleFilter, word: string): Prefix {
  const prefix = parsePrefix(word, filter.family);
  if (filter.family === AF.values.unspec) filter.family = prefix.family;
  return prefix;
}

function ruleSelectors(tables: NameTables): readonly Selector<RuleFilter>[] {
  const priority: Selector<RuleFilter>['take'] = (filter, words, name) => {
    filter.priority = parseNumber(name, words.operand(name));
  };
  const table: Selector<RuleFilter>['take'] = (filter, words, name) => {
    filter.table = tables.table.parse(words.operand(name));
  };
  const source: Selector<RuleFilter>['take'] = (filter, words, name) => {
    filter.src = prefixOf(filter, words.operand(name));
  };
  return [
    { name: 'preference', short: true, take: priority },
    { name: 'order', short: true, take: priority },
    { name: 'priority', short: true, take: priority },
    {
      name: 'not',
      take(filter) {
        filter.not = true;
      },
    },
    {
      name: 'tos',
      also: ['dsfield'],
      take(filter, words, name) {
        filter.tos = tables.dsfield.parse(words.operand(name));
      },
    },
    {
      name: 'fwmark',
      take(filter, words, name) {
        const [mark = '', mask] = words.operand(name).split('/');
        filter.fwmark = parseNumber(name, mark);
        if (mask !== undefined) filter.fwmask = parseNumber('fwmark', mask);
      },
    },
    {
      name: 'iif',
      also: ['dev'],
      take(filter, words, name) {
        filter.iif = words.operand(name);
      },
    },
    {
      name: 'oif',
      take(filter, words, name) {
        filter.oif = words.operand(name);
      },
    },
    {
      name: 'l3mdev',
      take(filter) {
        filter.l3mdev = true;
      },
    },
    {
      name: 'uidrange',
      take(filter, words, name) {
        filter.uidRange = parseRange(name, words.operand(name), 0xffffffff);
      },
    },
    {
      name: 'tun_id',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        if (!/^(\d+|0x[0-9a-f]+)$/i.test(word))
          throw new InputError(`"tun_id" takes a number, not "${word}"`);
        filter.tunId = BigInt(word);
      },
    },
    { name: 'lookup', short: true, take: table },
    { name: 'table', short: true, take: table },
    { name: 'from', short: true, take: source },
    { name: 'src', short: true, take: source },
    {
      name: 'protocol',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        if (word === 'all' && tables.protocol.number(word) === undefined) delete filter.protocol;
        else filter.protocol = tables.protocol.parse(word);
      },
    },
    {
      name: 'ipproto',
      take(filter, words, name) {
        filter.ipProto = ipProtocolNumber(words.operand(name));
      },
    },
    {
      name: 'sport',
      take(filter, words, name) {
        filter.sport = parseRange(name, words.operand(name), 0xffff);
      },
    },
    {
      name: 'dport',
      take(filter, words, name) {
        filter.dport = parseRange(name, words.operand(name), 0xffff);
      },
    },
  ];
}

/** `80` or `1000-2000`. */
function parseRange(of: string, word: string, most: number): Range {
  const [start = '', end = start, ...more] = word.split('-');
  if (more.length > 0) throw new InputError(`"${of}" takes N or N-N, not "${word}"`);
  return { start: parseNumber(of, start, most), end: parseNumber(of, end, most) };
}
