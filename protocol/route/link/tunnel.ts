import {
  attributes,
  bytes,
  flags,
  ipv4,
  ipv6,
  many,
  message,
  pad,
  struct,
  u8,
  u32,
  u64,
} from '../../schema/index.ts';
import { AF } from '../families.ts';

/** `TUNNEL_MSG_FLAG_*`. */
export const TUNNEL_MSG_FLAG = flags('TUNNEL_MSG_FLAG', u8, { stats: 1 });

const tunnelMsg = struct('tunnel_msg', {
  family: AF,
  flags: TUNNEL_MSG_FLAG,
  reserved2: pad(2),
  ifindex: u32,
});

const entryStats = attributes('VNIFILTER_ENTRY_STATS', () => ({
  rxBytes: [1, u64],
  rxPkts: [2, u64],
  rxDrops: [3, u64],
  rxErrors: [4, u64],
  txBytes: [5, u64],
  txPkts: [6, u64],
  txDrops: [7, u64],
  txErrors: [8, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [9, bytes],
}));

/** VNIs from `start` to `end`, both included; `start` alone is one. */
const entry = attributes('VXLAN_VNIFILTER_ENTRY', () => ({
  start: [1, u32],
  end: [2, u32],
  group: [3, ipv4],
  group6: [4, ipv6],
  stats: [5, entryStats],
}));

/** The VNIs that a VXLAN with `vnifilter` takes: `bridge vni`. Source: linux/if_link.h, vxlan_vnifilter.c. */
export const tunnel = message(
  'tunnel',
  { RTM_NEWTUNNEL: 120, RTM_DELTUNNEL: 121, RTM_GETTUNNEL: 122 },
  'VXLAN_VNIFILTER',
  tunnelMsg,
  () => ({ entry: [1, many(entry)] }),
);
