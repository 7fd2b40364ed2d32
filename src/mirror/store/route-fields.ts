import { AF } from '../../../protocol/route/families.ts';
import { hostIsLittleEndian, type Reader } from '../../../protocol/wire/index.ts';

/**
 * What a route is known by and looked for, read from a message without an object of its own for each. One instance is
 * filled again and again.
 */
export class RouteFields {
  /** `AF_INET` or `AF_INET6`. */
  family = 0;
  dstLen = 0;
  srcLen = 0;
  tos = 0;
  protocol = 0;
  scope = 0;
  type = 0;
  flags = 0;
  table = 0;
  priority = 0;
  /** Interface index; 0 when it has none or several. */
  oif = 0;
  nhId = 0;
  /** The destination in four words of network order; IPv4 uses the first. */
  dst0 = 0;
  dst1 = 0;
  dst2 = 0;
  dst3 = 0;
  /** Where the bytes of `RTA_SRC`, `RTA_PREFSRC`, `RTA_MULTIPATH` begin and end; 0 when there are none. */
  src = 0;
  prefsrc = 0;
  multipath = 0;
  multipathEnd = 0;

  /** Reads the message in `at` (its `nlmsghdr`) to `end`, which has been checked. */
  read(reader: Reader, at: number, end: number): this {
    const { view, littleEndian } = reader;
    this.family = view.getUint8(at + 16);
    this.dstLen = view.getUint8(at + 17);
    this.srcLen = view.getUint8(at + 18);
    this.tos = view.getUint8(at + 19);
    this.table = view.getUint8(at + 20);
    this.protocol = view.getUint8(at + 21);
    this.scope = view.getUint8(at + 22);
    this.type = view.getUint8(at + 23);
    this.flags = view.getUint32(at + 24, littleEndian);
    this.priority = this.oif = this.nhId = 0;
    this.dst0 = this.dst1 = this.dst2 = this.dst3 = 0;
    this.src = this.prefsrc = this.multipath = this.multipathEnd = 0;
    for (let a = at + 28; end - a >= 4; ) {
      const length = view.getUint16(a, littleEndian);
      switch (view.getUint16(a + 2, littleEndian) & 0x3fff) {
        case RTA_DST:
          this.dst0 = view.getInt32(a + 4);
          if (this.family === INET6) {
            this.dst1 = view.getInt32(a + 8);
            this.dst2 = view.getInt32(a + 12);
            this.dst3 = view.getInt32(a + 16);
          }
          break;
        case RTA_SRC:
          this.src = a + 4;
          break;
        case RTA_OIF:
          this.oif = view.getUint32(a + 4, littleEndian);
          break;
        case RTA_PRIORITY:
          this.priority = view.getUint32(a + 4, littleEndian);
          break;
        case RTA_PREFSRC:
          this.prefsrc = a + 4;
          break;
        case RTA_MULTIPATH:
          this.multipath = a + 4;
          this.multipathEnd = a + length;
          break;
        case RTA_TABLE:
          this.table = view.getUint32(a + 4, littleEndian);
          break;
        case RTA_NH_ID:
          this.nhId = view.getUint32(a + 4, littleEndian);
          break;
      }
      a += (length + 3) & ~3;
    }
    return this;
  }

  /** Of the prefix: family, table, destination. */
  hash(): number {
    return hashPrefix(this.family, this.table, this.dstLen, this.dst0, this.dst1, this.dst2, this.dst3);
  }

  /**
   * The interface; the highest bit is set when the route depends on more than that: it has several ways, a nexthop
   * object or a preferred source.
   */
  get way(): number {
    return (this.multipath | this.nhId | this.prefsrc) === 0 ? this.oif : (this.oif | MORE) >>> 0;
  }

  /** Whether one of its ways leaves by an interface. */
  uses(reader: Reader, index: number): boolean {
    if (this.oif === index) return true;
    for (let at = this.multipath; this.multipathEnd - at >= 8; ) {
      if (reader.u32(at + 4) === index) return true;
      at += (reader.u16(at) + 3) & ~3;
    }
    return false;
  }
}

/**
 * Whether the message in `at` (its `nlmsghdr`) is of a prefix; it is of this machine's byte order. Reads no more than it
 * must: a look-up does little else.
 */
export function hasPrefix(
  view: DataView,
  at: number,
  family: number,
  table: number,
  dstLen: number,
  dst0: number,
  dst1: number,
  dst2: number,
  dst3: number,
): boolean {
  if (view.getUint8(at + 17) !== dstLen || view.getUint8(at + 16) !== family) return false;
  const end = at + view.getUint32(at, hostIsLittleEndian);
  let isOfTable = false;
  let isOfDestination = false;
  for (let a = at + 28; end - a >= 4; a += (view.getUint16(a, hostIsLittleEndian) + 3) & ~3) {
    const type = view.getUint16(a + 2, hostIsLittleEndian) & 0x3fff;
    if (type === RTA_TABLE) {
      if (view.getUint32(a + 4, hostIsLittleEndian) !== table) return false;
      isOfTable = true;
    } else if (type === RTA_DST) {
      if (view.getInt32(a + 4) !== dst0) return false;
      if (
        family === INET6 &&
        (view.getInt32(a + 8) !== dst1 || view.getInt32(a + 12) !== dst2 || view.getInt32(a + 16) !== dst3)
      )
        return false;
      isOfDestination = true;
    } else continue;
    if (isOfTable && isOfDestination) return true;
  }
  // One of 0 bits has no destination.
  isOfDestination ||= (dst0 | dst1 | dst2 | dst3) === 0;
  return isOfDestination && (isOfTable || view.getUint8(at + 20) === table);
}

/** Whether a route that `way` was said of may have to do with more than its interface. */
export function hasMore(way: number): boolean {
  return way >= MORE;
}

/** 32 bits that depend on all of a prefix. */
export function hashPrefix(
  family: number,
  table: number,
  dstLen: number,
  dst0: number,
  dst1: number,
  dst2: number,
  dst3: number,
): number {
  let hash = Math.imul(dst0 ^ (dst0 >>> 15), 0x85ebca6b);
  if (family === INET6) {
    hash = Math.imul(hash ^ dst1, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 13) ^ dst2, 0x27d4eb2f);
    hash = Math.imul(hash ^ (hash >>> 16) ^ dst3, 0x165667b1);
  }
  hash ^= Math.imul((table << 8) ^ (dstLen << 1) ^ family, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Beyond all indices of interfaces. */
const MORE = 2 ** 31;
const INET6 = AF.values.inet6;
const RTA_DST = 1;
const RTA_SRC = 2;
const RTA_OIF = 4;
const RTA_PRIORITY = 6;
const RTA_PREFSRC = 7;
const RTA_MULTIPATH = 9;
const RTA_TABLE = 15;
const RTA_NH_ID = 30;
