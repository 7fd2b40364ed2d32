import type { Reader } from '../../../protocol/wire/index.ts';
import { sameBytes } from './route-content.ts';
import { RouteFields } from './route-fields.ts';
import type { RouteStore } from './route-store.ts';
import { NONE, type Slot } from './slots.ts';

/**
 * Where a route belongs among those of its prefix: the run of those with the same source prefix, tos and metric, in
 * which the kernel looks for what a message means.
 */
export class RouteRun {
  /** The first route of the prefix. */
  head: Slot = NONE;
  /** The last route before the run. */
  before: Slot = NONE;
  /** The first and the last of the run; `NONE` when it is empty. */
  first: Slot = NONE;
  last: Slot = NONE;
  readonly #other = new RouteFields();

  /** @param wanted what `reader` has; `RTA_SRC` is compared there */
  find(store: RouteStore, wanted: RouteFields, reader: Reader): this {
    this.head = store.first(wanted);
    this.before = this.first = this.last = NONE;
    for (let slot = this.head; slot !== NONE; slot = store.nextOf(slot)) {
      const order = this.#compare(store, slot, wanted, reader);
      if (order > 0) break;
      if (order < 0) this.before = slot;
      else {
        if (this.first === NONE) this.first = slot;
        this.last = slot;
      }
    }
    return this;
  }

  /** Less than 0 when the route in `slot` comes before what is wanted. */
  #compare(store: RouteStore, slot: Slot, wanted: RouteFields, reader: Reader): number {
    const other = store.fieldsOf(slot, this.#other);
    if (other.srcLen !== wanted.srcLen) return wanted.srcLen - other.srcLen;
    if (wanted.srcLen !== 0 && wanted.src !== 0 && other.src !== 0) {
      const theirs = store.arena.readerAt(store.addressOf(slot));
      if (!sameBytes(reader, wanted.src, wanted.src + 16, theirs, other.src)) {
        return compareBytes(theirs, other.src, reader, wanted.src);
      }
    }
    if (other.tos !== wanted.tos) return wanted.tos - other.tos;
    return other.priority - wanted.priority;
  }
}

function compareBytes(one: Reader, at: number, other: Reader, otherAt: number): number {
  for (let step = 0; step < 16; step++) {
    const difference = one.u8(at + step) - other.u8(otherAt + step);
    if (difference !== 0) return difference;
  }
  return 0;
}
