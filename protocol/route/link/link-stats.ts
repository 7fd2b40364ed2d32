import { attributes, bytes, message, pad, struct, u8, u32, u64 } from '../../schema/index.ts';
import { AF } from '../families.ts';
import { stats64 } from './stats.ts';
import { linkOffloadXstats, linkXstats } from './xstats.ts';

const ifStatsMsg = struct('if_stats_msg', {
  family: AF,
  pad1: pad(1),
  pad2: pad(2),
  ifindex: u32,
  /** Which attributes to send: the bit of each is its number less one. */
  filterMask: u32,
});

const mplsLinkStats = struct('mpls_link_stats', {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  rxNoroute: u64,
});

const afStats = attributes('AF', () => ({
  mpls: [AF.values.mpls, attributes('MPLS_STATS', () => ({ link: [1, mplsLinkStats] }))],
}));

/** The counters of an interface by group: `ip stats show`. Source: linux/if_link.h, net/core/rtnetlink.c. */
export const linkStats = message('linkStats', { RTM_NEWSTATS: 92 }, 'IFLA_STATS', ifStatsMsg, () => ({
  /** Before a 64-bit attribute, to align it. */
  pad: [0, bytes, 'IFLA_STATS_UNSPEC'],
  link_64: [1, stats64],
  linkXstats: [2, linkXstats],
  /** As a port of the bridge or bond. */
  linkXstatsSlave: [3, linkXstats],
  linkOffloadXstats: [4, linkOffloadXstats],
  afSpec: [5, afStats],
}));

const getFilters = attributes('IFLA_STATS', () => ({
  link_64: [1, u32],
  linkXstats: [2, u32],
  linkXstatsSlave: [3, u32],
  linkOffloadXstats: [4, u32],
  afSpec: [5, u32],
}));

/** Requests about counters, whose attributes are not those of the answer. Source: linux/if_link.h. */
export const linkStatsRequest = message(
  'linkStatsRequest',
  { RTM_GETSTATS: 94, RTM_SETSTATS: 95 },
  'IFLA_STATS',
  ifStatsMsg,
  () => ({
    /** Which parts of a group to send: the bit of each attribute is its number less one. */
    getFilters: [1, getFilters],
    /** 0 or 1. */
    setOffloadXstatsL3Stats: [2, u8],
  }),
);
