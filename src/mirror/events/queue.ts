import type { ObjectKind } from '../objects.ts';
import { asEvent, Change } from './change.ts';
import type { MirrorEvent, NamespaceEvent } from './event.ts';

/**
 * Events that wait for one reader. Those of one object are merged, so it holds no more than there are objects that
 * changed.
 */
export class EventQueue implements AsyncIterableIterator<MirrorEvent, undefined> {
  readonly #waiting = new Map<string, Change<ObjectKind> | NamespaceEvent>();
  readonly #closed: (queue: EventQueue) => void;
  #wake: (() => void) | undefined;
  #others = 0;
  #over = false;
  #failure: unknown;

  /** @param closed told when it ends */
  constructor(closed: (queue: EventQueue) => void) {
    this.#closed = closed;
  }

  /** How many events wait. */
  get size(): number {
    return this.#waiting.size;
  }

  push(change: Change<ObjectKind>): void {
    const { place } = change;
    const earlier = this.#waiting.get(place);
    const one = earlier instanceof Change ? earlier.with(change) : change;
    if (one === undefined) this.#waiting.delete(place);
    else this.#waiting.set(place, one);
    this.#wake?.();
  }

  pushOther(event: NamespaceEvent): void {
    this.#waiting.set(`namespace ${this.#others++}`, event);
    this.#wake?.();
  }

  /** Ends it when all has been read. @param failure what reading then throws */
  end(failure?: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#failure = failure;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<MirrorEvent, undefined>> {
    for (;;) {
      const [first] = this.#waiting;
      if (first !== undefined) {
        this.#waiting.delete(first[0]);
        return { value: first[1] instanceof Change ? asEvent(first[1]) : first[1], done: false };
      }
      if (this.#over) return this.#end();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  async return(): Promise<IteratorResult<MirrorEvent, undefined>> {
    this.#waiting.clear();
    this.end();
    this.#closed(this);
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): IteratorResult<MirrorEvent, undefined> {
    const failure = this.#failure;
    this.#failure = undefined;
    this.#closed(this);
    if (failure !== undefined) throw failure;
    return { value: undefined, done: true };
  }
}
