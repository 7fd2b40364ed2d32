import { attributes, be16, flags, many, struct, u16, u32 } from '../../../schema/index.ts';

/** `VLAN_FLAG_*`. Source: linux/if_vlan.h. */
export const VLAN_FLAG = flags('VLAN_FLAG', u32, {
  reorderHdr: 0x01,
  gvrp: 0x02,
  looseBinding: 0x04,
  mvrp: 0x08,
  bridgeBinding: 0x10,
});

const qos = attributes('IFLA_VLAN_QOS', () => ({
  mapping: [1, many(struct('ifla_vlan_qos_mapping', { from: u32, to: u32 }))],
}));

/** 802.1Q and 802.1ad: `ip link add link eth0 name eth0.101 type vlan id 101`. Source: linux/if_link.h. */
export const vlan = attributes('IFLA_VLAN', () => ({
  id: [1, u16],
  /** In a request only the flags in `mask` change. */
  flags: [2, struct('ifla_vlan_flags', { flags: VLAN_FLAG, mask: VLAN_FLAG })],
  /** From the packet's priority to the tag's. */
  egressQos: [3, qos],
  /** From the tag's priority to the packet's. */
  ingressQos: [4, qos],
  /** 0x8100 for 802.1Q, 0x88a8 for 802.1ad. */
  protocol: [5, be16],
}));
