import { i32, ipv6, message, pad, struct, u8, u32 } from '../schema/index.ts';
import { AF } from './families.ts';

const prefixmsg = struct('prefixmsg', {
  family: AF,
  pad1: pad(3),
  ifindex: i32,
  /** The neighbour discovery option's type: 3. */
  type: u8,
  /** Bits of the prefix. */
  len: u8,
  /** 1: on link; 2: addresses are made from it (RFC 4861's L and A). */
  flags: u8,
  pad3: pad(1),
});

/** Seconds, 0xffffffff for ever. */
const prefixCacheinfo = struct('prefix_cacheinfo', { preferredTime: u32, validTime: u32 });

/** IPv6 prefixes that a router announced. Source: linux/rtnetlink.h. */
export const prefix = message('prefix', { RTM_NEWPREFIX: 52 }, 'PREFIX', prefixmsg, () => ({
  address: [1, ipv6],
  cacheinfo: [2, prefixCacheinfo],
}));
