import type { Selection } from '../selection.ts';
import type { Doubt } from '../store/observer.ts';

/** What is to be dumped. */
export interface Wanted {
  readonly parts: ReadonlySet<Doubt>;
  /** Of the IPv4 routes only those by these interfaces; `undefined`: all. */
  readonly ways: ReadonlySet<number> | undefined;
}

/** All parts that a mirror has, in the order in which they are dumped. */
export function partsOf({ kinds, families }: Selection): Set<Doubt> {
  const parts = new Set<Doubt>(['links']);
  if (kinds.has('address') || kinds.has('route')) parts.add('addresses');
  if (kinds.has('rule')) parts.add('rules');
  if (kinds.has('neighbour')) parts.add('neighbours');
  if (kinds.has('fdb')) parts.add('fdb');
  if (kinds.has('route')) {
    if (families.has('inet6')) parts.add('routes6');
    if (families.has('inet')) parts.add('routes4');
  }
  return parts;
}

/** What may have changed without a word, and was not asked for yet. */
export class Doubts {
  /** What there is to ask for. */
  readonly #all: ReadonlySet<Doubt>;
  readonly #parts = new Set<Doubt>();
  readonly #ways = new Set<number>();

  /** @param all the parts that a mirror has: others cannot be doubtful */
  constructor(all: ReadonlySet<Doubt>) {
    this.#all = all;
  }

  get isEmpty(): boolean {
    return this.#parts.size === 0 && this.#ways.size === 0;
  }

  /** @param way of the IPv4 routes only those by this interface */
  add(part: Doubt, way?: number): void {
    if (!this.#all.has(part)) return;
    if (way === undefined || part !== 'routes4') this.#parts.add(part);
    else this.#ways.add(way);
  }

  /** Adds what another has. */
  addAll(other: Doubts): void {
    for (const part of other.#parts) this.#parts.add(part);
    for (const way of other.#ways) this.#ways.add(way);
  }

  clear(): void {
    this.#parts.clear();
    this.#ways.clear();
  }

  /**
   * Takes all that is doubtful, and what has to be asked for together with it: what a link or an address did may be
   * inferred only where they are known.
   */
  take(): Wanted {
    const wanted = new Set(this.#parts);
    const isWhole = wanted.has('routes4') || this.#ways.size > WAYS_MAX;
    const ways = isWhole || this.#ways.size === 0 ? undefined : new Set(this.#ways);
    if (this.#ways.size > 0) wanted.add('routes4');
    if (wanted.has('routes4') || wanted.has('routes6')) wanted.add('addresses');
    if (wanted.has('addresses')) wanted.add('links');
    this.clear();
    return { parts: new Set([...this.#all].filter((part) => wanted.has(part))), ways };
  }
}

/** For more interfaces than that, one dump of all routes is cheaper. */
const WAYS_MAX = 4;
