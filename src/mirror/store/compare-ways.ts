import { SAME } from './route-content.ts';
import { hasMore, RouteFields } from './route-fields.ts';
import type { RouteStore } from './route-store.ts';
import type { Routes4 } from './routes4.ts';
import { NONE } from './slots.ts';

/** What came of a comparison. */
export interface WaysCompared {
  /** How many differences were told. */
  readonly found: number;
  /** Whether they were all there are: something may take a dump of all routes. */
  readonly isSure: boolean;
}

/**
 * Corrects the IPv4 routes by some interfaces by a dump of those alone.
 * @param turn lets the event loop turn now and then
 */
export async function compareWays(
  routes: Routes4,
  shown: RouteStore,
  ways: ReadonlySet<number>,
  turn: () => Promise<void>,
): Promise<WaysCompared> {
  const { store } = routes;
  const { slots } = store;
  const fields = new RouteFields();
  const isBy = (of: RouteStore, slot: number) => {
    const way = of.slots.wayOf(slot);
    if (!hasMore(way)) return ways.has(way);
    const read = of.fieldsOf(slot, fields);
    const reader = of.arena.readerAt(of.addressOf(slot));
    return [...ways].some((index) => read.uses(reader, index));
  };
  let found = 0;
  let isSure = true;
  const seen = new Uint8Array(slots.limit);
  for (let slot = 0; slot < shown.slots.limit; slot++) {
    if (slot % SOME === 0) await turn();
    if (!isBy(shown, slot)) continue;
    const address = shown.addressOf(slot);
    const reader = shown.arena.readerAt(address);
    const at = shown.arena.offsetOf(address);
    const end = at + shown.arena.lengthAt(address);
    const mine = routes.find(reader, at, end);
    if (mine === NONE) {
      // Among others of its prefix, a dump of all says where it stands.
      const placed = routes.place(reader, at, end);
      if (placed === NONE) isSure = false;
      else {
        seen[placed] = 1;
        found++;
      }
      continue;
    }
    seen[mine] = 1;
    if (store.compare(mine, reader, at, end) === SAME) continue;
    routes.replace(mine, reader, at, end);
    found++;
  }
  for (let slot = 0; slot < seen.length; slot++) {
    if (slot % SOME === 0) await turn();
    if (seen[slot] === 1 || !isBy(store, slot)) continue;
    const { multipath, nhId } = store.fieldsOf(slot, fields);
    // One of several ways may have gone, and a nexthop object have got another.
    if (multipath !== 0 || nhId !== 0) isSure = false;
    else {
      routes.remove(slot);
      found++;
    }
  }
  return { found, isSure };
}

/** Routes between two looks at the clock. */
const SOME = 1024;
