import { setImmediate } from 'node:timers/promises';
import type { ObjectKind } from '../objects.ts';
import { compareWays } from './compare-ways.ts';
import { differencesOf, sameMessage } from './differences.ts';
import type { Doubt, StateObserver } from './observer.ts';
import type { ObjectView } from './raw.ts';
import { DIFFERENT, SAME } from './route-content.ts';
import { RouteFields } from './route-fields.ts';
import type { RouteStore } from './route-store.ts';
import { NONE, type Slot } from './slots.ts';
import type { State } from './state.ts';

/**
 * Puts what a newer state has in the place of what a state has, and tells its observer of each difference. Nothing may
 * happen to either meanwhile; it lets the event loop turn. Of the IPv4 routes, with
 * `ways`, only those by these interfaces. @param first whether the state has nothing yet
 */
export async function adopt(
  state: State,
  newer: State,
  parts: ReadonlySet<Doubt>,
  ways: ReadonlySet<number> | undefined,
  first: boolean,
): Promise<number> {
  let found = 0;
  const { observer } = state;
  const objects = <K extends string | number>(
    kind: ObjectKind,
    old: ReadonlyMap<K, ObjectView>,
    now: ReadonlyMap<K, ObjectView>,
  ) => {
    for (const [key, before] of [...old]) {
      if (now.has(key)) continue;
      state.set(kind, String(key), undefined);
      observer.object(kind, String(key), before, undefined);
      found++;
    }
    for (const [key, after] of now) {
      const before = old.get(key);
      state.set(kind, String(key), after);
      if (before !== undefined && sameMessage(before, after)) continue;
      if (before !== undefined && Object.keys(differencesOf(kind, before, after)).length === 0) continue;
      observer.object(kind, String(key), before, after);
      found++;
    }
  };
  if (parts.has('links')) objects('link', state.links, newer.links);
  if (parts.has('addresses')) objects('address', state.addresses, newer.addresses);
  if (parts.has('neighbours')) objects('neighbour', state.neighbours, newer.neighbours);
  if (parts.has('fdb')) objects('fdb', state.fdb, newer.fdb);
  if (parts.has('rules')) found += state.rules.adopt(newer.rules);
  for (const [part, family] of [
    ['routes4', 'inet'],
    ['routes6', 'inet6'],
  ] as const) {
    if (!parts.has(part)) continue;
    const [routes, now] = [state.routes[family], newer.routes[family].store];
    if (part === 'routes4' && ways !== undefined) {
      const compared = await compareWays(state.routes.inet, now, ways, turns());
      found += compared.found;
      if (!compared.isSure) observer.doubt('routes4');
      continue;
    }
    // The first time there is nothing to compare with.
    if (!first) found += await compareStores(routes.store, now, observer);
    routes.store = now;
  }
  return found;
}

/**
 * Compares prefix by prefix, in the order in which the kernel gave them: so neighbours in memory come one after the
 * other. Routes that both have keep their ordinals.
 */
async function compareStores(old: RouteStore, now: RouteStore, observer: StateObserver): Promise<number> {
  let found = 0;
  let known = 0;
  const fields = new RouteFields();
  const turn = turns();
  for (let slot = 0; slot < now.slots.limit; slot++) {
    if (slot % SOME === 0) await turn();
    if (now.slots.isFree(slot)) continue;
    now.fieldsOf(slot, fields);
    if (now.first(fields) !== slot) continue;
    const before = old.first(fields);
    if (before !== NONE) known++;
    found += comparePrefix(old, before, now, slot, observer);
  }
  if (known === old.prefixes.size) return found;
  for (let bucket = 0; bucket < old.prefixes.bucketCount; bucket++) {
    if (bucket % SOME === 0) await turn();
    const head = old.headAt(bucket);
    if (head === NONE || now.first(old.fieldsOf(head, fields)) !== NONE) continue;
    for (let slot = head; slot !== NONE; slot = old.nextOf(slot)) {
      observer.routeRemoved(old, slot);
      found++;
    }
  }
  return found;
}

/** Lets the event loop turn when it has not for a while. */
function turns(): () => Promise<void> {
  let ends = performance.now() + TURN;
  return async () => {
    if (performance.now() < ends) return;
    await setImmediate();
    ends = performance.now() + TURN;
  };
}

function comparePrefix(
  old: RouteStore,
  oldHead: Slot,
  now: RouteStore,
  head: Slot,
  observer: StateObserver,
): number {
  const alone = oldHead !== NONE && old.nextOf(oldHead) === NONE && now.nextOf(head) === NONE;
  if (alone && likeness(old, oldHead, now, head) === SAME) {
    now.slots.setOrdinal(head, old.slots.ordinalOf(oldHead));
    return 0;
  }
  let found = 0;
  const left = chain(old, oldHead);
  const pairs = new Map<Slot, Slot>();
  const match = (alike: (before: Slot, slot: Slot) => boolean) => {
    for (const slot of chain(now, head)) {
      if (pairs.has(slot)) continue;
      const at = left.findIndex((before) => alike(before, slot));
      if (at !== -1) pairs.set(slot, left.splice(at, 1)[0] as Slot);
    }
  };
  match((before, slot) => likeness(old, before, now, slot) !== DIFFERENT);
  match((before, slot) => sameRun(old, before, now, slot));
  const taken = new Set([...pairs.values()].map((before) => old.slots.ordinalOf(before)));
  for (const before of left) {
    observer.routeRemoved(old, before);
    found++;
  }
  for (const slot of chain(now, head)) {
    const before = pairs.get(slot);
    if (before === undefined) {
      let ordinal = 0;
      while (taken.has(ordinal)) ordinal++;
      taken.add(ordinal);
      now.slots.setOrdinal(slot, ordinal);
      observer.routeAdded(now, slot);
      found++;
      continue;
    }
    now.slots.setOrdinal(slot, old.slots.ordinalOf(before));
    if (likeness(old, before, now, slot) === SAME) continue;
    observer.routeChanged(now, slot, old.addressOf(before), old.arena);
    found++;
  }
  return found;
}

function chain(store: RouteStore, head: Slot): Slot[] {
  const slots: Slot[] = [];
  for (let slot = head; slot !== NONE; slot = store.nextOf(slot)) slots.push(slot);
  return slots;
}

function likeness(old: RouteStore, before: Slot, now: RouteStore, slot: Slot) {
  const address = now.addressOf(slot);
  const at = now.arena.offsetOf(address);
  return old.compare(before, now.arena.readerAt(address), at, at + now.arena.lengthAt(address));
}

function sameRun(old: RouteStore, before: Slot, now: RouteStore, slot: Slot): boolean {
  old.fieldsOf(before, one);
  now.fieldsOf(slot, other);
  return one.tos === other.tos && one.priority === other.priority && one.srcLen === other.srcLen;
}

const one = new RouteFields();
const other = new RouteFields();
/** Milliseconds. */
const TURN = 4;
/** Buckets between two looks at the clock. */
const SOME = 1024;
