import type { ObjectKind } from '../objects.ts';
import { Copies } from './copies.ts';
import { type ObjectView, viewAt } from './raw.ts';
import { routeKey } from './route-key.ts';
import type { RouteStore } from './route-store.ts';
import { NONE, type Slot } from './slots.ts';
import type { State } from './state.ts';

/** All objects of a state: kind, key and message. */
export function* viewsOf(state: State): Generator<[ObjectKind, string, ObjectView], void, undefined> {
  for (const [index, view] of state.links) yield ['link', String(index), view];
  for (const [key, view] of state.addresses) yield ['address', key, view];
  for (const [key, view] of state.neighbours) yield ['neighbour', key, view];
  for (const [key, view] of state.fdb) yield ['fdb', key, view];
  for (const { key, view } of state.rules) yield ['rule', key, view];
  const copies = new Copies();
  for (const { store } of [state.routes.inet, state.routes.inet6]) {
    for (const head of store.heads()) {
      for (let slot = head; slot !== NONE; slot = store.nextOf(slot)) {
        yield ['route', routeKey(store, slot), routeView(store, slot, copies)];
      }
    }
  }
}

/** A view over a copy of a route's message. */
export function routeView<V extends ObjectView>(store: RouteStore, slot: Slot, copies: Copies): V {
  return copyAt<V>(store, store.addressOf(slot), copies);
}

/** A view over a copy of the message at an address of a store. */
export function copyAt<V extends ObjectView>(
  { arena }: Pick<RouteStore, 'arena'>,
  address: number,
  copies: Copies,
): V {
  const start = copies.copyOf(arena, address);
  return viewAt<V>(copies.reader, start, start + arena.lengthAt(address));
}
