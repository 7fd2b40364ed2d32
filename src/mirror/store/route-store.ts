import type { Reader } from '../../../protocol/wire/index.ts';
import { type Address, Arena } from './arena.ts';
import { compareRoutes, type Likeness } from './route-content.ts';
import { hashPrefix, RouteFields } from './route-fields.ts';

/** A route's place in the store, good until it is removed. */
export type Slot = number;
export const NONE = -1;

/** What is told of each change. The bytes before a change and those of a removed route can be read until it returns. */
export interface RouteObserver {
  added(store: RouteStore, slot: Slot): void;
  changed(store: RouteStore, slot: Slot, before: Address, arena: Arena): void;
  removed(store: RouteStore, slot: Slot): void;
}

/**
 * Routes as their bytes, found by prefix. The routes of one prefix (of one family and table) are a list in the kernel's
 * order: by tos, the higher first, and metric, the lower first, and those that have all in common as the kernel has
 * them. It takes some 100 bytes a route, of which 60 to 70 are the message.
 *
 * The index is a hash table with linear probing over the first route of each prefix.
 */
export class RouteStore {
  readonly arena = new Arena();
  #address = new Uint32Array(FIRST);
  #next = new Int32Array(FIRST);
  /** Tells routes of one prefix apart for as long as they live. */
  #ordinal = new Uint16Array(FIRST);
  #used = 0;
  #freed = NONE;
  #size = 0;
  /** Of each bucket the first route of a prefix, or `NONE`, and the prefix's hash: both in one line of the cache. */
  #buckets = new Int32Array(FIRST * 4).fill(NONE);
  #mask = FIRST * 2 - 1;
  #prefixes = 0;
  /** How many routes there are of each prefix length, by table. */
  readonly #lengths = new Map<number, Uint32Array>();
  /** The table that was counted last. */
  #countedTable = 0;
  #counted: Uint32Array | undefined;
  /** What `firstOf` has read of what it found. */
  readonly found = new RouteFields();
  readonly #fields = new RouteFields();

  get size(): number {
    return this.#size;
  }

  /** Bytes of memory that it holds. */
  get bytes(): number {
    const slots = this.#address.byteLength + this.#next.byteLength;
    return this.arena.bytes + slots + this.#ordinal.byteLength + this.#buckets.byteLength;
  }

  /** Slots are below this; some of them are free. */
  get limit(): number {
    return this.#used;
  }

  isUsed(slot: Slot): boolean {
    return this.#next[slot] !== FREE && slot < this.#used;
  }

  addressOf(slot: Slot): Address {
    return this.#address[slot] as number;
  }

  ordinalOf(slot: Slot): number {
    return this.#ordinal[slot] as number;
  }

  /** @internal For a store that takes another's place. */
  setOrdinal(slot: Slot, ordinal: number): void {
    this.#ordinal[slot] = ordinal;
  }

  /** The next route of the same prefix. */
  nextOf(slot: Slot): Slot {
    return this.#next[slot] as number;
  }

  /** Reads what a route is known by into `fields`. */
  fieldsOf(slot: Slot, fields: RouteFields): RouteFields {
    const { arena } = this;
    const address = this.#address[slot] as number;
    const at = arena.offsetOf(address);
    return fields.read(arena.readerAt(address), at, at + arena.lengthAt(address));
  }

  /** Compares a route with a message. */
  compare(slot: Slot, reader: Reader, at: number, end: number): Likeness {
    const { arena } = this;
    const address = this.#address[slot] as number;
    const mine = arena.offsetOf(address);
    return compareRoutes(arena.readerAt(address), mine, mine + arena.lengthAt(address), reader, at, end);
  }

  /** The first route of a prefix, or `NONE`. */
  first(wanted: RouteFields): Slot {
    const hash = wanted.hash();
    for (let bucket = hash & this.#mask; ; bucket = (bucket + 1) & this.#mask) {
      const slot = this.#buckets[bucket * 2] as number;
      if (slot === NONE) return NONE;
      if (this.#buckets[bucket * 2 + 1] === hash && this.fieldsOf(slot, this.#fields).samePrefix(wanted))
        return slot;
    }
  }

  /**
   * Looks at the buckets of so many prefixes at once, so that the memory they lie in is on its way together: a load of
   * many routes would otherwise wait for each. The sum means nothing.
   */
  touch(hashes: Int32Array, count: number): number {
    const buckets = this.#buckets;
    const mask = this.#mask;
    let sum = 0;
    for (let at = 0; at < count; at++) sum += buckets[((hashes[at] as number) & mask) * 2] as number;
    return sum;
  }

  /**
   * Adds a route whose prefix no other has, so far as its hash alone says so. Says whether it did; otherwise it takes
   * `insert`. The bytes become the store's.
   */
  insertNew(hash: number, table: number, dstLen: number, reader: Reader, at: number, end: number): boolean {
    if ((this.#prefixes + 1) * 4 > this.bucketCount * 3) this.#widen();
    const buckets = this.#buckets;
    const mask = this.#mask;
    let bucket = hash & mask;
    for (; buckets[bucket * 2] !== NONE; bucket = (bucket + 1) & mask) {
      if (buckets[bucket * 2 + 1] === hash) return false;
    }
    const slot = this.#take();
    this.#address[slot] = this.#plain(this.arena.take(reader, at, end));
    this.#next[slot] = NONE;
    this.#ordinal[slot] = 0;
    this.#size++;
    this.#prefixes++;
    this.#count(table, dstLen, 1);
    buckets[bucket * 2] = slot;
    buckets[bucket * 2 + 1] = hash;
    return true;
  }

  /** As `first`, by the words of a prefix. */
  firstOf(
    family: number,
    table: number,
    dstLen: number,
    d0: number,
    d1: number,
    d2: number,
    d3: number,
  ): Slot {
    const hash = hashPrefix(family, table, dstLen, d0, d1, d2, d3);
    const fields = this.found;
    for (let bucket = hash & this.#mask; ; bucket = (bucket + 1) & this.#mask) {
      const slot = this.#buckets[bucket * 2] as number;
      if (slot === NONE) return NONE;
      if (this.#buckets[bucket * 2 + 1] !== hash) continue;
      this.fieldsOf(slot, fields);
      const { dst0, dst1, dst2, dst3 } = fields;
      if (dst0 !== d0 || dst1 !== d1 || dst2 !== d2 || dst3 !== d3) continue;
      if (fields.dstLen === dstLen && fields.table === table && fields.family === family) return slot;
    }
  }

  /**
   * Adds a route behind `previous` of the same prefix; `NONE`: before all others of it.
   * @param head the first route of the prefix now, as `first` says
   */
  insert(head: Slot, previous: Slot, fields: RouteFields, reader: Reader, at: number, end: number): Slot {
    if (head === NONE && (this.#prefixes + 1) * 4 > this.bucketCount * 3) this.#widen();
    const slot = this.#take();
    this.#address[slot] = this.#put(reader, at, end);
    this.#ordinal[slot] = head === NONE ? 0 : this.#freeOrdinal(head);
    this.#size++;
    this.#count(fields.table, fields.dstLen, 1);
    if (head === NONE) {
      this.#next[slot] = NONE;
      this.#prefixes++;
      this.#enter(fields.hash(), slot);
    } else if (previous === NONE) {
      this.#next[slot] = head;
      this.#buckets[this.#bucketOf(head) * 2] = slot;
    } else {
      this.#next[slot] = this.#next[previous] as number;
      this.#next[previous] = slot;
    }
    return slot;
  }

  /** Puts another message in a route's place; the old one can be read until `arena.free(before)`, which is the caller's. */
  replace(slot: Slot, reader: Reader, at: number, end: number): Address {
    const before = this.#address[slot] as number;
    this.#address[slot] = this.#put(reader, at, end);
    return before;
  }

  /** Takes a route out. */
  remove(slot: Slot): void {
    const bucket = this.#bucketOf(slot);
    const head = this.#buckets[bucket * 2] as number;
    const next = this.#next[slot] as number;
    if (head === slot) {
      if (next === NONE) this.#vacate(bucket);
      else this.#buckets[bucket * 2] = next;
    } else {
      let previous = head;
      while (this.#next[previous] !== slot) previous = this.#next[previous] as number;
      this.#next[previous] = next;
    }
    const { table, dstLen } = this.fieldsOf(slot, this.#fields);
    this.#count(table, dstLen, -1);
    this.arena.free(this.#address[slot] as number);
    this.#size--;
    this.#next[slot] = FREE;
    this.#address[slot] = this.#freed + 1;
    this.#freed = slot;
  }

  /** Slots of the first routes of all prefixes, in no order. */
  *heads(): Generator<Slot> {
    for (let bucket = 0; bucket < this.bucketCount; bucket++) {
      const slot = this.headAt(bucket);
      if (slot !== NONE) yield slot;
    }
  }

  /** How many buckets there are, and the first route of the prefix in one, or `NONE`: `heads` in parts. */
  get bucketCount(): number {
    return this.#mask + 1;
  }
  headAt(bucket: number): Slot {
    return this.#buckets[bucket * 2] as number;
  }

  /** What is kept is the plain message: an addition without flags, sender and sequence number. */
  #put(reader: Reader, at: number, end: number): Address {
    return this.#plain(this.arena.put(reader, at, end));
  }

  #plain(address: Address): Address {
    const { arena } = this;
    const { view, littleEndian } = arena.readerAt(address);
    const header = arena.offsetOf(address);
    view.setUint16(header + 4, RTM_NEWROUTE, littleEndian);
    view.setUint16(header + 6, 0);
    view.setUint32(header + 8, 0);
    view.setUint32(header + 12, 0);
    return address;
  }

  /** How many routes of each prefix length a table has; `undefined`: none at all. */
  lengthsOf(table: number): Uint32Array | undefined {
    return this.#lengths.get(table);
  }

  #count(table: number, dstLen: number, step: number): void {
    let lengths = this.#counted;
    if (table !== this.#countedTable || lengths === undefined) {
      lengths = this.#lengths.get(table) ?? new Uint32Array(129);
      this.#lengths.set(table, lengths);
      this.#counted = lengths;
      this.#countedTable = table;
    }
    lengths[dstLen] = (lengths[dstLen] ?? 0) + step;
  }

  #take(): Slot {
    const slot = this.#freed;
    if (slot !== NONE) {
      this.#freed = (this.#address[slot] as number) - 1;
      return slot;
    }
    if (this.#used === this.#address.length) this.#lengthen();
    return this.#used++;
  }

  /** The least number that no route of the prefix has. */
  #freeOrdinal(head: Slot): number {
    let most = -1;
    let count = 0;
    for (let slot = head; slot !== NONE; slot = this.#next[slot] as number) {
      most = Math.max(most, this.#ordinal[slot] as number);
      count++;
    }
    if (most + 1 === count || most < ORDINAL_MAX) return most + 1;
    const taken = new Set<number>();
    for (let slot = head; slot !== NONE; slot = this.#next[slot] as number)
      taken.add(this.#ordinal[slot] as number);
    let ordinal = 0;
    while (taken.has(ordinal)) ordinal++;
    return ordinal;
  }

  /** The bucket of the prefix that a route is of. */
  #bucketOf(slot: Slot): number {
    const hash = this.fieldsOf(slot, this.#fields).hash();
    for (let bucket = hash & this.#mask; ; bucket = (bucket + 1) & this.#mask) {
      const head = this.headAt(bucket);
      if (head === NONE) throw new Error('a route is in no bucket');
      if (this.#buckets[bucket * 2 + 1] !== hash) continue;
      for (let each = head; each !== NONE; each = this.#next[each] as number)
        if (each === slot) return bucket;
    }
  }

  #enter(hash: number, slot: Slot): void {
    let bucket = hash & this.#mask;
    while (this.#buckets[bucket * 2] !== NONE) bucket = (bucket + 1) & this.#mask;
    this.#buckets[bucket * 2] = slot;
    this.#buckets[bucket * 2 + 1] = hash;
  }

  /** Empties a bucket and moves up those behind it that were pushed past it. */
  #vacate(bucket: number): void {
    this.#prefixes--;
    let hole = bucket;
    for (let at = (hole + 1) & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = this.headAt(at);
      if (slot === NONE) break;
      const hash = this.#buckets[at * 2 + 1] as number;
      if (((at - hash) & this.#mask) < ((at - hole) & this.#mask)) continue;
      this.#buckets[hole * 2] = slot;
      this.#buckets[hole * 2 + 1] = hash;
      hole = at;
    }
    this.#buckets[hole * 2] = NONE;
  }

  #widen(): void {
    const old = this.#buckets;
    this.#buckets = new Int32Array(old.length * 2).fill(NONE);
    this.#mask = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const slot = old[at] as number;
      if (slot !== NONE) this.#enter(old[at + 1] as number, slot);
    }
  }

  #lengthen(): void {
    const length = Math.ceil(this.#address.length * 1.5);
    this.#address = longer(this.#address, new Uint32Array(length));
    this.#next = longer(this.#next, new Int32Array(length));
    this.#ordinal = longer(this.#ordinal, new Uint16Array(length));
  }
}

function longer<A extends Uint32Array | Int32Array | Uint16Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

const FIRST = 64;
const FREE = -2;
const ORDINAL_MAX = 0xffff;
const RTM_NEWROUTE = 24;
