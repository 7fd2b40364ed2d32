import {
  array,
  attributes,
  bytes,
  enumeration,
  flag,
  flags,
  many,
  message,
  pad,
  struct,
  u8,
  u16,
  u32,
  u64,
  uint,
} from '../schema/index.ts';
import { AF } from './families.ts';
import { networkAddress } from './network-address.ts';
import { encap, LWTUNNEL_ENCAP } from './route/encap/index.ts';
import { RT_SCOPE, RTNH_F_32, RTPROT } from './route/rtmsg.ts';

/** `NEXTHOP_GRP_TYPE_*`. */
export const NEXTHOP_GRP_TYPE = enumeration('NEXTHOP_GRP_TYPE', u16, { mpath: 0, res: 1 });

/** `NHA_OP_FLAG_*`. */
export const NHA_OP_FLAG = flags('NHA_OP_FLAG', u32, {
  dumpStats: 0x01,
  dumpHwStats: 0x02,
  /** In a reply: the reserved members of `nexthop_grp` are zero. */
  respGrpResvd_0: 0x8000_0000,
});

const nhmsg = struct('nhmsg', {
  family: AF,
  scope: RT_SCOPE,
  protocol: RTPROT,
  resvd: pad(1),
  flags: RTNH_F_32,
});

/** The weight less one is `weightHigh << 8 | weight`. */
const nexthopGrp = struct('nexthop_grp', { id: u32, weight: u8, weightHigh: u8, resvd2: pad(2) });

/** Times in clock ticks (USER_HZ, 1/100 s). */
const resGroup = attributes('NHA_RES_GROUP', () => ({
  pad: [0, bytes],
  buckets: [1, u16],
  idleTimer: [2, u32],
  unbalancedTimer: [3, u32],
  unbalancedTime: [4, u64],
}));

const resBucket = attributes('NHA_RES_BUCKET', () => ({
  pad: [0, bytes],
  index: [1, u16],
  /** Clock ticks (USER_HZ, 1/100 s). */
  idleTime: [2, u64],
  nhId: [3, u32],
}));

const groupStats = attributes('NHA_GROUP_STATS', () => ({
  entry: [
    1,
    many(
      attributes('NHA_GROUP_STATS_ENTRY', () => ({ id: [1, u32], packets: [2, uint], packetsHw: [3, uint] })),
    ),
  ],
}));

/** Nexthop objects, their groups and the buckets of resilient groups: `ip nexthop`. Source: linux/nexthop.h. */
export const nexthop = message(
  'nexthop',
  {
    RTM_NEWNEXTHOP: 104,
    RTM_DELNEXTHOP: 105,
    RTM_GETNEXTHOP: 106,
    RTM_NEWNEXTHOPBUCKET: 116,
    RTM_DELNEXTHOPBUCKET: 117,
    RTM_GETNEXTHOPBUCKET: 118,
  },
  'NHA',
  nhmsg,
  () => ({
    id: [1, u32],
    group: [2, array(nexthopGrp)],
    groupType: [3, NEXTHOP_GRP_TYPE],
    blackhole: [4, flag],
    /** Interface index. */
    oif: [5, u32],
    gateway: [6, networkAddress],
    encapType: [7, LWTUNNEL_ENCAP],
    encap: [8, encap],
    /** In a dump request: groups only. */
    groups: [9, flag],
    /** In a dump request: of this master only. */
    master: [10, u32],
    /** For forwarding databases, not for routes. */
    fdb: [11, flag],
    resGroup: [12, resGroup],
    resBucket: [13, resBucket],
    opFlags: [14, NHA_OP_FLAG],
    groupStats: [15, groupStats],
    hwStatsEnable: [16, u32],
    hwStatsUsed: [17, u32],
  }),
);
