import type { Health } from '../health.ts';
import type { ObjectKind } from '../objects.ts';
import type { Address, Arena } from '../store/arena.ts';
import { Copies } from '../store/copies.ts';
import type { Doubt, StateObserver } from '../store/observer.ts';
import type { ObjectView } from '../store/raw.ts';
import { routeKey } from '../store/route-key.ts';
import type { RouteStore } from '../store/route-store.ts';
import type { Slot } from '../store/slots.ts';
import { copyAt } from '../store/views.ts';

/** A change of one object, before anybody looks at it. */
export interface Recorded {
  readonly kind: ObjectKind;
  readonly key: string;
  readonly before: ObjectView | undefined;
  readonly after: ObjectView | undefined;
  readonly inferred: boolean;
  readonly resynchronised: boolean;
}

/** Who reads records. */
export interface RecordReader {
  /** Whether anybody wants them; without, a route's bytes are not even copied. */
  isHeard(): boolean;
  deliver(record: Recorded): void;
}

/** Makes records of what a state goes through, for those who want them. */
export class Recorder implements StateObserver {
  health: Health | undefined;
  doubt: (part: Doubt, way?: number) => void = () => {};
  readonly #wanted: ReadonlySet<ObjectKind>;
  readonly #reader: RecordReader;
  readonly #copies = new Copies();
  #inferring = false;
  #correcting = false;
  #quiet = true;
  #held: Recorded[] = [];

  constructor(wanted: ReadonlySet<ObjectKind>, reader: RecordReader) {
    this.#wanted = wanted;
    this.#reader = reader;
  }

  /** Whether what follows was found by a dump. @param quiet it is the first: nobody is told */
  correcting(now: boolean, quiet: boolean): void {
    this.#correcting = now;
    this.#quiet = quiet;
  }

  inferring(): void {
    this.#inferring = true;
  }

  told(): void {
    this.#inferring = false;
  }

  object(kind: ObjectKind, key: string, before: ObjectView | undefined, after: ObjectView | undefined): void {
    if (this.#inferring && this.health !== undefined) this.health.inferred++;
    if (this.#quiet || !this.#reader.isHeard() || !this.#wanted.has(kind)) return;
    this.#hold(kind, key, before, after);
  }

  routeAdded(store: RouteStore, slot: Slot): void {
    if (this.#quiet || !this.#reader.isHeard()) return;
    this.#route(routeKey(store, slot), undefined, this.#copy(store.arena, store.addressOf(slot)));
  }

  routeChanged(store: RouteStore, slot: Slot, before: Address, arena: Arena): void {
    if (this.#quiet || !this.#reader.isHeard()) return;
    const after = this.#copy(store.arena, store.addressOf(slot));
    this.#route(routeKey(store, slot), this.#copy(arena, before), after);
  }

  routeRemoved(store: RouteStore, slot: Slot): void {
    if (this.#inferring && this.health !== undefined) this.health.inferred++;
    if (this.#quiet || !this.#reader.isHeard()) return;
    this.#route(routeKey(store, slot), this.#copy(store.arena, store.addressOf(slot)), undefined);
  }

  /** Hands out what was recorded. The state is whole then: a listener may look at it. */
  flush(): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    for (const record of held) this.#reader.deliver(record);
  }

  #route(key: string, before: ObjectView | undefined, after: ObjectView | undefined): void {
    this.#hold('route', key, before, after);
  }

  #hold(kind: ObjectKind, key: string, before: ObjectView | undefined, after: ObjectView | undefined): void {
    const resynchronised = this.#correcting;
    this.#held.push({ kind, key, before, after, inferred: this.#inferring, resynchronised });
  }

  #copy(arena: Arena, address: Address): ObjectView {
    return copyAt({ arena }, address, this.#copies);
  }
}
