import { Reader } from '../../../protocol/wire/index.ts';
import {
  cookedPacket,
  FileError,
  foreign,
  LINKTYPE_NETLINK,
  PACKET_MAX,
  type Packet,
  timeText,
} from './packet.ts';
import type { Source } from './source.ts';

const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 2, simplePacket: 3, enhancedPacket: 6 } as const;

/** The byte-order magic of a section, read in its own order. */
const MAGIC = 0x1a2b3c4d;

/** What an interface description says of the packets that name it. */
interface Interface {
  readonly linkType: number;
  /** Most bytes kept of a packet; 0 is no limit. */
  readonly snapLength: number;
  readonly ticksPerSecond: bigint;
  /** Digits of a fraction of a second. */
  readonly digits: number;
  /** Seconds to add to its times. */
  readonly timeOffset: bigint;
}

/** Whether these first bytes are a pcapng file's. */
export function isPcapng(first: Uint8Array): boolean {
  return first.length >= 4 && new Reader(first, false).u32(0) === BLOCK.section;
}

/**
 * Reads a pcapng file: blocks of a type, a length, a body, and the length again, in sections that have each a byte
 * order and interfaces of their own. Blocks that hold no packet are passed over.
 * Source: draft-ietf-opsawg-pcapng.
 * @throws FileError
 */
export function* readPcapng(source: Source): Generator<Packet> {
  const file = new PcapngFile(source);
  while (!source.atEnd) {
    const packet = file.block();
    if (packet !== undefined) yield packet;
    file.endBlock();
  }
}

class PcapngFile {
  readonly #source: Source;
  #littleEndian = true;
  #interfaces: Interface[] = [];
  #packets = 0;
  #length = 0;
  #begin = 0;
  /** The file ended inside the block whose readable part was given. */
  #cut = false;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Reads a block up to its second length; the packet in it, if there is one. */
  block(): Packet | undefined {
    const source = this.#source;
    this.#begin = source.offset;
    const head = this.#take(8);
    if (new Reader(head, false).u32(0) === BLOCK.section) this.#section();
    const reader = new Reader(head, this.#littleEndian);
    const type = reader.u32(0);
    const length = reader.u32(4);
    if (length < 12 || (type === BLOCK.section && length < 28)) {
      throw new FileError(`a block cannot have ${length} bytes`, this.#begin + 4);
    }
    this.#length = length;
    const body = padded(length) - 12;
    switch (type) {
      case BLOCK.interface:
        this.#interface(this.#body(body));
        return undefined;
      case BLOCK.enhancedPacket:
      case BLOCK.packet:
        return this.#packet(this.#body(body), type === BLOCK.packet);
      case BLOCK.simplePacket:
        return this.#simplePacket(this.#body(body));
      default:
        if (source.skip(body) < body) this.#ends(padded(length));
        return undefined;
    }
  }

  /** Reads the second length. */
  endBlock(): void {
    if (this.#cut) this.#ends(padded(this.#length));
    const again = new Reader(this.#take(4), this.#littleEndian).u32(0);
    if (again === this.#length) return;
    throw new FileError(
      `a block of ${this.#length} bytes says at its end that it has ${again}`,
      this.#source.offset - 4,
    );
  }

  #section(): void {
    const magic = this.#source.peek(4);
    if (magic.length < 4) {
      this.#source.skip(4);
      this.#ends(28);
    }
    const littleEndian = [true, false].find((order) => new Reader(magic, order).u32(0) === MAGIC);
    if (littleEndian === undefined)
      throw new FileError('a section without a byte order', this.#source.offset);
    this.#littleEndian = littleEndian;
    this.#interfaces = [];
  }

  #interface(body: Uint8Array): void {
    if (this.#cut) return;
    const reader = new Reader(body, this.#littleEndian);
    if (body.length < 8) throw new FileError('an interface description without a link type', this.#begin);
    const { resolution = 6, timeOffset = 0n } = this.#options(body);
    const binary = (resolution & 0x80) !== 0;
    const power = resolution & 0x7f;
    this.#interfaces.push({
      linkType: reader.u16(0),
      snapLength: reader.u32(4),
      ticksPerSecond: (binary ? 2n : 10n) ** BigInt(power),
      digits: binary ? 9 : Math.min(power, 18),
      timeOffset,
    });
  }

  /** `if_tsresol` (9) and `if_tsoffset` (14) among the options, which have a code, a length and a padded value. */
  #options(body: Uint8Array): { resolution?: number; timeOffset?: bigint } {
    const reader = new Reader(body, this.#littleEndian);
    const found: { resolution?: number; timeOffset?: bigint } = {};
    for (let at = 8; body.length - at >= 4; ) {
      const code = reader.u16(at);
      const length = reader.u16(at + 2);
      if (code === 0 || length > body.length - at - 4) break;
      if (code === 9 && length >= 1) found.resolution = reader.u8(at + 4);
      if (code === 14 && length >= 8) found.timeOffset = reader.view.getBigInt64(at + 4, this.#littleEndian);
      at += 4 + padded(length);
    }
    return found;
  }

  /** An enhanced packet block, or the packet block that came before it: the interface, two halves of a time, ... */
  #packet(body: Uint8Array, old: boolean): Packet | undefined {
    const reader = new Reader(body, this.#littleEndian);
    const number = ++this.#packets;
    if (body.length < 20) return this.#tooShort(number);
    const from = old ? reader.u16(0) : reader.u32(0);
    const ticks = (BigInt(reader.u32(4)) << 32n) | BigInt(reader.u32(8));
    return this.#found(number, from, ticks, body.subarray(20), reader.u32(12), reader.u32(16));
  }

  /** A packet of the first interface, without a time. */
  #simplePacket(body: Uint8Array): Packet | undefined {
    const number = ++this.#packets;
    if (body.length < 4) return this.#tooShort(number);
    const whole = new Reader(body, this.#littleEndian).u32(0);
    const limit = this.#interfaces[0]?.snapLength || whole;
    return this.#found(number, 0, undefined, body.subarray(4), Math.min(whole, limit), whole);
  }

  #found(
    number: number,
    from: number,
    ticks: bigint | undefined,
    bytes: Uint8Array,
    kept: number,
    whole: number,
  ): Packet {
    const name = `packet ${number}`;
    const link = this.#interfaces[from];
    const offset = this.#source.offset - bytes.length;
    if (link === undefined)
      throw new FileError(`${name} is of interface ${from}, which is not described`, this.#begin);
    if (kept > bytes.length && !this.#cut) {
      throw new FileError(`${name} cannot have ${kept} bytes in a block of ${this.#length}`, this.#begin);
    }
    const time =
      ticks === undefined
        ? undefined
        : timeText(ticks + link.timeOffset * link.ticksPerSecond, link.ticksPerSecond, link.digits);
    const parts = {
      name,
      offset,
      time,
      littleEndian: this.#littleEndian,
      bytes: bytes.subarray(0, kept),
      whole: Math.max(whole, kept),
    };
    if (link.linkType === LINKTYPE_NETLINK) return cookedPacket(parts);
    return { ...parts, family: 0, problem: foreign(link.linkType) };
  }

  #tooShort(number: number): undefined {
    if (!this.#cut) throw new FileError(`packet ${number} is too short for its header`, this.#begin);
    return undefined;
  }

  /** The body of a block whose contents matter; what is there of it. */
  #body(size: number): Uint8Array {
    if (size > PACKET_MAX) throw new FileError(`a block cannot have ${this.#length} bytes`, this.#begin + 4);
    const body = this.#source.take(size);
    this.#cut = body.length < size;
    return body;
  }

  #take(count: number): Uint8Array {
    const bytes = this.#source.take(count);
    if (bytes.length < count) this.#ends(this.#length > 0 && count === 4 ? padded(this.#length) : 12);
    return bytes;
  }

  #ends(size: number): never {
    const { offset } = this.#source;
    throw new FileError(
      `the file ends inside a block: ${offset - this.#begin} of its ${size} bytes are there`,
      offset,
    );
  }
}

/** The next multiple of four; lengths in a file reach 32 bits, where `align4` would change their sign. */
function padded(length: number): number {
  return length + (-length & 3);
}
