import {
  attributes,
  be16,
  bytes,
  enumeration,
  flag,
  flags,
  hardwareAddress,
  ipv4,
  ipv6,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../../schema/index.ts';
import { bridgeId, MDB_RTR_TYPE } from '../ports/bridge.ts';

/** `BR_STP_MODE_*`: who runs the spanning tree protocol. Source: linux/if_link.h. */
export const BR_STP_MODE = enumeration('BR_STP_MODE', u32, { auto: 0, user: 1, kernel: 2 });

/** `1 << BR_BOOLOPT_*`. Source: linux/if_bridge.h. */
export const BR_BOOLOPT = flags(
  'BR_BOOLOPT',
  u32,
  { noLlLearn: 1, mcastVlanSnooping: 2, mstEnable: 4, mdbOffloadFailNotification: 8, fdbLocalVlan_0: 16 },
  {
    noLlLearn: '1 << BR_BOOLOPT_NO_LL_LEARN',
    mcastVlanSnooping: '1 << BR_BOOLOPT_MCAST_VLAN_SNOOPING',
    mstEnable: '1 << BR_BOOLOPT_MST_ENABLE',
    mdbOffloadFailNotification: '1 << BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION',
    fdbLocalVlan_0: '1 << BR_BOOLOPT_FDB_LOCAL_VLAN_0',
  },
);

/** The queriers that the bridge knows; ports by interface index, timers in clock ticks. */
export const querierState = attributes('BRIDGE_QUERIER', () => ({
  ipAddress: [1, ipv4],
  ipPort: [2, u32],
  ipOtherTimer: [3, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [4, bytes],
  ipv6Address: [5, ipv6],
  ipv6Port: [6, u32],
  ipv6OtherTimer: [7, u64],
}));

/**
 * A bridge: `ip link add name br0 type bridge vlan_filtering 1`. Times are in clock ticks (USER_HZ, 1/100 s), switches
 * 0 or 1. Source: linux/if_link.h, net/bridge/br_netlink.c.
 */
export const bridge = attributes('IFLA_BR', () => ({
  forwardDelay: [1, u32],
  helloTime: [2, u32],
  maxAge: [3, u32],
  ageingTime: [4, u32],
  stpState: [5, u32],
  priority: [6, u16],
  vlanFiltering: [7, u8],
  /** 0x8100 for 802.1Q, 0x88a8 for 802.1ad. */
  vlanProtocol: [8, be16],
  /** One bit for each address 01:80:c2:00:00:0X. */
  groupFwdMask: [9, u16],
  rootId: [10, bridgeId],
  bridgeId: [11, bridgeId],
  rootPort: [12, u16],
  rootPathCost: [13, u32],
  topologyChange: [14, u8],
  topologyChangeDetected: [15, u8],
  helloTimer: [16, u64],
  tcnTimer: [17, u64],
  topologyChangeTimer: [18, u64],
  gcTimer: [19, u64],
  groupAddr: [20, hardwareAddress(6)],
  /** Forget what was learnt. */
  fdbFlush: [21, flag],
  mcastRouter: [22, MDB_RTR_TYPE],
  mcastSnooping: [23, u8],
  mcastQueryUseIfaddr: [24, u8],
  mcastQuerier: [25, u8],
  /** Without effect since Linux 5.0: always 16. */
  mcastHashElasticity: [26, u32],
  mcastHashMax: [27, u32],
  mcastLastMemberCnt: [28, u32],
  mcastStartupQueryCnt: [29, u32],
  mcastLastMemberIntvl: [30, u64],
  mcastMembershipIntvl: [31, u64],
  mcastQuerierIntvl: [32, u64],
  mcastQueryIntvl: [33, u64],
  mcastQueryResponseIntvl: [34, u64],
  mcastStartupQueryIntvl: [35, u64],
  nfCallIptables: [36, u8],
  nfCallIp6tables: [37, u8],
  nfCallArptables: [38, u8],
  /** 0 for none. */
  vlanDefaultPvid: [39, u16],
  /** Before a 64-bit attribute, to align it. */
  pad: [40, bytes],
  vlanStatsEnabled: [41, u8],
  mcastStatsEnabled: [42, u8],
  mcastIgmpVersion: [43, u8],
  mcastMldVersion: [44, u8],
  vlanStatsPerPort: [45, u8],
  /** The options that are on; `optmask` says which are meant. */
  multiBoolopt: [46, struct('br_boolopt_multi', { optval: BR_BOOLOPT, optmask: BR_BOOLOPT })],
  mcastQuerierState: [47, querierState],
  fdbNLearned: [48, u32],
  /** 0 for no limit. */
  fdbMaxLearned: [49, u32],
  stpMode: [50, BR_STP_MODE],
}));
