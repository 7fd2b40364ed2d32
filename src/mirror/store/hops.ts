import { align4, hostIsLittleEndian, Reader } from '../../../protocol/wire/index.ts';
import { sameBytes } from './route-content.ts';
import type { RouteFields } from './route-fields.ts';

/** A way of a route: where its `rtnexthop` lies, or the whole message of a route that has one. */
export interface Hop {
  /** Interface index. */
  readonly index: number;
  /** Where its attributes are. */
  readonly at: number;
  readonly end: number;
  /** Where the `rtnexthop` begins; the whole message has none. */
  readonly start: number;
}

/** The ways of the route that `fields` was read from. */
export function hopsOf(reader: Reader, at: number, end: number, fields: RouteFields): Hop[] {
  if (fields.multipath === 0) return [{ index: fields.oif, at: at + ATTRIBUTES, end, start: 0 }];
  const hops: Hop[] = [];
  for (let hop = fields.multipath; fields.multipathEnd - hop >= RTNEXTHOP; ) {
    const length = reader.u16(hop);
    if (length < RTNEXTHOP) break;
    hops.push({ index: reader.u32(hop + 4), at: hop + RTNEXTHOP, end: hop + length, start: hop });
    hop += align4(length);
  }
  return hops;
}

/** Whether two ways are one: the interface, the gateway and the encapsulation, whatever weight and state. */
export function sameHop(one: Reader, hop: Hop, other: Reader, otherHop: Hop): boolean {
  return hop.index === otherHop.index && WAY.every((type) => sameAttribute(one, hop, other, otherHop, type));
}

function sameAttribute(one: Reader, hop: Hop, other: Reader, otherHop: Hop, type: number): boolean {
  const a = find(one, hop.at, hop.end, type);
  const b = find(other, otherHop.at, otherHop.end, type);
  if (a === 0 || b === 0) return a === b;
  const length = one.u16(a);
  return length === other.u16(b) && sameBytes(one, a + 4, a + length, other, b + 4);
}

/** Where an attribute begins, or 0. */
export function find(reader: Reader, at: number, end: number, type: number): number {
  for (let a = at; end - a >= 4; a += align4(reader.u16(a))) {
    if ((reader.u16(a + 2) & 0x3fff) === type) return a;
  }
  return 0;
}

/**
 * The message of a route with its ways in another order, or some of them only: as the kernel dumps it then. A single
 * way is not in `RTA_MULTIPATH` but has its attributes in the route's own (`rt6_fill_node`, net/ipv6/route.c).
 */
export function withHops(
  reader: Reader,
  at: number,
  end: number,
  fields: RouteFields,
  hops: readonly Hop[],
): Reader {
  const { bytes } = reader;
  const attribute = fields.multipath - 4;
  const parts: Uint8Array[] = [bytes.slice(at, attribute)];
  const [only] = hops;
  if (hops.length === 1 && only !== undefined) parts.push(...single(reader, only));
  else {
    const ways = hops.map((hop) => padded(bytes.slice(hop.start, hop.end)));
    const length = ways.reduce((sum, way) => sum + way.length, 4);
    parts.push(header(length, RTA_MULTIPATH | (reader.u16(attribute + 2) & 0xc000)), ...ways);
  }
  parts.push(bytes.slice(attribute + align4(reader.u16(attribute)), end));
  const whole = joined(parts);
  const made = new Reader(whole, reader.littleEndian);
  made.view.setUint32(0, whole.length, reader.littleEndian);
  if (hops.length === 1 && only !== undefined) {
    const flags = made.u32(24) | reader.u8(only.start + 2);
    made.view.setUint32(24, flags, reader.littleEndian);
  }
  return made;
}

/** The gateway, then the interface, then the rest: the order of `fib_nexthop_info`. */
function single(reader: Reader, hop: Hop): Uint8Array[] {
  const attributes: Uint8Array[] = [];
  for (let a = hop.at; hop.end - a >= 4; a += align4(reader.u16(a))) {
    attributes.push(padded(reader.bytes.slice(a, a + reader.u16(a))));
  }
  const way = attributes.findIndex((each) => (new Reader(each).u16(2) & 0x3fff) === RTA_GATEWAY);
  attributes.splice(way + 1, 0, joined([header(8, RTA_OIF), word(hop.index)]));
  return attributes;
}

function header(length: number, type: number): Uint8Array {
  const made = new DataView(new ArrayBuffer(4));
  made.setUint16(0, length, hostIsLittleEndian);
  made.setUint16(2, type, hostIsLittleEndian);
  return new Uint8Array(made.buffer);
}

function word(value: number): Uint8Array {
  return new Uint8Array(new Uint32Array([value]).buffer);
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(align4(bytes.length));
  whole.set(bytes);
  return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const ATTRIBUTES = 28;
const RTNEXTHOP = 8;
const RTA_OIF = 4;
const RTA_GATEWAY = 5;
const RTA_MULTIPATH = 9;
const RTA_VIA = 18;
const RTA_ENCAP_TYPE = 21;
const RTA_ENCAP = 22;
const WAY = [RTA_GATEWAY, RTA_VIA, RTA_ENCAP_TYPE, RTA_ENCAP];
