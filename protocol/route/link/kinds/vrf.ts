import { attributes, u32 } from '../../../schema/index.ts';

/** Virtual routing and forwarding: `ip link add vrf-blue type vrf table 10`. Source: linux/if_link.h. */
export const vrf = attributes('IFLA_VRF', () => ({ table: [1, u32] }));
