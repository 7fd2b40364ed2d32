/** Which prefix lengths a table of routes has, so that nobody looks for others. */
export class PrefixLengths {
  readonly #counts = new Uint32Array(LENGTHS);
  /** Those that it has, the longest first. */
  #all: readonly number[] = [];
  /** The same as bits: that of length `n` is 1 << n - 1. */
  #bits = 0;
  #size = 0;
  /**
   * Of IPv4 the lengths from 17 on that lie beneath a prefix of 16 bits, by its last bits: that of length `n` is
   * 1 << n - 17. There may be bits too many, of routes that have gone and of other prefixes, and there is none too few.
   */
  #beneath = new Uint16Array(BENEATH_FIRST);

  /** All that the table has, the longest first. */
  get all(): readonly number[] {
    return this.#all;
  }

  /** Bytes of memory. */
  get bytes(): number {
    return this.#counts.byteLength + this.#beneath.byteLength;
  }

  /** A route came. @param word the first 32 bits of its destination */
  add(length: number, word: number): void {
    const count = (this.#counts[length] as number) + 1;
    this.#counts[length] = count;
    if (count === 1) this.#change();
    if (++this.#size * SPARSE > this.#beneath.length && this.#beneath.length < BENEATH_MAX) this.#double();
    if (length > 16 && length <= 32) this.#mark(length, word);
  }

  /** A route went. */
  remove(length: number): void {
    const count = (this.#counts[length] as number) - 1;
    this.#counts[length] = count;
    this.#size--;
    if (count === 0) this.#change();
  }

  has(length: number): boolean {
    return this.#counts[length] !== 0;
  }

  /** The lengths from 1 to 32 that an IPv4 address may have a route of: that of length `n` is 1 << n - 1. */
  of4(word: number): number {
    const beneath = this.#beneath;
    return this.#bits & (((beneath[(word >>> 16) & (beneath.length - 1)] as number) << 16) | 0xffff);
  }

  #mark(length: number, word: number): void {
    const beneath = this.#beneath;
    const at = (word >>> 16) & (beneath.length - 1);
    beneath[at] = (beneath[at] as number) | (1 << (length - 17));
  }

  /** What was marked for several prefixes is then marked for each of them. */
  #double(): void {
    const half = this.#beneath;
    this.#beneath = new Uint16Array(half.length * 2);
    this.#beneath.set(half);
    this.#beneath.set(half, half.length);
  }

  #change(): void {
    const all: number[] = [];
    this.#bits = 0;
    for (let length = LENGTHS - 1; length >= 0; length--) {
      if (this.#counts[length] === 0) continue;
      all.push(length);
      if (length > 0 && length <= 32) this.#bits |= 1 << (length - 1);
    }
    this.#all = all;
  }
}

/** From 0 to 128 bits. */
const LENGTHS = 129;
/** A place for each prefix of 16 bits, and how many there are at first; for each route so many. */
const BENEATH_MAX = 1 << 16;
const BENEATH_FIRST = 64;
const SPARSE = 16;
