import { AF } from '../../../protocol/route/families.ts';
import type { Doubt } from '../store/observer.ts';
import { type AnyView, placeOf } from '../store/raw.ts';
import { hashPrefix, RouteFields } from '../store/route-fields.ts';

/**
 * Where a dump of routes was cut into datagrams. The kernel does not say (`NLM_F_DUMP_INTR`) that routes changed between
 * two of them, yet then it may leave out others that did not change: it counts how many of an address it has given out
 * (IPv4, `fn_trie_dump_leaf`), or how many of the whole table (IPv6, `fib6_dump_table`), and goes on behind so many.
 */
export class Seams {
  readonly #part: Doubt;
  readonly #addresses = new Set<number>();
  readonly #fields = new RouteFields();
  #datagrams = 0;

  constructor(part: Doubt) {
    this.#part = part;
  }

  /** Takes the routes of a datagram. */
  add(views: readonly AnyView[]): void {
    this.#datagrams++;
    const last = views.at(-1);
    if (this.#part === 'routes4' && last !== undefined) this.#addresses.add(this.#addressOf(last));
  }

  /** Whether one of the events, from an index on, may have made the dump leave something out. */
  areTornBy(events: readonly AnyView[], from: number): boolean {
    if (this.#part !== 'routes4' && this.#part !== 'routes6') return false;
    if (this.#datagrams < 2) return false;
    const family = this.#part === 'routes4' ? AF.values.inet : AF.values.inet6;
    for (let at = from; at < events.length; at++) {
      const event = events[at] as AnyView;
      if (event.$type !== 'RTM_NEWROUTE' && event.$type !== 'RTM_DELROUTE') continue;
      const { $reader: reader, $header: start } = placeOf(event);
      if (reader.u8(start + 16) !== family) continue;
      if (this.#part === 'routes6' || this.#addresses.has(this.#addressOf(event))) return true;
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
