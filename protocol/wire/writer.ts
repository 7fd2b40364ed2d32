import { align4, NLA_HDRLEN, NLA_PAYLOAD_MAX } from './align.ts';
import { EncodeError } from './errors.ts';
import { hostIsLittleEndian } from './reader.ts';

/** A growing buffer to which a message is appended. Every byte is written, padding included. */
export class Writer {
  readonly littleEndian: boolean;
  /** Bytes written so far. */
  length = 0;
  #bytes: Uint8Array;
  #view: DataView;
  #written: Uint8Array | undefined;

  /** @param buffer where to begin writing; a larger one takes its place when it is full. */
  constructor(buffer: Uint8Array = new Uint8Array(256), littleEndian: boolean = hostIsLittleEndian) {
    this.littleEndian = littleEndian;
    this.#bytes = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }

  /** Appends `size` bytes of unspecified value and returns where they begin. */
  #take(size: number): number {
    const at = this.length;
    const length = at + size;
    if (length > this.#bytes.length) {
      const bytes = new Uint8Array(Math.max(length, this.#bytes.length * 2));
      bytes.set(this.#bytes.subarray(0, at));
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    this.length = length;
    return at;
  }

  u8(value: number): void {
    const at = this.#take(1);
    this.#view.setUint8(at, value);
  }

  u16(value: number, littleEndian: boolean = this.littleEndian): void {
    const at = this.#take(2);
    this.#view.setUint16(at, value, littleEndian);
  }

  u32(value: number, littleEndian: boolean = this.littleEndian): void {
    const at = this.#take(4);
    this.#view.setUint32(at, value, littleEndian);
  }

  u64(value: bigint, littleEndian: boolean = this.littleEndian): void {
    const at = this.#take(8);
    this.#view.setBigUint64(at, value, littleEndian);
  }

  bytes(value: Uint8Array): void {
    const size = value.length;
    const at = this.#take(size);
    if (size > 16) this.#bytes.set(value, at);
    // `set` and `fill` cost more than what they do for an address or a padding.
    else for (let i = 0; i < size; i++) this.#view.setUint8(at + i, value[i] ?? 0);
  }

  zeros(size: number): void {
    const at = this.#take(size);
    if (size === 4) this.#view.setUint32(at, 0);
    else if (size < 4) for (let i = 0; i < size; i++) this.#view.setUint8(at + i, 0);
    else this.#bytes.fill(0, at, at + size);
  }

  /** Pads to a multiple of four bytes, counted from `start`. */
  align(start = 0): void {
    const length = this.length - start;
    const padding = align4(length) - length;
    if (padding !== 0) this.zeros(padding);
  }

  /** Four bytes written before. */
  u32At(at: number): number {
    return this.#view.getUint32(at, this.littleEndian);
  }

  /** A byte written before. */
  u8At(at: number): number {
    return this.#view.getUint8(at);
  }

  /** Overwrites four bytes written before. */
  patchU32(at: number, value: number): void {
    this.#view.setUint32(at, value, this.littleEndian);
  }

  /** Overwrites two bytes written before. */
  patchU16(at: number, value: number): void {
    this.#view.setUint16(at, value, this.littleEndian);
  }

  /** Opens an attribute; give what it returns to `endAttribute`. `type` includes the NLA_F_ flags. */
  beginAttribute(type: number): number {
    const at = this.length;
    this.u16(0);
    this.u16(type);
    return at;
  }

  /** Closes an attribute: writes its length and its padding. */
  endAttribute(at: number): void {
    const length = this.length - at;
    if (length - NLA_HDRLEN > NLA_PAYLOAD_MAX) {
      throw new EncodeError(`a payload of ${length - NLA_HDRLEN} bytes; ${NLA_PAYLOAD_MAX} is the most`);
    }
    this.patchU16(at, length);
    this.align(at);
  }

  /** Forgets all that was written after `length`. */
  truncate(length: number): void {
    this.length = length;
  }

  /** What was written, not copied: the next write may change or move it. */
  written(): Uint8Array {
    // Messages of one kind are alike in length, and a new object costs more than many of them.
    const last = this.#written;
    if (last?.length === this.length && last.buffer === this.#bytes.buffer) return last;
    this.#written = this.#bytes.subarray(0, this.length);
    return this.#written;
  }

  /** A copy of what was written. */
  copy(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}
