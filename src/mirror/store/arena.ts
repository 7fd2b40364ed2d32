import { hostIsLittleEndian, Reader } from '../../../protocol/wire/index.ts';

/** Where a message lies in an arena: the number of its first 32-bit word. */
export type Address = number;

/**
 * Messages, packed. Each is a run of 32-bit words, its first word being its `nlmsg_len`; room that is freed is used
 * again for a message of the same length. In the place of `nlmsg_seq` is a number of the owner's, its tag. Nothing
 * outside may hold a view over it: `Copies` makes those.
 */
export class Arena {
  readonly #chunks: Uint32Array[] = [];
  readonly #readers: Reader[] = [];
  /** Freed runs by their length in words. */
  readonly #free: Address[][] = [];
  /** The chunk of its own that is being filled, and how many of its words are. */
  #filling = -1;
  #used = 0;
  /** The receive buffer that was taken over last, and the number of its chunk. */
  #adopted: Reader | undefined;
  #adoptedChunk = 0;
  #bytes = 0;

  /** Bytes of memory that it holds. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Copies the message in `at` to `end`, and says where it is. */
  put(from: Reader, at: number, end: number): Address {
    const words = (end - at + 3) >> 2;
    const address = this.#free[words]?.pop() ?? this.#grow(words);
    const chunk = this.#chunks[address >>> CHUNK_BITS] as Uint32Array;
    copyWords(from, at, end, chunk, address & CHUNK_MASK);
    return address;
  }

  /**
   * Takes a message over where it is, and with it the memory of its whole receive buffer: for large dumps, whose
   * buffers are full of such. The message is its own from then on. Where that cannot be it is copied.
   */
  take(from: Reader, at: number, end: number): Address {
    if (from !== this.#adopted && !this.#adopt(from)) return this.put(from, at, end);
    if (((at | end) & 3) !== 0) return this.put(from, at, end);
    return ((this.#adoptedChunk << CHUNK_BITS) | (at >> 2)) >>> 0;
  }

  /** Gives the room of a message back. */
  free(address: Address): void {
    const words = (this.lengthAt(address) + 3) >> 2;
    const list = this.#free[words];
    if (list === undefined) this.#free[words] = [address];
    else list.push(address);
  }

  tagOf(address: Address): number {
    return (this.#chunks[address >>> CHUNK_BITS] as Uint32Array)[(address & CHUNK_MASK) + TAG] as number;
  }
  setTag(address: Address, tag: number): void {
    (this.#chunks[address >>> CHUNK_BITS] as Uint32Array)[(address & CHUNK_MASK) + TAG] = tag;
  }

  /** Bytes of the message. */
  lengthAt(address: Address): number {
    return (this.#chunks[address >>> CHUNK_BITS] as Uint32Array)[address & CHUNK_MASK] as number;
  }

  /** Copies the message to `to`, from `index` on, without its tag. @returns how many words it has */
  copyTo(address: Address, to: Uint32Array, index: number): number {
    const chunk = this.#chunks[address >>> CHUNK_BITS] as Uint32Array;
    const at = address & CHUNK_MASK;
    const words = ((chunk[at] as number) + 3) >> 2;
    for (let word = 0; word < words; word++) to[index + word] = chunk[at + word] as number;
    to[index + TAG] = 0;
    return words;
  }

  /** A reader of the message; it begins at `offsetOf`, and is good until the next change. */
  readerAt(address: Address): Reader {
    return this.#readers[address >>> CHUNK_BITS] as Reader;
  }

  /** Where in the bytes of `readerAt` the message begins. */
  offsetOf(address: Address): number {
    return (address & CHUNK_MASK) << 2;
  }

  #adopt(from: Reader): boolean {
    const { buffer, byteOffset, length } = from.bytes;
    if (length < ADOPTED_MIN || length > (CHUNK_MASK + 1) * 4 || ((byteOffset | length) & 3) !== 0)
      return false;
    if (from.littleEndian !== hostIsLittleEndian || this.#chunks.length >= ADOPTED_CHUNKS) return false;
    this.#adopted = from;
    this.#adoptedChunk = this.#add(new Uint32Array(buffer, byteOffset, length >> 2), from);
    return true;
  }

  #add(chunk: Uint32Array, reader: Reader): number {
    if (this.#chunks.length === CHUNKS_MAX)
      throw new RangeError('more messages than fit in the arena of a mirror');
    this.#chunks.push(chunk);
    this.#readers.push(reader);
    this.#bytes += chunk.byteLength;
    return this.#chunks.length - 1;
  }

  #grow(words: number): Address {
    const room = this.#filling === -1 ? 0 : (this.#chunks[this.#filling] as Uint32Array).length - this.#used;
    if (room < words) {
      const length = Math.max(words, this.#chunks.length < MANY ? FEW_WORDS : MANY_WORDS);
      const chunk = new Uint32Array(length);
      this.#filling = this.#add(chunk, new Reader(new Uint8Array(chunk.buffer)));
      this.#used = 0;
    }
    const address = ((this.#filling << CHUNK_BITS) | this.#used) >>> 0;
    this.#used += words;
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

/** The word of a message that is `nlmsg_seq`. */
const TAG = 2;
/** A chunk has at most 4 MiB, a receive buffer of the largest size, and there are at most 4,096. */
const CHUNK_BITS = 20;
const CHUNK_MASK = (1 << CHUNK_BITS) - 1;
const CHUNKS_MAX = 1 << (32 - CHUNK_BITS);
/** So many may be taken over, which leaves room for others: 3 GiB. */
const ADOPTED_CHUNKS = 1024;
/** Bytes of a receive buffer that is worth a chunk. */
const ADOPTED_MIN = 128 * 1024;
/** 256 KiB at first, so that little is lost where messages are few, then 1 MiB. */
const MANY = 16;
const FEW_WORDS = 1 << 16;
const MANY_WORDS = 1 << 18;
