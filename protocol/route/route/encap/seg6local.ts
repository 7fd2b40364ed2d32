import {
  attributes,
  bytes,
  enumeration,
  flags,
  ipv4,
  ipv6,
  text,
  u8,
  u32,
  u64,
} from '../../../schema/index.ts';
import { segmentRoutingHeader } from './segments.ts';

/** `SEG6_LOCAL_ACTION_*`. */
export const SEG6_LOCAL_ACTION = enumeration('SEG6_LOCAL_ACTION', u32, {
  unspec: 0,
  end: 1,
  endX: 2,
  endT: 3,
  endDx2: 4,
  endDx6: 5,
  endDx4: 6,
  endDt6: 7,
  endDt4: 8,
  endB6: 9,
  endB6Encap: 10,
  endBm: 11,
  endS: 12,
  endAs: 13,
  endAm: 14,
  endBpf: 15,
  endDt46: 16,
});

/** `1 << SEG6_LOCAL_FLV_OP_*`. */
export const SEG6_LOCAL_FLV_OP = flags(
  'SEG6_LOCAL_FLV_OP',
  u32,
  { psp: 2, usp: 4, usd: 8, nextCsid: 16 },
  {
    psp: '1 << SEG6_LOCAL_FLV_OP_PSP',
    usp: '1 << SEG6_LOCAL_FLV_OP_USP',
    usd: '1 << SEG6_LOCAL_FLV_OP_USD',
    nextCsid: '1 << SEG6_LOCAL_FLV_OP_NEXT_CSID',
  },
);

const program = attributes('SEG6_LOCAL_BPF', () => ({
  prog: [1, u32],
  progName: [2, text],
}));

const counters = attributes('SEG6_LOCAL_CNT', () => ({
  pad: [1, bytes],
  packets: [2, u64],
  bytes: [3, u64],
  errors: [4, u64],
}));

const flavors = attributes('SEG6_LOCAL_FLV', () => ({
  operation: [1, SEG6_LOCAL_FLV_OP],
  /** Bits of the locator block. */
  lcblockBits: [2, u8],
  /** Bits of the locator node and function. */
  lcnodeFnBits: [3, u8],
}));

/** `encap seg6local action End.DT6 table 100`. Source: linux/seg6_local.h. */
export const seg6Local = attributes('SEG6_LOCAL', () => ({
  action: [1, SEG6_LOCAL_ACTION],
  srh: [2, segmentRoutingHeader],
  table: [3, u32],
  nh4: [4, ipv4],
  nh6: [5, ipv6],
  /** Interface index. */
  iif: [6, u32],
  /** Interface index. */
  oif: [7, u32],
  bpf: [8, program],
  vrftable: [9, u32],
  counters: [10, counters],
  flavors: [11, flavors],
}));
