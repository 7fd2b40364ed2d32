import type { Address } from './arena.ts';
import { NONE } from './slots.ts';

/**
 * Where the first route of each prefix lies, by a hash of the prefix: linear probing over buckets, each of which has the
 * address and the hash in one line of the cache. Who looks compares the prefix itself.
 *
 *     for (let at = table.find(hash); at !== NONE; at = table.findAfter(at, hash)) table.addressAt(at)
 */
export class PrefixTable {
  #buckets = new Int32Array(FIRST * 2).fill(NONE);
  #mask = FIRST - 1;
  #size = 0;

  /** Bytes of memory that it holds. */
  get bytes(): number {
    return this.#buckets.byteLength;
  }

  /** How many prefixes there are. */
  get size(): number {
    return this.#size;
  }

  /** How many buckets there are. */
  get bucketCount(): number {
    return this.#mask + 1;
  }

  isEmpty(bucket: number): boolean {
    return this.#buckets[bucket * 2] === NONE;
  }

  /** Where the first route of the prefix in a bucket that is not empty lies. */
  addressAt(bucket: number): Address {
    return (this.#buckets[bucket * 2] as number) >>> 0;
  }

  /** The first bucket of a prefix with that hash, or `NONE`. */
  find(hash: number): number {
    return this.#findFrom(hash & this.#mask, hash);
  }

  /** The next bucket of such a prefix, or `NONE`. */
  findAfter(bucket: number, hash: number): number {
    return this.#findFrom((bucket + 1) & this.#mask, hash);
  }

  /** Puts another route of its prefix into a bucket. */
  set(bucket: number, address: Address): void {
    this.#buckets[bucket * 2] = address;
  }

  /** An empty bucket for a prefix, which `fill` takes; `NONE` when there is a prefix with that hash. */
  room(hash: number): number {
    this.#makeRoom();
    const buckets = this.#buckets;
    const mask = this.#mask;
    let bucket = hash & mask;
    for (; buckets[bucket * 2] !== NONE; bucket = (bucket + 1) & mask) {
      if (buckets[bucket * 2 + 1] === hash) return NONE;
    }
    return bucket;
  }

  fill(bucket: number, hash: number, address: Address): void {
    this.#buckets[bucket * 2] = address;
    this.#buckets[bucket * 2 + 1] = hash;
    this.#size++;
  }

  /** Adds the first route of a prefix that is not there. */
  add(hash: number, address: Address): void {
    this.#makeRoom();
    this.#enter(hash, address);
  }

  /** Empties a bucket and moves up those behind it that were pushed past it. */
  remove(bucket: number): void {
    this.#size--;
    const buckets = this.#buckets;
    const mask = this.#mask;
    let hole = bucket;
    for (let at = (hole + 1) & mask; ; at = (at + 1) & mask) {
      const address = buckets[at * 2] as number;
      if (address === NONE) break;
      const hash = buckets[at * 2 + 1] as number;
      if (((at - hash) & mask) < ((at - hole) & mask)) continue;
      buckets[hole * 2] = address;
      buckets[hole * 2 + 1] = hash;
      hole = at;
    }
    buckets[hole * 2] = NONE;
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

  #findFrom(start: number, hash: number): number {
    const buckets = this.#buckets;
    const mask = this.#mask;
    for (let bucket = start; buckets[bucket * 2] !== NONE; bucket = (bucket + 1) & mask) {
      if (buckets[bucket * 2 + 1] === hash) return bucket;
    }
    return NONE;
  }

  #enter(hash: number, address: Address): void {
    const buckets = this.#buckets;
    const mask = this.#mask;
    let bucket = hash & mask;
    while (buckets[bucket * 2] !== NONE) bucket = (bucket + 1) & mask;
    this.fill(bucket, hash, address);
  }

  /** A quarter of the buckets is always empty. */
  #makeRoom(): void {
    if ((this.#size + 1) * 4 <= this.bucketCount * 3) return;
    const old = this.#buckets;
    this.#buckets = new Int32Array(old.length * 2).fill(NONE);
    this.#mask = old.length - 1;
    this.#size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const address = old[at] as number;
      if (address !== NONE) this.#enter(old[at + 1] as number, address);
    }
  }
}

const FIRST = 128;
