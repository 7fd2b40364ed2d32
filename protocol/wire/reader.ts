/** True where this machine's `u16`, `u32` and `u64` have their least significant byte first. */
export const hostIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * A buffer of received bytes that is never written again, shared by all the views made over it.
 * Offsets are bytes from its start; integers are read in the byte order of the host that wrote them.
 */
export class Reader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Byte order of host-order integers; false for bytes that a big-endian machine wrote. */
  readonly littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean = hostIsLittleEndian) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.littleEndian = littleEndian;
  }

  u8(at: number): number {
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    return this.view.getUint16(at, this.littleEndian);
  }

  u32(at: number): number {
    return this.view.getUint32(at, this.littleEndian);
  }

  i32(at: number): number {
    return this.view.getInt32(at, this.littleEndian);
  }

  /** The bytes from `at` up to `end`, not copied. */
  slice(at: number, end: number): Uint8Array {
    return this.bytes.subarray(at, end);
  }
}
