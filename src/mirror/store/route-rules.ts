import type { Reader } from '../../../protocol/wire/index.ts';
import { DIFFERENT, SAME } from './route-content.ts';
import { RouteFields } from './route-fields.ts';
import { RouteRun } from './route-run.ts';
import type { RouteObserver, RouteStore } from './route-store.ts';
import { NONE, type Slot } from './slots.ts';

/** Whether it is known what a message did. */
export type Outcome = 'sure' | 'doubtful';

/** What messages do to a store of routes; the families have rules of their own for additions and deletions. */
export abstract class RouteRules {
  store: RouteStore;
  /**
   * Set while messages may tell of what a dump has shown already. Then it holds the prefixes of which a route was
   * replaced that may not have been the one: what else comes of them is doubtful, and nothing else is.
   */
  replayed: Set<number> | undefined;
  protected readonly observer: RouteObserver;
  /** What the message is known by. */
  protected readonly fields = new RouteFields();
  protected readonly run = new RouteRun();

  constructor(store: RouteStore, observer: RouteObserver) {
    this.store = store;
    this.observer = observer;
  }

  /** A route of a dump: each comes once, those of one prefix in order. */
  load(reader: Reader, at: number, end: number): void {
    const { store } = this;
    const fields = this.fields.read(reader, at, end);
    const run = this.run.find(store, fields, reader);
    if (run.first !== NONE && this.alike(run, reader, at, end) !== NONE) return;
    store.insert(run.head, run.last === NONE ? run.before : run.last, fields, reader, at, end);
  }

  /** The route that a message of a dump is about, whatever its state, or `NONE`. */
  find(reader: Reader, at: number, end: number): Slot {
    const run = this.run.find(this.store, this.fields.read(reader, at, end), reader);
    return run.first === NONE ? NONE : this.alike(run, reader, at, end);
  }

  /**
   * Adds a route that was not told of. @returns its slot; `NONE`, and it was not added, when there are others with its
   * prefix, tos and metric
   */
  place(reader: Reader, at: number, end: number): Slot {
    const { store } = this;
    const fields = this.fields.read(reader, at, end);
    const run = this.run.find(store, fields, reader);
    if (run.first !== NONE) return NONE;
    const slot = store.insert(run.head, run.before, fields, reader, at, end);
    this.observer.added(store, slot);
    return slot;
  }

  /** @param flags `nlmsg_flags` of the event */
  abstract add(reader: Reader, at: number, end: number, flags: number): Outcome;
  abstract delete(reader: Reader, at: number, end: number): Outcome;

  remove(slot: Slot): void {
    this.observer.removed(this.store, slot);
    this.store.remove(slot);
  }

  /** Puts a message in a route's place, unless it says the same. */
  replace(slot: Slot, reader: Reader, at: number, end: number): void {
    const { store } = this;
    if (store.compare(slot, reader, at, end) === SAME) return;
    const before = store.replace(slot, reader, at, end);
    this.observer.changed(store, slot, before, store.arena);
    store.arena.free(before);
  }

  /** The route of a run that a message is about, whatever its state. */
  protected alike({ first, last }: RouteRun, reader: Reader, at: number, end: number): Slot {
    for (let slot = first; ; slot = this.store.nextOf(slot)) {
      if (this.store.compare(slot, reader, at, end) !== DIFFERENT) return slot;
      if (slot === last) return NONE;
    }
  }

  /** What comes of a message that may be of the past; `undefined` when it is not. */
  protected replays(fields: RouteFields): Outcome | undefined {
    if (this.replayed === undefined) return undefined;
    return this.replayed.size > 0 && this.replayed.has(fields.hash()) ? 'doubtful' : 'sure';
  }
}
