import { be16, be32, bytes, enumeration, i32, message, struct, u8, u32, u64 } from '../../schema/index.ts';
import { encap, LWTUNNEL_ENCAP } from './encap/index.ts';
import { labels } from './labels.ts';
import { metrics } from './metrics.ts';
import { destination, nexthops } from './nexthops.ts';
import { RT_TABLE, rtmsg } from './rtmsg.ts';
import { via } from './via.ts';

/** `ICMPV6_ROUTER_PREF_*`: RFC 4191 route preference. Source: linux/icmpv6.h. */
export const ICMPV6_ROUTER_PREF = enumeration('ICMPV6_ROUTER_PREF', u8, {
  medium: 0,
  high: 1,
  invalid: 2,
  low: 3,
});

/** `lastuse` and `expires` in clock ticks (USER_HZ, 1/100 s); `error` a negative errno in 32 bits. */
const rtaCacheinfo = struct('rta_cacheinfo', {
  clntref: u32,
  lastuse: u32,
  expires: i32,
  error: u32,
  used: u32,
  id: u32,
  ts: u32,
  tsage: u32,
});

const rtaMfcStats = struct('rta_mfc_stats', { packets: u64, bytes: u64, wrongIf: u64 });

/**
 * Routes: `ip route`. Source: linux/rtnetlink.h, rtnetlink(7). Ports and the flow label are in network byte order,
 * all else in the host's.
 */
export const route = message(
  'route',
  { RTM_NEWROUTE: 24, RTM_DELROUTE: 25, RTM_GETROUTE: 26 },
  'RTA',
  rtmsg,
  () => ({
    /** Absent for a default route. Under AF_MPLS the incoming label. */
    dst: [1, destination],
    src: [2, destination],
    /** Interface index. */
    iif: [3, u32],
    /** Interface index. */
    oif: [4, u32],
    gateway: [5, destination],
    /** The metric: the lower wins. */
    priority: [6, u32],
    /** The source address to prefer. */
    prefsrc: [7, destination],
    metrics: [8, metrics],
    multipath: [9, nexthops],
    /** No longer used. */
    protoinfo: [10, bytes],
    /** Realms: the source's in the upper 16 bits. */
    flow: [11, u32],
    cacheinfo: [12, rtaCacheinfo],
    /** No longer used. */
    session: [13, bytes],
    /** No longer used. */
    mpAlgo: [14, bytes],
    /** In place of the header's, which is too small. */
    table: [15, RT_TABLE],
    mark: [16, u32],
    /** Counters of a multicast route. */
    mfcStats: [17, rtaMfcStats],
    /** A gateway of another family. */
    via: [18, via],
    /** AF_MPLS: the labels that take the place of the incoming one. */
    newdst: [19, labels],
    pref: [20, ICMPV6_ROUTER_PREF],
    encapType: [21, LWTUNNEL_ENCAP],
    encap: [22, encap],
    /** Seconds. */
    expires: [23, u32],
    /** Before a 64-bit attribute, to align it. */
    pad: [24, bytes],
    uid: [25, u32],
    /** AF_MPLS. */
    ttlPropagate: [26, u8],
    /** `IPPROTO_*`. */
    ipProto: [27, u8],
    sport: [28, be16],
    dport: [29, be16],
    /** A nexthop object, in place of gateway and interface. */
    nhId: [30, u32],
    flowlabel: [31, be32],
  }),
);
