import {
  attributes,
  be16,
  byFamily,
  bytes,
  flag,
  flags,
  i32,
  ip,
  ipv4,
  ipv6,
  linkAddress,
  message,
  pad,
  struct,
  u8,
  u16,
  u32,
} from '../schema/index.ts';
import { AF } from './families.ts';
import { RTN, RTPROT } from './route/rtmsg.ts';

/** `NUD_*`, neighbour unreachability detection: the state of an entry, one bit. */
export const NUD = flags('NUD', u16, {
  none: 0x00,
  incomplete: 0x01,
  reachable: 0x02,
  stale: 0x04,
  delay: 0x08,
  probe: 0x10,
  failed: 0x20,
  noarp: 0x40,
  permanent: 0x80,
});

/** `NTF_*`: flags of an entry. */
export const NTF = flags('NTF', u8, {
  use: 0x01,
  self: 0x02,
  master: 0x04,
  proxy: 0x08,
  extLearned: 0x10,
  offloaded: 0x20,
  sticky: 0x40,
  router: 0x80,
});

/** `NTF_EXT_*`: flags that the header has no room for. */
export const NTF_EXT = flags('NTF_EXT', u32, { managed: 1, locked: 2, extValidated: 4 });

/** Bits of `NFEA_ACTIVITY_NOTIFY`. */
export const FDB_NOTIFY = flags(
  'FDB_NOTIFY',
  u8,
  { notify: 1, inactive: 2 },
  { notify: 'FDB_NOTIFY_BIT', inactive: 'FDB_NOTIFY_INACTIVE_BIT' },
);

const ndmsg = struct('ndmsg', {
  family: AF,
  pad: pad(3),
  ifindex: i32,
  state: NUD,
  flags: NTF,
  type: RTN,
});

/** Times in clock ticks (USER_HZ, 1/100 s) before now. */
const ndaCacheinfo = struct('nda_cacheinfo', { confirmed: u32, used: u32, updated: u32, refcnt: u32 });

const fdbExtAttrs = attributes('NFEA', () => ({
  activityNotify: [1, FDB_NOTIFY],
  /** Changing the entry does not count as activity. */
  dontRefresh: [2, flag],
}));

/** The address that is resolved; of a VXLAN's forwarding entry (AF_BRIDGE) the remote, of either family. */
const destination = byFamily(
  { [AF.values.inet]: ipv4, [AF.values.inet6]: ipv6, [AF.values.bridge]: ip },
  bytes,
);

/**
 * Neighbours, `ip neighbour`, and under AF_BRIDGE forwarding databases, `bridge fdb`. Source: linux/neighbour.h,
 * rtnetlink(7). The port is in network byte order, all else in the host's.
 */
export const neighbour = message(
  'neighbour',
  { RTM_NEWNEIGH: 28, RTM_DELNEIGH: 29, RTM_GETNEIGH: 30 },
  'NDA',
  ndmsg,
  () => ({
    dst: [1, destination],
    lladdr: [2, linkAddress],
    cacheinfo: [3, ndaCacheinfo],
    probes: [4, u32],
    /** VLAN id. */
    vlan: [5, u16],
    /** UDP port of the remote. */
    port: [6, be16],
    vni: [7, u32],
    /** The interface by which the remote is reached. */
    ifindex: [8, u32],
    /** Interface index of the bridge. */
    master: [9, u32],
    linkNetnsid: [10, i32],
    srcVni: [11, u32],
    /** Who put it there. */
    protocol: [12, RTPROT],
    /** A nexthop object. */
    nhId: [13, u32],
    fdbExtAttrs: [14, fdbExtAttrs],
    flagsExt: [15, NTF_EXT],
    /** Flushing: which states. */
    ndmStateMask: [16, NUD],
    /** Flushing: which flags. */
    ndmFlagsMask: [17, NTF],
  }),
);
