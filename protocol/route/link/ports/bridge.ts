import {
  attributes,
  be16,
  bytes,
  enumeration,
  flag,
  hardwareAddress,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../../schema/index.ts';

/** `BR_STATE_*`: spanning tree states. Source: linux/if_bridge.h. */
export const BR_STATE = enumeration('BR_STATE', u8, {
  disabled: 0,
  listening: 1,
  learning: 2,
  forwarding: 3,
  blocking: 4,
});

/** `MDB_RTR_TYPE_*`: whether there is a multicast router. Source: linux/if_bridge.h. */
export const MDB_RTR_TYPE = enumeration('MDB_RTR_TYPE', u8, {
  disabled: 0,
  /** Found by its queries. */
  tempQuery: 1,
  perm: 2,
  /** For a while, whatever comes in. */
  temp: 3,
});

/** 802.1D's bridge identifier; the priority in network byte order. */
export const bridgeId = struct('ifla_bridge_id', { prio: be16, addr: hardwareAddress(6) });

/**
 * A port of a bridge: `ip link set dev veth0 type bridge_slave state 3`, `bridge link set`. Timers are in clock ticks
 * (USER_HZ, 1/100 s); switches are 0 or 1. Source: linux/if_link.h, net/bridge/br_netlink.c.
 */
export const brport = attributes('IFLA_BRPORT', () => ({
  state: [1, BR_STATE],
  priority: [2, u16],
  cost: [3, u32],
  /** Whether frames may leave by the port they came from (hairpin). */
  mode: [4, u8],
  guard: [5, u8],
  protect: [6, u8],
  fastLeave: [7, u8],
  learning: [8, u8],
  unicastFlood: [9, u8],
  proxyarp: [10, u8],
  learningSync: [11, u8],
  proxyarpWifi: [12, u8],
  rootId: [13, bridgeId],
  bridgeId: [14, bridgeId],
  designatedPort: [15, u16],
  designatedCost: [16, u16],
  id: [17, u16],
  no: [18, u16],
  topologyChangeAck: [19, u8],
  configPending: [20, u8],
  messageAgeTimer: [21, u64],
  forwardDelayTimer: [22, u64],
  holdTimer: [23, u64],
  /** Forget what was learnt on the port. */
  flush: [24, flag],
  multicastRouter: [25, MDB_RTR_TYPE],
  /** Before a 64-bit attribute, to align it. */
  pad: [26, bytes],
  mcastFlood: [27, u8],
  mcastToUcast: [28, u8],
  vlanTunnel: [29, u8],
  bcastFlood: [30, u8],
  /** One bit for each address 01:80:c2:00:00:0X. */
  groupFwdMask: [31, u16],
  neighSuppress: [32, u8],
  isolated: [33, u8],
  /** The port to use when this one has no carrier: an interface index, 0 for none. */
  backupPort: [34, u32],
  mrpRingOpen: [35, u8],
  mrpInOpen: [36, u8],
  mcastEhtHostsLimit: [37, u32],
  mcastEhtHostsCnt: [38, u32],
  locked: [39, u8],
  mab: [40, u8],
  mcastNGroups: [41, u32],
  /** 0 for no limit. */
  mcastMaxGroups: [42, u32],
  neighVlanSuppress: [43, u8],
  /** The nexthop object for what goes to the backup port. */
  backupNhid: [44, u32],
  neighForwardGrat: [45, u8],
}));
