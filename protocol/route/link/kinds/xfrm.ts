import { attributes, flag, u32 } from '../../../schema/index.ts';

/** IPsec by interface: `ip link add ipsec0 type xfrm dev eth0 if_id 42`. Source: linux/if_link.h. */
export const xfrm = attributes('IFLA_XFRM', () => ({
  link: [1, u32],
  ifId: [2, u32],
  collectMetadata: [3, flag],
}));
