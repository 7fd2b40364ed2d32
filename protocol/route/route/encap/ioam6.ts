import { attributes, be16, be32, enumeration, ipv6, struct, u8, u32 } from '../../../schema/index.ts';

/** `IOAM6_IPTUNNEL_MODE_*`. */
export const IOAM6_IPTUNNEL_MODE = enumeration('IOAM6_IPTUNNEL_MODE', u8, { inline: 1, encap: 2, auto: 3 });

/** RFC 9197's pre-allocated trace header. */
const ioam6TraceHdr = struct('ioam6_trace_hdr', {
  namespaceId: be16,
  /** Bits 7 to 3: the data each node adds, in units of four bytes. Bit 2: overflow. */
  nodelen: u8,
  /** Bits 6 to 0: the room that remains, in units of four bytes. */
  remlen: u8,
  /** The data that nodes add: 24 bits from the top, the lowest eight reserved. */
  type: be32,
});

/** `encap ioam6 trace prealloc type 0x800000 ns 1 size 12`. Source: linux/ioam6_iptunnel.h, linux/ioam6.h. */
export const ioam6 = attributes('IOAM6_IPTUNNEL', () => ({
  mode: [1, IOAM6_IPTUNNEL_MODE],
  dst: [2, ipv6],
  trace: [3, ioam6TraceHdr],
  /** Into `freqK` of `freqN` packets. */
  freqK: [4, u32],
  freqN: [5, u32],
  src: [6, ipv6],
}));
