import { AF } from '../../../../protocol/route/families.ts';
import { RT_TABLE, RTN } from '../../../../protocol/route/route/rtmsg.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import { InputError } from '../../errors.ts';
import type { LinkNames } from '../../names/links.ts';
import { parseRouteType } from '../../names/route-types.ts';
import { families } from '../../options.ts';
import { type Prefix, parsePrefix } from '../../prefix.ts';
import { parseNumber, refuseWord, type Selector, takeSelectors } from '../../selectors.ts';
import type { Words } from '../../words.ts';
import type { RouteFilter } from './filter.ts';

/** What the words of a command line are looked up in. */
export interface Lookups {
  readonly tables: NameTables;
  readonly links: LinkNames;
  /** The routing table of a VRF. @throws InputError when it is none */
  vrfTable(name: string): Promise<number>;
}

/** The words that follow `route show`. @throws InputError */
export async function parseRouteFilter(words: Words, family: number, lookups: Lookups): Promise<RouteFilter> {
  const filter: RouteFilter = { family, table: RT_TABLE.values.main, cloned: false };
  const selectors = routeSelectors(lookups);
  await takeSelectors(words, selectors, filter, (word) => {
    const to = word !== '' && 'to'.startsWith(word);
    if (!to && kindOfRange(word) === undefined) refuseWord('route', word, selectors);
    takeDestination(filter, words, to ? words.operand('to') : word);
  });
  // As in iproute2, a table is IPv4's unless something says otherwise.
  if (filter.family === AF.values.unspec && filter.table !== undefined) filter.family = AF.values.inet;
  return filter;
}

function routeSelectors({ tables, links, vrfTable }: Lookups): readonly Selector<RouteFilter>[] {
  return [
    {
      name: 'table',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        const table = tables.table.number(word);
        if (table === 0 || (table === undefined && word === 'all')) filter.table = undefined;
        else if (table === undefined && word === 'cache') filter.cloned = true;
        else filter.table = tables.table.parse(word);
      },
    },
    {
      name: 'vrf',
      short: true,
      async take(filter, words, name) {
        filter.table = await vrfTable(words.operand(name));
        filter.types = ~((1 << RTN.values.local) | (1 << RTN.values.broadcast));
      },
    },
    { name: 'cached', short: true, take: takeCloned },
    { name: 'cloned', short: true, take: takeCloned },
    {
      name: 'dsfield',
      also: ['tos'],
      short: true,
      take(filter, words, name) {
        filter.tos = tables.dsfield.parse(words.operand(name));
      },
    },
    {
      name: 'protocol',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        if (tables.protocol.number(word) === undefined && word === 'all') delete filter.protocol;
        else filter.protocol = tables.protocol.parse(word);
      },
    },
    {
      name: 'scope',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        if (tables.scope.number(word) === undefined && word === 'all') delete filter.scope;
        else filter.scope = tables.scope.parse(word);
      },
    },
    {
      name: 'type',
      short: true,
      take(filter, words, name) {
        filter.types = 1 << parseRouteType(words.operand(name));
      },
    },
    {
      name: 'dev',
      also: ['oif'],
      take(filter, words, name) {
        filter.oif = links.parse(words.operand(name));
      },
    },
    {
      name: 'iif',
      take(filter, words, name) {
        filter.iif = links.parse(words.operand(name));
      },
    },
    {
      name: 'mark',
      take(filter, words, name) {
        filter.mark = parseNumber(name, words.operand(name));
      },
    },
    { name: 'metric', short: true, take: takeMetric },
    { name: 'priority', also: ['preference'], short: true, take: takeMetric },
    {
      name: 'via',
      take(filter, words, name) {
        const word = words.operand(name);
        const family = families[word];
        const prefix = parsePrefix(
          family === undefined ? word : words.operand(word),
          family ?? filter.family,
        );
        filter.via = prefix;
        // A route of one family may go by way of another, when that is said.
        if (family === undefined) infer(filter, prefix);
      },
    },
    {
      name: 'src',
      take(filter, words, name) {
        filter.source = parsePrefix(words.operand(name), filter.family);
        infer(filter, filter.source);
      },
    },
    {
      name: 'realms',
      short: true,
      take(filter, words, name) {
        filter.realms = parseRealms(words.operand(name), tables);
      },
    },
    { name: 'from', short: true, take: takeSource },
  ];
}

function takeCloned(filter: RouteFilter): void {
  filter.cloned = true;
}

function takeMetric(filter: RouteFilter, words: Words, name: string): void {
  filter.metric = parseNumber(name, words.operand(name));
}

function takeSource(filter: RouteFilter, words: Words, name: string): void {
  const { root, match } = parseRange(words, words.operand(name), filter);
  if (root !== undefined) filter.rootSource = root;
  if (match !== undefined) filter.matchSource = match;
}

function takeDestination(filter: RouteFilter, words: Words, word: string): void {
  const { root, match } = parseRange(words, word, filter);
  if (root !== undefined) filter.root = root;
  if (match !== undefined) filter.match = match;
}

function kindOfRange(word: string): 'root' | 'match' | 'exact' | undefined {
  return (['root', 'match', 'exact'] as const).find((name) => word !== '' && name.startsWith(word));
}

/** `root PREFIX`, `match PREFIX`, `exact PREFIX` or `PREFIX`. */
function parseRange(words: Words, word: string, filter: RouteFilter): { root?: Prefix; match?: Prefix } {
  const kind = kindOfRange(word);
  const prefix = parsePrefix(kind === undefined ? word : words.operand(word), filter.family);
  infer(filter, prefix);
  if (!prefix.narrows) return {};
  if (kind === 'root') return { root: prefix };
  return kind === 'match' ? { match: prefix } : { root: prefix, match: prefix };
}

/** An address says which family is meant. */
function infer(filter: RouteFilter, { family }: Prefix): void {
  if (filter.family === AF.values.unspec) filter.family = family;
}

/** `TO`, `FROM/TO`, `FROM/` or `/TO`: what is left out is left open. */
function parseRealms(word: string, { realm }: NameTables): { value: number; mask: number } {
  const parts = word.split('/');
  if (parts.length > 2) throw new InputError(`realms are FROM/TO or TO, not "${word}"`);
  const to = parts.at(-1) ?? '';
  const from = parts.length === 2 ? (parts[0] ?? '') : '';
  const half = (name: string) => (name === '' ? 0 : realm.parse(name));
  const mask = (to === '' ? 0 : 0xffff) + (from === '' ? 0 : 0xffff0000);
  return { value: ((half(from) << 16) | half(to)) >>> 0, mask };
}
