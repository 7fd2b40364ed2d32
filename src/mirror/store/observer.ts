import type { ObjectKind } from '../objects.ts';
import type { Address, Arena } from './arena.ts';
import type { ObjectView } from './raw.ts';
import type { RouteStore } from './route-store.ts';
import type { Slot } from './slots.ts';

/** What may have changed without a word, and is to be asked for. */
export type Doubt = 'links' | 'addresses' | 'neighbours' | 'rules' | 'fdb' | 'routes4' | 'routes6';

/** Who is told of what a state goes through. */
export interface StateObserver {
  /** An object other than a route came (`before` is undefined), changed or went (`after` is undefined). */
  object(kind: ObjectKind, key: string, before: ObjectView | undefined, after: ObjectView | undefined): void;
  routeAdded(store: RouteStore, slot: Slot): void;
  /** @param before where the message was, in `arena` */
  routeChanged(store: RouteStore, slot: Slot, before: Address, arena: Arena): void;
  routeRemoved(store: RouteStore, slot: Slot): void;
  /** The changes from here to the next `told` follow from the message, which does not tell of them. */
  inferring(): void;
  told(): void;
  /**
   * Something may have changed of which nothing was told.
   * @param way of the IPv4 routes only those by this interface
   */
  doubt(what: Doubt, way?: number): void;
}

/** For a state that nobody looks at yet. */
export const nobody: StateObserver = {
  object() {},
  routeAdded() {},
  routeChanged() {},
  routeRemoved() {},
  inferring() {},
  told() {},
  doubt() {},
};
