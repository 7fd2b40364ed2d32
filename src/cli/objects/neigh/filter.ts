import { NTF, NUD } from '../../../../protocol/route/neighbour.ts';
import { RTPROT } from '../../../../protocol/route/route/rtmsg.ts';
import type { NameTables } from '../../../model/names/tables.ts';
import { neighbourStates } from '../../../model/neighbour-words.ts';
import { numberOf } from '../../../model/number.ts';
import { InputError, unknown } from '../../errors.ts';
import type { LinkNames } from '../../names/links.ts';
import { addressBytes, type Prefix, parsePrefix, startsWith } from '../../prefix.ts';
import { parseNumber, refuseWord, type Selector, takeSelectors } from '../../selectors.ts';
import type { Words } from '../../words.ts';
import { familyOf, type NeighbourView } from './print.ts';

/** Which neighbours a listing shows. */
export interface NeighbourFilter {
  /** `AF_*`, 0 for all. */
  family: number;
  /** Bits of `NUD_*`, and `NO_STATE`. */
  states: number;
  statesGiven: boolean;
  /** Proxies, in place of all others. */
  proxy: boolean;
  unused: boolean;
  /** Interface index. */
  dev?: number;
  /** Interface index of what `dev` belongs to; -1 for nothing. */
  master?: number;
  protocol?: number;
  to?: Prefix;
}

/** Stands for an entry in no state at all, which has no bit. */
const NO_STATE = 0x100;

/** Whether a listing has this neighbour. The kernel has filtered by link and master. */
export function shows(filter: NeighbourFilter, view: NeighbourView): boolean {
  const { header, dst, cacheinfo, protocol } = view;
  if (filter.family !== 0 && familyOf(view) !== filter.family) return false;
  if (filter.dev !== undefined && header.ifindex !== filter.dev) return false;
  const always = (header.flags & (NTF.values.proxy | NTF.values.extLearned)) !== 0;
  const inState = header.state === 0 ? filter.states & NO_STATE : filter.states & header.state;
  if (!always && inState === 0) return false;
  const { to } = filter;
  if (to !== undefined && to.bits > 0) {
    const bytes = typeof dst === 'string' ? addressBytes(dst) : (dst ?? new Uint8Array());
    if (bytes.length !== to.bytes.length || !startsWith(bytes, to)) return false;
  }
  if (filter.protocol !== undefined && numberOf(RTPROT, protocol ?? 0) !== filter.protocol) return false;
  return !filter.unused || cacheinfo === undefined || cacheinfo.refcnt === 0;
}

/** What the words are looked up in. */
export interface Lookups {
  readonly tables: NameTables;
  readonly links: LinkNames;
  /** Throws unless a link of that name is a VRF. @throws InputError */
  vrfTable(name: string): Promise<number>;
}

/** The words that follow `neigh show`. @throws InputError */
export async function parseNeighbourFilter(
  words: Words,
  family: number,
  lookups: Lookups,
): Promise<NeighbourFilter> {
  const filter: NeighbourFilter = {
    family,
    states: 0xff & ~NUD.values.noarp,
    statesGiven: false,
    proxy: false,
    unused: false,
  };
  const selectors = neighbourSelectors(lookups);
  return takeSelectors(words, selectors, filter, (word) => {
    if (word !== 'to') refuseWord('neigh', word, selectors);
    const to = parsePrefix(word === 'to' ? words.operand(word) : word, filter.family);
    if (filter.family === 0) filter.family = to.family;
    filter.to = to;
  });
}

function neighbourSelectors({ tables, links, vrfTable }: Lookups): readonly Selector<NeighbourFilter>[] {
  return [
    {
      name: 'dev',
      take(filter, words, name) {
        if (filter.dev !== undefined) throw new InputError('"dev" is given twice');
        filter.dev = links.parse(words.operand(name));
      },
    },
    {
      name: 'master',
      take(filter, words, name) {
        filter.master = links.parse(words.operand(name));
      },
    },
    {
      name: 'vrf',
      async take(filter, words, name) {
        const vrf = words.operand(name);
        await vrfTable(vrf);
        filter.master = links.parse(vrf);
      },
    },
    {
      name: 'nomaster',
      take(filter) {
        filter.master = -1;
      },
    },
    {
      name: 'unused',
      take(filter) {
        filter.unused = true;
      },
    },
    {
      name: 'nud',
      take(filter, words, name) {
        if (!filter.statesGiven) filter.states = 0;
        filter.statesGiven = true;
        filter.states |= parseState(words.operand(name));
      },
    },
    {
      name: 'proxy',
      take(filter) {
        filter.proxy = true;
      },
    },
    {
      name: 'protocol',
      short: true,
      take(filter, words, name) {
        const word = words.operand(name);
        const all = word === 'all' && tables.protocol.number(word) === undefined;
        const number = all ? 0 : tables.protocol.parse(word);
        if (number === 0) delete filter.protocol;
        else filter.protocol = number;
      },
    },
  ];
}

function parseState(word: string): number {
  if (word === 'all') return 0x1ff;
  if (word === 'none') return NO_STATE;
  const names = Object.fromEntries(
    Object.entries(neighbourStates).map(([state, bit]) => [state.toLowerCase(), bit]),
  );
  const begun = ['permanent', 'reachable', 'failed'].find((name) => word !== '' && name.startsWith(word));
  const state = names[begun ?? word];
  if (state !== undefined) return state;
  if (!/^\d/.test(word)) throw unknown('state of a neighbour', word, [...Object.keys(names), 'none', 'all']);
  const number = parseNumber('nud', word, 0xff);
  if ((number & (number - 1)) !== 0) throw new InputError(`"nud" takes one state, not the bits ${word}`);
  return number === 0 ? NO_STATE : number;
}
