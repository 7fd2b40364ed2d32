import { attributes, u32 } from '../../../schema/index.ts';

/** A port of a switch: `ip link set dev lan0 type dsa conduit eth1`. Source: linux/if_link.h. */
export const dsa = attributes('IFLA_DSA', () => ({
  /** The interface by which the CPU reaches the switch. */
  conduit: [1, u32],
}));
