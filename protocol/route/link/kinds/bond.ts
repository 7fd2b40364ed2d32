import {
  attributes,
  enumeration,
  hardwareAddress,
  ipv4,
  ipv6,
  list,
  u8,
  u16,
  u32,
} from '../../../schema/index.ts';

/** `BOND_MODE_*`. Source: linux/if_bonding.h. */
export const BOND_MODE = enumeration('BOND_MODE', u8, {
  roundrobin: 0,
  activebackup: 1,
  xor: 2,
  broadcast: 3,
  '8023ad': 4,
  tlb: 5,
  alb: 6,
});

/** `BOND_XMIT_POLICY_*`: what of a packet chooses the port. Source: linux/if_bonding.h. */
export const BOND_XMIT_POLICY = enumeration('BOND_XMIT_POLICY', u8, {
  layer2: 0,
  layer34: 1,
  layer23: 2,
  encap23: 3,
  encap34: 4,
  vlanSrcmac: 5,
});

/** `BOND_ARP_VALIDATE_*`: on which ports ARP replies are examined. Source: include/net/bonding.h (not in UAPI). */
export const BOND_ARP_VALIDATE = enumeration('BOND_ARP_VALIDATE', u32, {
  none: 0,
  active: 1,
  backup: 2,
  all: 3,
});

/** `BOND_ARP_TARGETS_*`: how many targets must answer. Source: include/net/bonding.h (not in UAPI). */
export const BOND_ARP_TARGETS = enumeration('BOND_ARP_TARGETS', u32, { any: 0, all: 1 });

/** `BOND_PRI_RESELECT_*`: when the primary becomes active again. Source: include/net/bonding.h (not in UAPI). */
export const BOND_PRI_RESELECT = enumeration('BOND_PRI_RESELECT', u8, { always: 0, better: 1, failure: 2 });

/** `BOND_FOM_*`: whose hardware address is used after a failure. Source: include/net/bonding.h (not in UAPI). */
export const BOND_FOM = enumeration('BOND_FOM', u8, { none: 0, active: 1, follow: 2 });

/** `AD_LACP_*`: how often the partner shall send. Source: include/net/bond_3ad.h (not in UAPI). */
export const AD_LACP = enumeration('AD_LACP', u8, { slow: 0, fast: 1 });

/** `BOND_AD_*`: which aggregator becomes active. Source: include/net/bond_3ad.h (not in UAPI). */
export const BOND_AD = enumeration('BOND_AD', u8, { stable: 0, bandwidth: 1, count: 2, prio: 3 });

const mac = hardwareAddress(6);

const adInfo = attributes('IFLA_BOND_AD_INFO', () => ({
  aggregator: [1, u16],
  numPorts: [2, u16],
  actorKey: [3, u16],
  partnerKey: [4, u16],
  partnerMac: [5, mac],
}));

/**
 * Several links as one: `ip link add bond0 type bond mode active-backup miimon 100`. Times are in milliseconds, ports
 * interface indexes (0 for none), switches 0 or 1. Source: linux/if_link.h, drivers/net/bonding/bond_netlink.c.
 */
export const bond = attributes('IFLA_BOND', () => ({
  mode: [1, BOND_MODE],
  activeSlave: [2, u32],
  miimon: [3, u32],
  updelay: [4, u32],
  downdelay: [5, u32],
  useCarrier: [6, u8],
  arpInterval: [7, u32],
  arpIpTarget: [8, list(ipv4)],
  arpValidate: [9, BOND_ARP_VALIDATE],
  arpAllTargets: [10, BOND_ARP_TARGETS],
  primary: [11, u32],
  primaryReselect: [12, BOND_PRI_RESELECT],
  failOverMac: [13, BOND_FOM],
  xmitHashPolicy: [14, BOND_XMIT_POLICY],
  resendIgmp: [15, u32],
  numPeerNotif: [16, u8],
  allSlavesActive: [17, u8],
  minLinks: [18, u32],
  /** Seconds between learning packets. */
  lpInterval: [19, u32],
  /** 0 for random ports. */
  packetsPerSlave: [20, u32],
  adLacpRate: [21, AD_LACP],
  adSelect: [22, BOND_AD],
  adInfo: [23, adInfo],
  adActorSysPrio: [24, u16],
  adUserPortKey: [25, u16],
  adActorSystem: [26, mac],
  tlbDynamicLb: [27, u8],
  peerNotifDelay: [28, u32],
  adLacpActive: [29, u8],
  missedMax: [30, u8],
  nsIp6Target: [31, list(ipv6)],
  coupledControl: [32, u8],
  broadcastNeigh: [33, u8],
  lacpStrict: [34, u8],
}));
