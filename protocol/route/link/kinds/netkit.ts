import {
  type AttributesInput,
  type AttributesView,
  attributes,
  type Codec,
  enumeration,
  u8,
  u16,
  u32,
} from '../../../schema/index.ts';
import type { Link, LinkInput } from '../link.ts';
import { peer } from '../peer.ts';

/** `NETKIT_*`: what happens to packets without a program. */
export const NETKIT_POLICY = enumeration('NETKIT', u32, { pass: 0, drop: 2, redirect: 7 });

/** `NETKIT_*`: frames or packets. */
export const NETKIT_MODE = enumeration('NETKIT', u32, { l2: 0, l3: 1 });

/** `NETKIT_SCRUB_*`: whether mark and priority are cleared on the way to another namespace. */
export const NETKIT_SCRUB = enumeration('NETKIT_SCRUB', u32, { none: 0, default: 1 });

/** `NETKIT_DEVICE_*`: two devices or one. */
export const NETKIT_DEVICE = enumeration('NETKIT_DEVICE', u32, { pair: 0, single: 1 });

const settings = {
  primary: [2, u8],
  policy: [3, NETKIT_POLICY],
  peerPolicy: [4, NETKIT_POLICY],
  mode: [5, NETKIT_MODE],
  scrub: [6, NETKIT_SCRUB],
  peerScrub: [7, NETKIT_SCRUB],
  headroom: [8, u16],
  tailroom: [9, u16],
  pairing: [10, NETKIT_DEVICE],
} as const;

/** A netkit's settings as they are read. */
export interface NetkitView extends AttributesView<typeof settings> {
  readonly peerInfo: Link | undefined;
}

/** What a netkit's settings are written from. */
export interface NetkitInput extends AttributesInput<typeof settings> {
  readonly peerInfo?: LinkInput | undefined;
}

/**
 * A pair for BPF programs: `ip link add nk0 type netkit peer name nk1`. The peer is a whole link again, header and
 * attributes, and only requests carry it. Source: linux/if_link.h, drivers/net/netkit.c.
 */
export const netkit: Codec<NetkitView, NetkitInput> = attributes('IFLA_NETKIT', () => ({
  peerInfo: [1, peer],
  ...settings,
}));
