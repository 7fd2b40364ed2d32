/** Writes integers in the byte order of a host. */
export class Bytes {
  readonly #littleEndian: boolean;
  readonly #parts: Uint8Array[] = [];

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian;
  }

  u16(...values: number[]): this {
    for (const value of values) this.#number(2, (view) => view.setUint16(0, value, this.#littleEndian));
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) this.#number(4, (view) => view.setUint32(0, value, this.#littleEndian));
    return this;
  }

  u64(value: bigint): this {
    return this.#number(8, (view) => view.setBigUint64(0, value, this.#littleEndian));
  }

  raw(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }

  pad(): this {
    return this.raw(new Uint8Array(-this.length & 3));
  }

  get length(): number {
    return this.#parts.reduce((sum, part) => sum + part.length, 0);
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.#parts));
  }

  #number(size: number, set: (view: DataView) => void): this {
    const bytes = new Uint8Array(size);
    set(new DataView(bytes.buffer));
    return this.raw(bytes);
  }
}

/** A datagram behind the cooked header of link type 253. */
export function cooked(datagram: Uint8Array, family = 0): Uint8Array {
  const header = new Bytes(false).u16(4, 824).raw(new Uint8Array(10)).u16(family);
  return header.raw(datagram).bytes;
}

/** A classic pcap file. */
export function pcap(
  datagrams: readonly Uint8Array[],
  { littleEndian = true, nanoseconds = false, linkType = 253, whole = 0, family = 0 } = {},
): Uint8Array {
  const file = new Bytes(littleEndian);
  file
    .u32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4)
    .u16(2, 4)
    .u32(0, 0, 262144, linkType);
  for (const datagram of datagrams) {
    const packet = cooked(datagram, family);
    file.u32(1764044771, 5, packet.length, Math.max(whole, packet.length)).raw(packet);
  }
  return file.bytes;
}

/** A pcapng block. */
export function block(littleEndian: boolean, type: number, body: (bytes: Bytes) => Bytes): Uint8Array {
  const inside = body(new Bytes(littleEndian)).pad();
  const length = inside.length + 12;
  return new Bytes(littleEndian).u32(type, length).raw(inside.bytes).u32(length).bytes;
}

/** A section header, with a comment that is to be passed over. */
export function section(littleEndian: boolean): Uint8Array {
  return block(littleEndian, 0x0a0d0d0a, (b) =>
    b
      .u32(0x1a2b3c4d)
      .u16(1, 0)
      .u64(0xffffffffffffffffn)
      .u16(1, 2)
      .raw(Uint8Array.of(0x68, 0x69, 0, 0))
      .u16(0, 0),
  );
}

/** An interface description; `resolution` is `if_tsresol`. */
export function device(
  littleEndian: boolean,
  { linkType = 253, snapLength = 0, resolution = 6, offset = 0n } = {},
): Uint8Array {
  return block(littleEndian, 1, (b) =>
    b
      .u16(linkType, 0)
      .u32(snapLength)
      .u16(9, 1)
      .raw(Uint8Array.of(resolution, 0, 0, 0))
      .u16(14, 8)
      .u64(offset)
      .u16(0, 0),
  );
}

/** An enhanced packet block. */
export function enhanced(
  littleEndian: boolean,
  datagram: Uint8Array,
  { from = 0, ticks = 1764044771_000005n, family = 0 } = {},
): Uint8Array {
  const packet = cooked(datagram, family);
  return block(littleEndian, 6, (b) =>
    b.u32(from, Number(ticks >> 32n), Number(ticks & 0xffffffffn), packet.length, packet.length).raw(packet),
  );
}

/** A simple packet block. */
export function simple(littleEndian: boolean, datagram: Uint8Array): Uint8Array {
  const packet = cooked(datagram);
  return block(littleEndian, 3, (b) => b.u32(packet.length).raw(packet));
}

export function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
