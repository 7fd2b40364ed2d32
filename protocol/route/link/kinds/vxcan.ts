import { attributes, type Codec } from '../../../schema/index.ts';
import { peer } from '../peer.ts';
import type { PairInput, PairView } from './veth.ts';

/**
 * A pair of CAN interfaces: `ip link add vxcan0 type vxcan peer name vxcan1`. The peer is a whole link again, and only
 * requests carry it. Source: linux/can/vxcan.h.
 */
export const vxcan: Codec<PairView, PairInput> = attributes('VXCAN_INFO', () => ({
  peer: [1, peer],
}));
