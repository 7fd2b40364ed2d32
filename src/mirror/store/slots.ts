import type { Address } from './arena.ts';

/** A route's place in the store, good until it is removed. */
export type Slot = number;
export const NONE = -1;

/** What a store knows of each route beside its message, in columns by slot. Slots that are freed are used again. */
export class Slots {
  #address = new Uint32Array(FIRST);
  #next = new Int32Array(FIRST);
  #ordinal = new Uint16Array(FIRST);
  #way = new Uint32Array(FIRST);
  #used = 0;
  #freed = NONE;

  /** Bytes of memory that they hold. */
  get bytes(): number {
    const { byteLength } = this.#address;
    return byteLength + this.#next.byteLength + this.#ordinal.byteLength + this.#way.byteLength;
  }

  /** Slots are below this; some of them are free. */
  get limit(): number {
    return this.#used;
  }

  take(): Slot {
    const slot = this.#freed;
    if (slot !== NONE) {
      this.#freed = (this.#address[slot] as number) - 1;
      return slot;
    }
    if (this.#used === this.#address.length) this.#lengthen();
    return this.#used++;
  }

  free(slot: Slot): void {
    this.#way[slot] = 0;
    this.#next[slot] = FREE;
    this.#address[slot] = this.#freed + 1;
    this.#freed = slot;
  }

  isFree(slot: Slot): boolean {
    return this.#next[slot] === FREE;
  }

  /** Where the message is. */
  addressOf(slot: Slot): Address {
    return this.#address[slot] as number;
  }
  setAddress(slot: Slot, address: Address): void {
    this.#address[slot] = address;
  }

  /** The next route of the same prefix. */
  nextOf(slot: Slot): Slot {
    return this.#next[slot] as Slot;
  }
  setNext(slot: Slot, next: Slot): void {
    this.#next[slot] = next;
  }

  /** Tells routes of one prefix apart for as long as they live. */
  ordinalOf(slot: Slot): number {
    return this.#ordinal[slot] as number;
  }
  setOrdinal(slot: Slot, ordinal: number): void {
    this.#ordinal[slot] = ordinal;
  }

  /** The least number that tells a route from others of its prefix. @param head the first of them */
  freeOrdinal(head: Slot): number {
    let most = -1;
    let count = 0;
    for (let slot = head; slot !== NONE; slot = this.nextOf(slot)) {
      most = Math.max(most, this.ordinalOf(slot));
      count++;
    }
    if (most + 1 === count || most < ORDINAL_MAX) return most + 1;
    const taken = new Set<number>();
    for (let slot = head; slot !== NONE; slot = this.nextOf(slot)) taken.add(this.ordinalOf(slot));
    let ordinal = 0;
    while (taken.has(ordinal)) ordinal++;
    return ordinal;
  }

  /** What `RouteFields.way` said of the route; 0 of a slot that is free. */
  wayOf(slot: Slot): number {
    return this.#way[slot] as number;
  }
  setWay(slot: Slot, way: number): void {
    this.#way[slot] = way;
  }

  #lengthen(): void {
    const length = Math.ceil(this.#address.length * 1.5);
    this.#address = longer(this.#address, new Uint32Array(length));
    this.#next = longer(this.#next, new Int32Array(length));
    this.#ordinal = longer(this.#ordinal, new Uint16Array(length));
    this.#way = longer(this.#way, new Uint32Array(length));
  }
}

function longer<A extends Uint32Array | Int32Array | Uint16Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

const FIRST = 64;
/** In the place of the next route. */
const FREE = -2;
const ORDINAL_MAX = 0xffff;
