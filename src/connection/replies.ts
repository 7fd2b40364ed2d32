import { align4, DecodeError, messageEnd, NLMSG_HDRLEN, Reader } from '../../protocol/wire/index.ts';

/** Somebody who waits for the answer to a request. */
export interface Expectation {
  /** What was asked: `RTM_GETLINK`. */
  readonly request: string;
  /** One message of the answer. Says whether it was the last. */
  take(reader: Reader, at: number, end: number): boolean;
  /** A message of the answer did not fit and was cut. Says whether nothing more is expected. */
  cut(size: number): boolean;
  /** The kernel dropped answers, perhaps this one. Says whether nothing more is expected. */
  lost(): boolean;
  /** Nothing more will come. */
  fail(error: unknown): void;
}

/**
 * Hands each message of a datagram to who expects it, by its sequence number. What nobody expects is dropped: the
 * late answer to a request that was given up.
 */
export class Replies {
  readonly #single = new Map<number, Expectation>();
  readonly #ranges: { first: number; last: number; expectation: Expectation }[] = [];
  #reader: Reader | undefined;

  /** How many wait. */
  get size(): number {
    return this.#single.size + this.#ranges.length;
  }

  /** Whether somebody waits for this sequence number. */
  expects(sequence: number): boolean {
    return this.#find(sequence) !== undefined;
  }

  expect(sequence: number, expectation: Expectation): void {
    this.#single.set(sequence, expectation);
  }

  /** One who expects the answers to many requests, `first` to `last`. */
  expectRange(first: number, last: number, expectation: Expectation): void {
    this.#ranges.push({ first, last, expectation });
  }

  /** Gives up. */
  forget(expectation: Expectation): void {
    for (const [sequence, waiting] of this.#single) {
      if (waiting === expectation) this.#single.delete(sequence);
    }
    const index = this.#ranges.findIndex((range) => range.expectation === expectation);
    if (index !== -1) this.#ranges.splice(index, 1);
  }

  /** Takes the datagram in `start` to `end` of a receive buffer. */
  datagram(bytes: Uint8Array, start: number, end: number): void {
    const reader = this.#over(bytes);
    try {
      for (let at = start, stop = at; at < end; at += align4(stop - at)) {
        stop = messageEnd(reader, at, end);
        this.#message(reader, at, stop);
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      // Whose answer the rest was cannot be known. The kernel does not do this.
      error.rebase(start);
      this.fail(() => error);
    }
  }

  /** Takes a datagram that was cut: its last message lacks its end. `size` is what its `nlmsg_len` says, 0 if none. */
  truncated(bytes: Uint8Array, start: number, end: number, size: number): void {
    const reader = this.#over(bytes);
    let at = start;
    let sequence = 0;
    while (end - at >= NLMSG_HDRLEN) {
      const length = reader.u32(at);
      if (length < NLMSG_HDRLEN) break;
      sequence = reader.u32(at + 8);
      if (length > end - at) break;
      this.#message(reader, at, at + length);
      at += align4(length);
    }
    // All messages of a datagram answer one request: if it still waits, its answer is what was cut.
    const expectation = this.#find(sequence);
    if (expectation?.cut(size)) this.#settled(sequence, expectation);
  }

  /** The kernel dropped datagrams: everybody who waits is told. */
  lost(): void {
    for (const expectation of this.#all()) {
      if (expectation.lost()) this.forget(expectation);
    }
  }

  /** Nobody's answer will come. */
  fail(error: (request: string) => unknown): void {
    const all = this.#all();
    this.#single.clear();
    this.#ranges.length = 0;
    for (const expectation of all) expectation.fail(error(expectation.request));
  }

  #all(): Expectation[] {
    return [...this.#single.values(), ...this.#ranges.map(({ expectation }) => expectation)];
  }

  #message(reader: Reader, at: number, end: number): void {
    const sequence = reader.u32(at + 8);
    const expectation = this.#find(sequence);
    if (expectation?.take(reader, at, end)) this.#settled(sequence, expectation);
  }

  #find(sequence: number): Expectation | undefined {
    const single = this.#single.get(sequence);
    if (single !== undefined) return single;
    for (const { first, last, expectation } of this.#ranges) {
      if (sequence >= first && sequence <= last) return expectation;
    }
    return undefined;
  }

  #settled(sequence: number, expectation: Expectation): void {
    if (!this.#single.delete(sequence)) this.forget(expectation);
  }

  /** One reader for a whole slab: views over it then share it. */
  #over(bytes: Uint8Array): Reader {
    if (this.#reader?.bytes !== bytes) this.#reader = new Reader(bytes);
    return this.#reader as Reader;
  }
}
