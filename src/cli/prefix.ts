import { parseIPv4, parseIPv6 } from '../../protocol/schema/index.ts';
import { InputError } from './errors.ts';

/** `AF_*` of the families that prefixes have. */
const INET = 2;
const INET6 = 10;
const MPLS = 28;

/** Addresses that have their first bits in common, as a command line names them. */
export interface Prefix {
  /** `AF_*`; 0 when the word fits all families (`default`, `any`). */
  readonly family: number;
  /** In network order; a label of MPLS in its stack entry. */
  readonly bytes: Uint8Array;
  readonly bits: number;
  /** Whether it narrows anything: `any` and `all` do not. */
  readonly narrows: boolean;
}

/** Bits of a whole address of that `AF_*`. */
export function familyBits(family: number): number {
  return family === INET ? 32 : family === INET6 ? 128 : family === MPLS ? 20 : 0;
}

/**
 * `192.0.2.0/24`, `10/8`, `2001:db8::1`, `default`, `any`, `all`; under MPLS a label.
 * @param family `AF_*`, or 0 to tell by the look of it
 * @throws InputError
 */
export function parsePrefix(word: string, family: number): Prefix {
  if (word === 'default' || word === 'any' || word === 'all') {
    if (family !== MPLS) {
      return { family, bytes: new Uint8Array(), bits: 0, narrows: family !== 0 || word === 'default' };
    }
  } else {
    const [address = '', length, ...more] = word.split('/');
    const found = addressOf(address, family);
    if (found !== undefined && more.length === 0) {
      const whole = familyBits(found.family);
      const bits = length === undefined ? whole : lengthOf(length, found.family);
      if (bits !== undefined && bits <= whole) return { ...found, bits, narrows: true };
    }
  }
  throw new InputError(`"${word}" is no ${familyName(family)} prefix or address`);
}

/** A whole address: `192.0.2.1`. @throws InputError */
export function parseAddress(word: string, family: number): Prefix {
  const found = addressOf(word, family);
  if (found === undefined) throw new InputError(`"${word}" is no ${familyName(family)} address`);
  return { ...found, bits: familyBits(found.family), narrows: true };
}

/** Whether the first bits of an address are the prefix's. An address that is absent is all zeros. */
export function startsWith(address: Uint8Array, prefix: Prefix, bits = prefix.bits): boolean {
  const whole = bits >> 3;
  for (let i = 0; i < whole; i++) if ((address[i] ?? 0) !== (prefix.bytes[i] ?? 0)) return false;
  const mask = 0xff00 >> (bits & 7);
  return (((address[whole] ?? 0) ^ (prefix.bytes[whole] ?? 0)) & mask & 0xff) === 0;
}

/** The bytes behind the text of an IP address. */
export function addressBytes(text: string): Uint8Array {
  return parseIPv4(text) ?? parseIPv6(text) ?? new Uint8Array();
}

function addressOf(text: string, family: number): { family: number; bytes: Uint8Array } | undefined {
  if (family === MPLS) {
    if (!/^\d+$/.test(text) || Number(text) > 0xfffff) return undefined;
    const entry = Number(text) * 0x1000;
    return { family, bytes: Uint8Array.of(entry >>> 24, (entry >>> 16) & 0xff, (entry >>> 8) & 0xff) };
  }
  if (text.includes(':')) {
    const bytes = family === 0 || family === INET6 ? parseIPv6(text) : undefined;
    return bytes && { family: INET6, bytes };
  }
  // As in iproute2, zeros at the end may be left out: 10/8.
  const parts = text.split('.');
  const full = parts.length <= 4 ? [...parts, '0', '0', '0'].slice(0, 4).join('.') : text;
  const bytes = family === 0 || family === INET ? parseIPv4(full) : undefined;
  return bytes && { family: INET, bytes };
}

/** `24` or `255.255.255.0`. */
function lengthOf(text: string, family: number): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const bytes = family === INET ? parseIPv4(text) : undefined;
  if (bytes === undefined) return undefined;
  const mask = bytes.reduce((all, byte) => all * 256 + byte, 0);
  const bits = Math.clz32(~mask >>> 0);
  return (0xffffffff << (32 - bits)) >>> 0 === mask || mask === 0 ? bits : undefined;
}

function familyName(family: number): string {
  return family === INET ? 'IPv4' : family === INET6 ? 'IPv6' : family === MPLS ? 'MPLS' : 'IP';
}
