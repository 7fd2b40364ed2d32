import { Reader } from '../../../protocol/wire/index.ts';

/** A datagram as a file has it. */
export interface Packet {
  /** `packet 7`, `line 12`: where people find it. */
  readonly name: string;
  /** Of the datagram's first byte in the file; of text it has none. */
  readonly offset: number | undefined;
  /** When it was captured. */
  readonly time: string | undefined;
  /** `NETLINK_*`. */
  readonly family: number;
  readonly littleEndian: boolean;
  readonly bytes: Uint8Array;
  /** Bytes it had before it was cut when it was captured; infinite when nobody says how many. */
  readonly whole: number;
  /** What is wrong with it, so that its messages are not looked for. */
  readonly problem?: string;
}

/** A file that cannot be read on, and where. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(problem: string, offset: number) {
    super(`${problem} (at byte ${offset})`);
  }
}

/** No packet is longer: a netlink datagram's most is 16 bits of kilobytes, and nobody captures as much. */
export const PACKET_MAX = 16 << 20;

/** Bytes of the cooked header. */
const COOKED = 16;

/** `ARPHRD_NETLINK`. */
const ARPHRD_NETLINK = 824;

/**
 * Takes the cooked header of LINKTYPE_NETLINK off, all in network byte order: packet type (always 4 from libpcap,
 * whichever way the packet goes), ARPHRD, ten bytes that mean nothing, netlink family. Source: the tcpdump group's list of link-layer header types.
 */
export function uncook(bytes: Uint8Array): { family: number; bytes: Uint8Array } | string {
  const reader = new Reader(bytes, false);
  if (bytes.length < COOKED)
    return `${bytes.length} bytes are too few for the ${COOKED} of its cooked header`;
  const hardware = reader.u16(2);
  if (hardware !== ARPHRD_NETLINK)
    return `it is of hardware type ${hardware}, not of ${ARPHRD_NETLINK} (netlink)`;
  return { family: reader.u16(14), bytes: bytes.subarray(COOKED) };
}

/** The packet in bytes that begin with a cooked header. */
export function cookedPacket(
  parts: Pick<Packet, 'name' | 'time' | 'littleEndian' | 'bytes' | 'whole'> & { readonly offset: number },
): Packet {
  const found = uncook(parts.bytes);
  if (typeof found === 'string') return { ...parts, family: 0, problem: found };
  const { littleEndian, whole, offset } = parts;
  const rest = whole - COOKED;
  return {
    ...parts,
    ...found,
    offset: offset + COOKED,
    whole: rest,
    littleEndian: byteOrder(found.bytes, rest, littleEndian),
  };
}

/**
 * The byte order of a datagram. Netlink has that of the host it was on, which is in most cases the file's; but a file
 * may have been written anew on another host. Where only one order makes a first message that fits, it is that one.
 */
export function byteOrder(bytes: Uint8Array, whole: number, expected: boolean): boolean {
  if (bytes.length < 4) return expected;
  const fits = (littleEndian: boolean) => {
    const length = new Reader(bytes, littleEndian).u32(0);
    return length >= 16 && length <= whole;
  };
  return !fits(expected) && fits(!expected) ? !expected : expected;
}

/** A sentence for a link type that is not netlink's. */
export function foreign(linkType: number): string {
  const name = linkTypes[linkType];
  return (
    `link type ${linkType}${name === undefined ? '' : ` (${name})`} is not netlink's ${LINKTYPE_NETLINK}: ` +
    'netlink is captured on an nlmon device (ip link add nlmon0 type nlmon)'
  );
}

export const LINKTYPE_NETLINK = 253;

const linkTypes: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  101: 'raw IP',
  105: 'IEEE 802.11',
  113: 'Linux cooked',
  127: 'radiotap',
  147: 'private use',
  189: 'USB',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux cooked v2',
};

/**
 * A time: `2025-11-25 04:26:11.123456`, UTC.
 * @param ticks since 1970
 * @param perSecond ticks in a second
 * @param digits of the fraction
 */
export function timeText(ticks: bigint, perSecond: bigint, digits: number): string {
  const seconds = ticks / perSecond;
  const fraction = ((ticks % perSecond) * 10n ** BigInt(digits)) / perSecond;
  // What a Date can hold.
  if (seconds > 8_640_000_000_000n) return `${seconds} s`;
  const date = new Date(Number(seconds) * 1000).toISOString();
  const whole = date.slice(0, date.indexOf('.')).replace('T', ' ');
  return digits === 0 ? whole : `${whole}.${String(fraction).padStart(digits, '0')}`;
}
