import type { Reader } from '../../../protocol/wire/index.ts';
import { type Address, Arena } from './arena.ts';
import type { PrefixLengths } from './prefix-lengths.ts';
import { PrefixTable } from './prefix-table.ts';
import { compareRoutes, type Likeness } from './route-content.ts';
import { hashPrefix, hasPrefix, RouteFields } from './route-fields.ts';
import { NONE, type Slot, Slots } from './slots.ts';
import { TableLengths } from './table-lengths.ts';

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
 */
export class RouteStore {
  readonly arena = new Arena();
  /** What is known of each route beside its bytes. */
  readonly slots = new Slots();
  /** The first route of each prefix. */
  readonly prefixes = new PrefixTable();
  #size = 0;
  readonly #lengths = new TableLengths();
  readonly #fields = new RouteFields();

  get size(): number {
    return this.#size;
  }

  /** Bytes of memory that it holds. */
  get bytes(): number {
    return this.arena.bytes + this.slots.bytes + this.prefixes.bytes + this.#lengths.bytes;
  }

  /** Which prefix lengths a table has; `undefined`: none at all. */
  lengthsOf(table: number): PrefixLengths | undefined {
    return this.#lengths.of(table);
  }

  /** The next route of the same prefix. */
  nextOf(slot: Slot): Slot {
    return this.slots.nextOf(slot);
  }

  /** Where its message is in the arena. */
  addressOf(slot: Slot): Address {
    return this.slots.addressOf(slot);
  }

  /** Reads what a route is known by into `fields`. */
  fieldsOf(slot: Slot, fields: RouteFields): RouteFields {
    const { arena } = this;
    const address = this.slots.addressOf(slot);
    const at = arena.offsetOf(address);
    return fields.read(arena.readerAt(address), at, at + arena.lengthAt(address));
  }

  /** Compares a route with a message. */
  compare(slot: Slot, reader: Reader, at: number, end: number): Likeness {
    const { arena } = this;
    const address = this.slots.addressOf(slot);
    const mine = arena.offsetOf(address);
    return compareRoutes(arena.readerAt(address), mine, mine + arena.lengthAt(address), reader, at, end);
  }

  /** The first route of a prefix, or `NONE`. */
  first({ family, table, dstLen, dst0, dst1, dst2, dst3 }: RouteFields): Slot {
    return this.firstOf(family, table, dstLen, dst0, dst1, dst2, dst3);
  }

  /** As `first`, by the words of a prefix. */
  firstOf(
    family: number,
    table: number,
    dstLen: number,
    dst0: number,
    dst1: number,
    dst2: number,
    dst3: number,
  ): Slot {
    const address = this.find(family, table, dstLen, dst0, dst1, dst2, dst3);
    return address === NONE ? NONE : this.arena.tagOf(address);
  }

  /** Where the first route of a prefix lies, or `NONE`. */
  find(
    family: number,
    table: number,
    dstLen: number,
    dst0: number,
    dst1: number,
    dst2: number,
    dst3: number,
  ): Address {
    const { prefixes, arena } = this;
    const hash = hashPrefix(family, table, dstLen, dst0, dst1, dst2, dst3);
    for (let bucket = prefixes.find(hash); bucket !== NONE; bucket = prefixes.findAfter(bucket, hash)) {
      const address = prefixes.addressAt(bucket);
      const at = arena.offsetOf(address);
      const { view } = arena.readerAt(address);
      if (hasPrefix(view, at, family, table, dstLen, dst0, dst1, dst2, dst3)) return address;
    }
    return NONE;
  }

  /** The first route of the prefix in a bucket, or `NONE`. */
  headAt(bucket: number): Slot {
    const { prefixes, arena } = this;
    return prefixes.isEmpty(bucket) ? NONE : arena.tagOf(prefixes.addressAt(bucket));
  }

  /**
   * Adds a route whose prefix no other has, so far as its hash alone says so. Says whether it did; otherwise it takes
   * `insert`. The bytes become the store's.
   */
  insertNew(
    hash: number,
    table: number,
    dstLen: number,
    dst0: number,
    way: number,
    reader: Reader,
    at: number,
    end: number,
  ): boolean {
    const { slots, prefixes, arena } = this;
    const bucket = prefixes.room(hash);
    if (bucket === NONE) return false;
    const slot = slots.take();
    const address = this.#plain(arena.take(reader, at, end), slot);
    prefixes.fill(bucket, hash, address);
    slots.setAddress(slot, address);
    slots.setNext(slot, NONE);
    slots.setOrdinal(slot, 0);
    slots.setWay(slot, way);
    this.#size++;
    this.#lengths.for(table).add(dstLen, dst0);
    return true;
  }

  /**
   * Adds a route behind `previous` of the same prefix; `NONE`: before all others of it.
   * @param head the first route of the prefix now, as `first` says
   */
  insert(head: Slot, previous: Slot, fields: RouteFields, reader: Reader, at: number, end: number): Slot {
    const { slots, prefixes } = this;
    const slot = slots.take();
    const address = this.#put(slot, reader, at, end);
    slots.setAddress(slot, address);
    slots.setOrdinal(slot, head === NONE ? 0 : slots.freeOrdinal(head));
    slots.setWay(slot, fields.way);
    this.#size++;
    this.#lengths.for(fields.table).add(fields.dstLen, fields.dst0);
    if (head === NONE) {
      slots.setNext(slot, NONE);
      prefixes.add(fields.hash(), address);
    } else if (previous === NONE) {
      slots.setNext(slot, head);
      prefixes.set(this.#bucketOf(head), address);
    } else {
      slots.setNext(slot, slots.nextOf(previous));
      slots.setNext(previous, slot);
    }
    return slot;
  }

  /** Puts another message in a route's place; the old one can be read until `arena.free(before)`, which is the caller's. */
  replace(slot: Slot, reader: Reader, at: number, end: number): Address {
    const { slots, prefixes } = this;
    const before = slots.addressOf(slot);
    const bucket = this.#bucketOf(slot);
    const address = this.#put(slot, reader, at, end);
    if (prefixes.addressAt(bucket) === before) prefixes.set(bucket, address);
    slots.setAddress(slot, address);
    slots.setWay(slot, this.fieldsOf(slot, this.#fields).way);
    return before;
  }

  /** Takes a route out. */
  remove(slot: Slot): void {
    const { slots, prefixes } = this;
    const bucket = this.#bucketOf(slot);
    const head = this.headAt(bucket);
    const next = slots.nextOf(slot);
    if (head === slot) {
      if (next === NONE) prefixes.remove(bucket);
      else prefixes.set(bucket, slots.addressOf(next));
    } else {
      let previous = head;
      while (slots.nextOf(previous) !== slot) previous = slots.nextOf(previous);
      slots.setNext(previous, next);
    }
    // As `#bucketOf` has read them.
    const { table, dstLen } = this.#fields;
    this.#lengths.for(table).remove(dstLen);
    this.arena.free(slots.addressOf(slot));
    this.#size--;
    slots.free(slot);
  }

  /** Slots of the first routes of all prefixes, in no order. */
  *heads(): Generator<Slot> {
    const { prefixes } = this;
    for (let bucket = 0; bucket < prefixes.bucketCount; bucket++) {
      const slot = this.headAt(bucket);
      if (slot !== NONE) yield slot;
    }
  }

  /** What is kept is the plain message: an addition without flags and sender; its tag is the slot. */
  #put(slot: Slot, reader: Reader, at: number, end: number): Address {
    return this.#plain(this.arena.put(reader, at, end), slot);
  }

  #plain(address: Address, slot: Slot): Address {
    const { arena } = this;
    const { view, littleEndian } = arena.readerAt(address);
    const header = arena.offsetOf(address);
    view.setUint16(header + 4, RTM_NEWROUTE, littleEndian);
    view.setUint16(header + 6, 0);
    view.setUint32(header + 12, 0);
    arena.setTag(address, slot);
    return address;
  }

  /** The bucket of the prefix that a route is of. */
  #bucketOf(slot: Slot): number {
    const { slots, prefixes } = this;
    const hash = this.fieldsOf(slot, this.#fields).hash();
    const address = slots.addressOf(slot);
    for (let bucket = prefixes.find(hash); bucket !== NONE; bucket = prefixes.findAfter(bucket, hash)) {
      if (prefixes.addressAt(bucket) === address) return bucket;
      for (let each = this.headAt(bucket); each !== NONE; each = slots.nextOf(each))
        if (each === slot) return bucket;
    }
    throw new Error('a route is in no bucket');
  }
}

const RTM_NEWROUTE = 24;
