import { type AttributesInput, type AttributeView, attributes, type Codec } from '../../../schema/index.ts';
import type { Link, LinkInput } from '../link.ts';
import { peer } from '../peer.ts';

/** A pair's settings as they are read. */
export interface PairView extends AttributeView {
  readonly peer: Link | undefined;
}

/** What a pair's settings are written from. */
export interface PairInput extends AttributesInput<Record<never, never>> {
  readonly peer?: LinkInput | undefined;
}

/**
 * A pair: `ip link add veth0 type veth peer name veth1`. The peer is a whole link again, header and attributes, and
 * only requests carry it. Source: linux/veth.h, drivers/net/veth.c.
 */
export const veth: Codec<PairView, PairInput> = attributes('VETH_INFO', () => ({
  peer: [1, peer],
}));
