import { hostIsLittleEndian, Reader } from '../../../protocol/wire/index.ts';

/** Where a message lies in an arena: the number of its first 32-bit word. */
export type Address = number;

/**
 * Messages, packed. Each is a run of 32-bit words, its first word being its `nlmsg_len`; room that is freed is used
 * again for a message of the same length. Nothing outside may hold a view over it: `Copies` makes those.
 */
export class Arena {
  readonly #chunks: Uint32Array[] = [];
  readonly #readers: Reader[] = [];
  /** Freed runs by their length in words. */
  readonly #free: Address[][] = [];
  /** The next word that was never used. */
  #top = 0;

  /** Bytes of memory that it holds. */
  get bytes(): number {
    return this.#chunks.length * CHUNK_WORDS * 4;
  }

  /** Copies the message in `at` to `end`, which are multiples of four, and says where it is. */
  put(from: Reader, at: number, end: number): Address {
    const words = (end - at + 3) >> 2;
    const address = this.#free[words]?.pop() ?? this.#grow(words);
    const chunk = this.#chunks[address >>> CHUNK_BITS] as Uint32Array;
    copyWords(from, at, end, chunk, address & CHUNK_MASK);
    return address;
  }

  /** Gives the room of a message back. */
  free(address: Address): void {
    const words = (this.lengthAt(address) + 3) >> 2;
    const list = this.#free[words];
    if (list === undefined) this.#free[words] = [address];
    else list.push(address);
  }

  /** Bytes of the message. */
  lengthAt(address: Address): number {
    return (this.#chunks[address >>> CHUNK_BITS] as Uint32Array)[address & CHUNK_MASK] as number;
  }

  /** A reader of the message; it begins at `offsetOf`, and is good until the next change. */
  readerAt(address: Address): Reader {
    return this.#readers[address >>> CHUNK_BITS] as Reader;
  }

  /** Where in the bytes of `readerAt` the message begins. */
  offsetOf(address: Address): number {
    return (address & CHUNK_MASK) << 2;
  }

  #grow(words: number): Address {
    if (words > CHUNK_WORDS)
      throw new RangeError(`a message of ${words * 4} bytes; ${CHUNK_WORDS * 4} is the most`);
    const left = this.#chunks.length * CHUNK_WORDS - this.#top;
    if (left < words) {
      this.#top = this.#chunks.length * CHUNK_WORDS;
      const chunk = new Uint32Array(CHUNK_WORDS);
      this.#chunks.push(chunk);
      this.#readers.push(new Reader(new Uint8Array(chunk.buffer)));
    }
    const address = this.#top;
    this.#top += words;
    return address;
  }
}

function copyWords(from: Reader, at: number, end: number, to: Uint32Array, index: number): void {
  const { view } = from;
  const whole = end - 3;
  for (; at < whole; at += 4) to[index++] = view.getUint32(at, hostIsLittleEndian);
  if (at >= end) return;
  // A length that is no multiple of four: the kernel pads, others may not.
  const rest = new Uint8Array(4);
  rest.set(from.bytes.subarray(at, end));
  to[index] = new Uint32Array(rest.buffer)[0] as number;
}

/** 256 KiB: little is lost where messages are few. */
const CHUNK_BITS = 16;
const CHUNK_WORDS = 1 << CHUNK_BITS;
const CHUNK_MASK = CHUNK_WORDS - 1;
