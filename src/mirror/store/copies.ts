import { hostIsLittleEndian, Reader } from '../../../protocol/wire/index.ts';
import type { Address, Arena } from './arena.ts';

/**
 * Copies of messages that are never written again, many to one buffer, so that making one costs no buffer. A copy keeps
 * its buffer (16 KiB, or its own size when it is large) in memory.
 */
export class Copies {
  #words = new Uint32Array(0);
  #used = 0;
  /** The buffer of the last copy. */
  reader = new Reader(new Uint8Array(0));

  /** Copies the message in `at` to `end` to `reader`, and says where it begins there. */
  copy(from: Reader, at: number, end: number): number {
    const { view, bytes } = from;
    const words = (end - at + 3) >> 2;
    this.#makeRoom(words);
    const start = this.#used << 2;
    const whole = end - 3;
    let index = this.#used;
    for (; at < whole; at += 4) this.#words[index++] = view.getUint32(at, hostIsLittleEndian);
    for (let to = index << 2; at < end; at++, to++) this.reader.bytes[to] = bytes[at] as number;
    this.#used += words;
    return start;
  }

  /** The same with a message of an arena. */
  copyOf(arena: Arena, address: Address): number {
    this.#makeRoom((arena.lengthAt(address) + 3) >> 2);
    const start = this.#used << 2;
    this.#used += arena.copyTo(address, this.#words, this.#used);
    return start;
  }

  #makeRoom(words: number): void {
    if (this.#words.length - this.#used >= words) return;
    this.#words = new Uint32Array(Math.max(BUFFER_WORDS, words));
    this.#used = 0;
    this.reader = new Reader(new Uint8Array(this.#words.buffer));
  }
}

const BUFFER_WORDS = 4096;
