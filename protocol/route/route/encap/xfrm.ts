import { attributes, u32 } from '../../../schema/index.ts';

/** `encap xfrm if_id 7`. Source: linux/lwtunnel.h. */
export const xfrm = attributes('LWT_XFRM', () => ({
  ifId: [1, u32],
  /** Interface index. */
  link: [2, u32],
}));
