import {
  attributes,
  be16,
  bytes,
  type Codec,
  enumeration,
  flag,
  flags,
  headed,
  i32,
  ifname,
  ipv4,
  lazy,
  list,
  many,
  message,
  pad,
  records,
  select,
  struct,
  text,
  u8,
  u16,
  u32,
  u64,
} from '../../../protocol/schema/index.ts';

interface Deep {
  readonly deeper?: Deep | undefined;
}

const deep = attributes('DEEP', { deeper: [1, lazy((): Codec<Deep, Deep> => deep as Codec<Deep, Deep>)] });

export const MODE = enumeration('MODE', u16, { none: 0, vlan: 1, tagged: 2 });
export const FLAG = flags('FLAG', u32, { up: 1, running: 0x40, top: 0x8000_0000 });
export const header = struct('header', { family: u8, pad: pad(1), type: u16, index: i32 });
export const counters = struct('counters', { packets: u64, bytes: u64 }, { errors: u64, mode: MODE });

export const vlan = attributes('VLAN', { id: [1, u16], protocol: [2, be16], ports: [3, list(u16, 1)] });

/** A message with one of everything. */
export const sample = message('sample', { NEW: 16, DEL: 17, GET: 18 }, 'SAMPLE', header, {
  name: [1, ifname],
  mtu: [2, u32],
  total: [3, u64],
  address: [4, ipv4],
  mode: [5, MODE],
  data: [6, select('mode', { vlan, tagged: text })],
  flags: [7, FLAG],
  on: [8, flag],
  tags: [9, many(u16)],
  counters: [10, counters],
  raw: [11, bytes],
  hops: [12, records(headed('HOP', struct('hop', { len: u16, flags: u8, hops: u8 }), { via: [1, ipv4] }))],
  deep: [13, deep],
  label: [14, text],
});
