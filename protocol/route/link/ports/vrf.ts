import { attributes, u32 } from '../../../schema/index.ts';

/** A port of a VRF. Source: linux/if_link.h. */
export const vrfPort = attributes('IFLA_VRF_PORT', () => ({
  /** The VRF's routing table. */
  table: [1, u32],
}));
