import { attributes, be64, bytes, ipv6, u8 } from '../../../schema/index.ts';
import { TUNNEL } from './ip.ts';
import { options } from './options.ts';

/** `encap ip6 id 100 dst 2001:db8::1`. Source: linux/lwtunnel.h. */
export const ip6 = attributes('LWTUNNEL_IP6', () => ({
  /** The tunnel key. */
  id: [1, be64],
  dst: [2, ipv6],
  src: [3, ipv6],
  hoplimit: [4, u8],
  /** Traffic class. */
  tc: [5, u8],
  flags: [6, TUNNEL],
  pad: [7, bytes],
  opts: [8, options],
}));
