import { NUD } from '../../../../protocol/route/neighbour.ts';
import { InputError, unknown } from '../../errors.ts';
import type { LinkNames } from '../../names/links.ts';
import { parseNumber, type Selector, takeSelectors, unknownSelector } from '../../selectors.ts';
import type { Words } from '../../words.ts';
import { familyOf, type NeighbourView } from '../neigh/print.ts';

/** Which forwarding entries a listing shows. */
export interface ForwardingFilter {
  /** Interface index of the port, or of another link with entries of its own. */
  dev?: number;
  /** Interface index of the bridge. */
  bridge?: number;
  vlan?: number;
  /** Bits of `NUD_*`. */
  states: number;
  dynamic: boolean;
}

/** `AF_BRIDGE`. */
export const BRIDGE = 7;

/** Whether a listing has this entry. The kernel has filtered by port and bridge. */
export function shows(filter: ForwardingFilter, view: NeighbourView): boolean {
  const { header, vlan = 0 } = view;
  if (familyOf(view) !== BRIDGE) return false;
  if (filter.dev !== undefined && header.ifindex !== filter.dev) return false;
  if (filter.states !== 0 && (header.state & filter.states) === 0) return false;
  if (filter.vlan !== undefined && vlan !== filter.vlan) return false;
  return !(filter.dynamic && (header.state & NUD.values.permanent) !== 0);
}

const states: Readonly<Record<string, number>> = {
  permanent: NUD.values.permanent,
  static: NUD.values.noarp,
  temp: NUD.values.noarp,
  stale: NUD.values.stale,
  reachable: NUD.values.reachable,
  dynamic: NUD.values.reachable,
};

/** The words that follow `fdb show`. @throws InputError */
export async function parseForwardingFilter(words: Words, links: LinkNames): Promise<ForwardingFilter> {
  const selectors: readonly Selector<ForwardingFilter>[] = [
    {
      name: 'brport',
      also: ['dev'],
      take(filter, operands, name) {
        filter.dev = links.parse(operands.operand(name));
      },
    },
    {
      name: 'br',
      take(filter, operands, name) {
        filter.bridge = links.parse(operands.operand(name));
      },
    },
    {
      name: 'vlan',
      take(filter, operands, name) {
        if (filter.vlan !== undefined) throw new InputError('"vlan" is given twice');
        filter.vlan = parseNumber(name, operands.operand(name), 4095);
      },
    },
    {
      name: 'state',
      take(filter, operands, name) {
        filter.states |= parseState(operands.operand(name));
      },
    },
    {
      name: 'dynamic',
      take(filter) {
        filter.dynamic = true;
      },
    },
  ];
  return takeSelectors(words, selectors, { states: 0, dynamic: false }, (word) => {
    throw unknownSelector('fdb', word, selectors);
  });
}

function parseState(word: string): number {
  if (word === 'all') return 0xffff;
  const name = Object.keys(states).find((each) => word !== '' && each.startsWith(word));
  if (name !== undefined) return states[name] ?? 0;
  if (/^\d/.test(word)) return parseNumber('state', word, 0xffff);
  throw unknown('state of an entry', word, [...Object.keys(states), 'all']);
}
