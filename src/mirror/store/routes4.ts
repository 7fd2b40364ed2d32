import { NLM_F, type Reader } from '../../../protocol/wire/index.ts';
import { DIFFERENT, SAME } from './route-content.ts';
import { RouteFields } from './route-fields.ts';
import { RouteRun } from './route-run.ts';
import { NONE, type RouteObserver, type RouteStore, type Slot } from './route-store.ts';

/** Whether it is known what a message did. */
export type Outcome = 'sure' | 'doubtful';

/**
 * What a message of an IPv4 route does to the store. The kernel keeps the routes of one prefix, tos and metric in a
 * list (`fib_table_insert`, net/ipv4/fib_trie.c): `NLM_F_REPLACE` in an event says that the first of them was replaced,
 * `NLM_F_APPEND` that it came last, neither that it came first. A deletion names the whole route.
 */
export class Routes4 {
  store: RouteStore;
  /**
   * Set while messages may tell of what a dump has shown already. Then it holds the prefixes of which a route was
   * replaced that may not have been the one: what else comes of them is doubtful, and nothing else is.
   */
  replayed: Set<number> | undefined;
  readonly #observer: RouteObserver;
  readonly #fields = new RouteFields();
  readonly #run = new RouteRun();

  constructor(store: RouteStore, observer: RouteObserver) {
    this.store = store;
    this.#observer = observer;
  }

  /** A route of a dump: each comes once, those of one prefix in order. */
  load(reader: Reader, at: number, end: number): void {
    const fields = this.#fields.read(reader, at, end);
    const run = this.#run.find(this.store, fields, reader);
    if (run.first !== NONE && this.#alike(run, reader, at, end) !== NONE) return;
    const previous = run.last === NONE ? run.before : run.last;
    this.store.insert(run.head, previous, fields, reader, at, end);
  }

  /** @param flags `nlmsg_flags` of the event */
  add(reader: Reader, at: number, end: number, flags: number): Outcome {
    const { store } = this;
    const fields = this.#fields.read(reader, at, end);
    const run = this.#run.find(store, fields, reader);
    const alike = run.first === NONE ? NONE : this.#alike(run, reader, at, end);
    const outcome = this.#replays(fields);
    if (alike !== NONE) {
      this.#replace(alike, reader, at, end);
      if (outcome !== undefined) return outcome;
      // The kernel has no route twice, so this tells of the past or something was missed.
      return (flags & NLM_F.REPLACE) !== 0 && run.first === run.last ? 'sure' : 'doubtful';
    }
    if ((flags & NLM_F.REPLACE) !== 0 && run.first !== NONE) {
      this.replayed?.add(fields.hash());
      this.#replace(run.first, reader, at, end);
      return outcome ?? 'sure';
    }
    const behind = (flags & NLM_F.APPEND) !== 0 && run.last !== NONE;
    const slot = store.insert(run.head, behind ? run.last : run.before, fields, reader, at, end);
    this.#observer.added(store, slot);
    return outcome ?? ((flags & NLM_F.REPLACE) !== 0 ? 'doubtful' : 'sure');
  }

  delete(reader: Reader, at: number, end: number): Outcome {
    const { store } = this;
    const run = this.#run.find(store, this.#fields.read(reader, at, end), reader);
    const slot = run.first === NONE ? NONE : this.#alike(run, reader, at, end);
    const outcome = this.#replays(this.#fields);
    // Of a run that is empty nothing can be left over.
    if (slot === NONE) return outcome ?? (run.first === NONE ? 'sure' : 'doubtful');
    this.remove(slot);
    return outcome ?? 'sure';
  }

  remove(slot: Slot): void {
    this.#observer.removed(this.store, slot);
    this.store.remove(slot);
  }

  /** What comes of a message that may be of the past; `undefined` when it is not. */
  #replays(fields: RouteFields): Outcome | undefined {
    if (this.replayed === undefined) return undefined;
    return this.replayed.size > 0 && this.replayed.has(fields.hash()) ? 'doubtful' : 'sure';
  }

  #replace(slot: Slot, reader: Reader, at: number, end: number): void {
    const { store } = this;
    if (store.compare(slot, reader, at, end) === SAME) return;
    const before = store.replace(slot, reader, at, end);
    this.#observer.changed(store, slot, before, store.arena);
    store.arena.free(before);
  }

  /** The route of the run that a message is about, whatever its state. */
  #alike({ first, last }: RouteRun, reader: Reader, at: number, end: number): Slot {
    for (let slot = first; ; slot = this.store.nextOf(slot)) {
      if (this.store.compare(slot, reader, at, end) !== DIFFERENT) return slot;
      if (slot === last) return NONE;
    }
  }
}
