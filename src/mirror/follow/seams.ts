import { AF } from '../../../protocol/route/families.ts';
import type { Doubt } from '../store/observer.ts';
import { type AnyView, placeOf } from '../store/raw.ts';
import { hashPrefix, RouteFields } from '../store/route-fields.ts';
import type { RouteStore } from '../store/route-store.ts';
import { NONE } from '../store/slots.ts';

/**
 * Where a dump was cut into datagrams. Of some dumps the kernel does not say (`NLM_F_DUMP_INTR`) that something changed
 * between two of them, yet then it may leave out, or give twice, what did not change: it counts how many it has given
 * out and goes on behind so many. It counts the routes of an address (IPv4, `fn_trie_dump_leaf`), those of a table
 * (IPv6, `fib6_dump_table`), the rules of a family (`dump_rules`) and the entries of a bridge (`br_fdb_dump`).
 */
export class Seams {
  readonly #part: Doubt;
  readonly #addresses = new Set<number>();
  readonly #fields = new RouteFields();
  /** How many bytes there were, by address family. */
  readonly #bytes = new Map<number, number>();

  constructor(part: Doubt) {
    this.#part = part;
  }

  /** Takes the entries of a datagram. */
  add(views: readonly AnyView[]): void {
    const [first] = views;
    const last = views.at(-1);
    if (first === undefined || last === undefined) return;
    const family = familyOf(last);
    const bytes = placeOf(last).$end - placeOf(first).$header;
    this.#bytes.set(family, (this.#bytes.get(family) ?? 0) + bytes);
    if (this.#part === 'routes4') this.#addresses.add(this.#addressOf(last));
  }

  /** Whether one of the events, from an index on, may have made the dump leave something out. */
  areTornBy(events: readonly AnyView[], from: number): boolean {
    const types = COUNTED[this.#part];
    if (types === undefined || [...this.#bytes.values()].every((bytes) => bytes < UNCUT)) return false;
    for (let at = from; at < events.length; at++) {
      const event = events[at] as AnyView;
      if (!types.includes(event.$type) || (this.#bytes.get(familyOf(event)) ?? 0) < UNCUT) continue;
      if (this.#part !== 'routes4' || this.#addresses.has(this.#addressOf(event))) return true;
    }
    return false;
  }

  /** The destination without its length: what the kernel's leaf is of. */
  #addressOf(view: AnyView): number {
    const { $reader: reader, $header: start, $end: end } = placeOf(view);
    const { family, table, dst0, dst1, dst2, dst3 } = this.#fields.read(reader, start, end);
    return hashPrefix(family, table, 0, dst0, dst1, dst2, dst3);
  }
}

/** The same of a dump of the IPv4 routes by some interfaces. */
export class WaySeams {
  readonly #store: RouteStore;
  readonly #ways: ReadonlySet<number>;
  readonly #fields = new RouteFields();

  /** @param store which has what was dumped */
  constructor(store: RouteStore, ways: ReadonlySet<number>) {
    this.#store = store;
    this.#ways = ways;
  }

  add(): void {}

  /** Whether one of the events, from an index on, may be of a route that was dumped, or was not any more. */
  areTornBy(events: readonly AnyView[], from: number): boolean {
    for (let at = from; at < events.length; at++) {
      const event = events[at] as AnyView;
      if (!isRoute4(event)) continue;
      const { $reader: reader, $header: start, $end: end } = placeOf(event);
      const fields = this.#fields.read(reader, start, end);
      if (this.#store.first(fields) !== NONE) return true;
      for (const index of this.#ways) if (fields.uses(reader, index)) return true;
    }
    return false;
  }
}

export function isRoute4(event: AnyView): boolean {
  const isRoute = event.$type === 'RTM_NEWROUTE' || event.$type === 'RTM_DELROUTE';
  return isRoute && familyOf(event) === AF.values.inet;
}

/** The headers of all that is counted begin with it. */
function familyOf(view: AnyView): number {
  const { $reader: reader, $header: start } = placeOf(view);
  return reader.u8(start + 16);
}

/** What changes the count. What is added to a bridge comes before what has been given out. */
const COUNTED: Partial<Record<Doubt, readonly string[]>> = {
  routes4: ['RTM_NEWROUTE', 'RTM_DELROUTE'],
  routes6: ['RTM_NEWROUTE', 'RTM_DELROUTE'],
  rules: ['RTM_NEWRULE', 'RTM_DELRULE'],
  fdb: ['RTM_DELNEIGH'],
};
/** Bytes that fit into the smallest datagram of a dump, `NLMSG_GOODSIZE`, whatever the next entry is. */
const UNCUT = 3000;
