import { formatIPv6, parseIPv4, parseIPv6 } from '../../protocol/schema/index.ts';
import { InputError } from '../sys/input-error.ts';

/** The families that addresses have here: `AF_INET`, `AF_INET6`. */
export type Family = 'inet' | 'inet6';

/** An address and the length of its prefix, as people write it: `172.18.0.1/12`, `2001:db8::1/64`. */
export type Cidr = `${string}/${number}`;

/** Where a route leads: a prefix, an address alone (which is a prefix of all its bits), or `default`. */
export type Destination = Cidr | 'default' | (string & {});

/** An address, its family, and its bytes in network order. */
export interface IpAddress {
  readonly family: Family;
  /** As RFC 5952 and `ip` write it. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** An address with the length of its prefix in bits. */
export interface Network extends IpAddress {
  readonly length: number;
}

/** Bits of an address. */
export function bitsOf(family: Family): number {
  return family === 'inet' ? 32 : 128;
}

/** Reads `192.0.2.1` or `2001:db8::1`. @param what it is for, in the error: `gateway`. @throws InputError */
export function parseIp(text: string, what: string): IpAddress {
  const v4 = parseIPv4(text);
  if (v4 !== undefined) return { family: 'inet', text, bytes: v4 };
  const v6 = parseIPv6(text);
  if (v6 !== undefined) return { family: 'inet6', text: formatIPv6(v6, 0), bytes: v6 };
  const hint = typeof text === 'string' && text.includes('/') ? ' (without a prefix length)' : '';
  throw new InputError(`${what}: an IPv4 or IPv6 address is needed${hint}, got ${quoted(text)}`);
}

/** Reads an address with its length. @throws InputError */
export function parseCidr(text: string, what: string): Network {
  const network = parseNetwork(text, what);
  if (!text.includes('/')) {
    const { family } = network;
    const example = family === 'inet' ? '/24' : '/64';
    throw new InputError(
      `${what}: ${quoted(text)} has no prefix length; write ${text}${example}, or ${text}/${bitsOf(family)} for the address alone`,
    );
  }
  return network;
}

/** Reads an address with its length, or an address alone, which is a prefix of all its bits. @throws InputError */
export function parseNetwork(text: string, what: string): Network {
  if (typeof text !== 'string') throw new InputError(`${what}: a prefix is needed, got ${quoted(text)}`);
  const slash = text.indexOf('/');
  const address = parseIp(slash === -1 ? text : text.slice(0, slash), what);
  const most = bitsOf(address.family);
  if (slash === -1) return { ...address, length: most };
  const length = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > most) {
    throw new InputError(`${what}: ${quoted(text)} has a prefix length that is not 0 to ${most}`);
  }
  return { ...address, length: Number(length) };
}

/**
 * Reads where a route leads; `default` is the prefix of no bits of `family`.
 * @throws InputError, also for bits set behind the prefix, which the kernel would refuse
 */
export function parseDestination(text: string, what: string, family: Family): Network {
  if (text === 'default' || text === 'any') return defaultNetwork(family);
  const network = parseNetwork(text, what);
  const start = networkOf(network);
  if (start.text !== network.text) {
    throw new InputError(
      `${what}: ${quoted(text)} has bits set behind its prefix; the network is ${start.text}/${start.length}`,
    );
  }
  return network;
}

/** `0.0.0.0/0` or `::/0`. */
export function defaultNetwork(family: Family): Network {
  const bytes = new Uint8Array(bitsOf(family) / 8);
  return { family, text: formatIp(bytes), bytes, length: 0 };
}

/** The network that an address is in: all bits behind the prefix zero. */
export function networkOf(network: Network): Network {
  const bytes = network.bytes.map((byte, index) => byte & maskByte(network.length, index));
  return { ...network, bytes, text: formatIp(bytes) };
}

/** The broadcast address of an IPv4 network, all bits behind the prefix one; none for /31 and /32 (RFC 3021). */
export function broadcastOf({ family, bytes, length }: Network): string | undefined {
  if (family !== 'inet' || length > 30) return undefined;
  return formatIp(bytes.map((byte, index) => byte | (~maskByte(length, index) & 0xff)));
}

/** Whether an address lies in a network. */
export function contains(network: Network, address: IpAddress): boolean {
  return (
    network.family === address.family &&
    network.bytes.every((byte, index) => {
      const mask = maskByte(network.length, index);
      return (byte & mask) === ((address.bytes[index] ?? 0) & mask);
    })
  );
}

/** `192.0.2.0/24`; `default` for the prefix of no bits. */
export function formatDestination(address: string | undefined, length: number): string {
  return length === 0 ? 'default' : `${address ?? '0.0.0.0'}/${length}`;
}

function formatIp(bytes: Uint8Array): string {
  return bytes.length === 4 ? bytes.join('.') : formatIPv6(bytes, 0);
}

/** The byte at `index` of a netmask. */
function maskByte(length: number, index: number): number {
  return (0xff00 >> Math.min(Math.max(length - index * 8, 0), 8)) & 0xff;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
