import { NTF, NTF_EXT, type neighbour } from '../../protocol/route/neighbour.ts';
import type { MessageInputOf } from '../../protocol/schema/index.ts';
import { nearest } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';
import { refuseUnknown } from './check-options.ts';
import { flagBits } from './flag-bits.ts';
import type { InterfaceReference } from './interface-reference.ts';
import { linkLayerAddress } from './link-layer-address.ts';
import { type NeighbourStateWord, neighbourStates } from './neighbour-words.ts';
import type { Family, IpAddress } from './network.ts';
import { names, numberIn } from './words.ts';

/** What a neighbour may have beside its address and interface: `ip neighbour add`. */
export interface NeighbourSettings {
  readonly proxy?: false | undefined;
  /** Its link layer address: `02:00:5e:10:00:01`. Interfaces without such addresses need none. */
  readonly lladdr?: string | undefined;
  /** `permanent` by default; with `use` or `managed` none, so that it is looked for. */
  readonly state?: NeighbourStateWord | undefined;
  /** IPv6: it is a router. */
  readonly router?: boolean | undefined;
  /** It was learned by another than the kernel, which then does not let it age away. */
  readonly externLearn?: boolean | undefined;
  /** Look for its link layer address now, as if a packet were to be sent. */
  readonly use?: boolean | undefined;
  /** Look for its link layer address, and keep it up to date (Linux 5.16). */
  readonly managed?: boolean | undefined;
  /** Who put it there: a name of `rt_protos` or a number. */
  readonly protocol?: string | number | undefined;
}

/** Answer for the address on this interface, although it is elsewhere: `ip neighbour add proxy`. */
export interface ProxySettings {
  readonly proxy: true;
  readonly lladdr?: undefined;
  readonly state?: undefined;
  /** IPv6: say that it is a router. */
  readonly router?: boolean | undefined;
  readonly externLearn?: undefined;
  readonly use?: undefined;
  readonly managed?: undefined;
  readonly protocol?: string | number | undefined;
}

/** What a neighbour is made of, beside its address. */
export type NeighbourOptions = (NeighbourSettings | ProxySettings) & {
  /** The interface that it is on. */
  readonly dev: InterfaceReference;
};

/** Which of the entries for an address is meant. */
export interface NeighbourKey {
  /** The interface that it is on. */
  readonly dev: InterfaceReference;
  /** The proxy entry in place of the neighbour. */
  readonly proxy?: boolean | undefined;
}

/** Which neighbours are wanted; what is left out does not matter. */
export interface NeighbourFilter {
  readonly dev?: InterfaceReference | undefined;
  readonly family?: Family | undefined;
  /**
   * One state, several, or `all`. Default as with `ip neighbour`: all but NOARP (multicast, broadcast and the like)
   * and NONE, except those that were learned externally.
   */
  readonly state?: 'all' | NeighbourStateWord | readonly NeighbourStateWord[] | undefined;
  /** In this prefix: `10.0.0.0/8`. */
  readonly to?: string | undefined;
  /** On the ports of this bridge, bond or VRF. */
  readonly master?: InterfaceReference | undefined;
  /** Proxy entries, in place of all others. */
  readonly proxy?: boolean | undefined;
  /** A name of `rt_protos` or a number. */
  readonly protocol?: string | number | undefined;
}

/** The message for a neighbour on the interface `index`. @throws InputError */
export function neighbourInput(
  { family, text }: IpAddress,
  index: number,
  options: NeighbourSettings | ProxySettings,
): MessageInputOf<typeof neighbour> {
  refuseUnknown('a neighbour', options, KNOWN);
  const { lladdr, protocol, proxy = false, managed = false, use = false } = options;
  if (proxy) refuseForProxy(options);
  const state = options.state ?? (proxy || managed || use ? 'NONE' : 'PERMANENT');
  return {
    header: { family, ifindex: index, state: stateBit(state, 'state'), flags: flagBits(options, FLAGS) },
    dst: text,
    lladdr: lladdr === undefined ? undefined : linkLayerAddress(lladdr, 'lladdr'),
    flagsExt: managed ? NTF_EXT.values.managed : undefined,
    protocol: protocol === undefined ? undefined : numberIn(names.protocol, protocol),
  };
}

/** Checks a filter. @throws InputError */
export function checkNeighbourFilter(filter: NeighbourFilter): void {
  refuseUnknown('a filter of neighbours', filter, FILTERS);
}

/** The bit of a state; NONE has none. @throws InputError */
export function stateBit(word: NeighbourStateWord, what: string): number {
  const state = String(word).toUpperCase();
  if (state === 'NONE') return 0;
  const bit = (neighbourStates as Readonly<Record<string, number>>)[state];
  if (bit !== undefined) return bit;
  const known = [...Object.keys(neighbourStates), 'NONE'].map((each) => each.toLowerCase());
  throw new InputError(`${what}: a neighbour has no state "${String(word)}"${nearest(String(word), known)}`);
}

function refuseForProxy(options: NeighbourSettings | ProxySettings): void {
  for (const key of ['lladdr', 'state', 'externLearn', 'use', 'managed'] as const) {
    if (options[key] !== undefined) throw new InputError(`${key}: a proxy entry has none`);
  }
}

const FLAGS = [
  ['proxy', NTF.values.proxy],
  ['router', NTF.values.router],
  ['externLearn', NTF.values.extLearned],
  ['use', NTF.values.use],
] as const;

const KNOWN: ReadonlySet<string> = new Set<keyof NeighbourOptions>([
  ...FLAGS.map(([key]) => key),
  'dev',
  'lladdr',
  'state',
  'managed',
  'protocol',
]);

const FILTERS: ReadonlySet<string> = new Set<keyof NeighbourFilter>([
  'dev',
  'family',
  'state',
  'to',
  'master',
  'proxy',
  'protocol',
]);
