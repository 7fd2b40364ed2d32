import {
  attributes,
  bytes,
  flags,
  headed,
  many,
  message,
  pad,
  struct,
  u8,
  u16,
  u32,
  u64,
} from '../../schema/index.ts';
import { AF } from '../families.ts';
import { bridgeVlanInfo } from './bridge-spec.ts';
import { querierState } from './kinds/bridge.ts';
import { BR_STATE, MDB_RTR_TYPE } from './ports/bridge.ts';

/** `BRIDGE_VLANDB_DUMPF_*`: what a dump shall hold. */
export const BRIDGE_VLANDB_DUMPF = flags('BRIDGE_VLANDB_DUMPF', u32, { stats: 1, global: 2 });

const brVlanMsg = struct('br_vlan_msg', { family: AF, reserved1: pad(1), reserved2: pad(2), ifindex: u32 });

const vlanStats = attributes('BRIDGE_VLANDB_STATS', () => ({
  rxBytes: [1, u64],
  rxPackets: [2, u64],
  txBytes: [3, u64],
  txPackets: [4, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [5, bytes],
}));

/** A VLAN of one port; switches are 0 or 1. */
const entry = attributes('BRIDGE_VLANDB_ENTRY', () => ({
  info: [1, bridgeVlanInfo],
  /** The last VLAN, when the entry is for several. */
  range: [2, u16],
  state: [3, BR_STATE],
  /** The tunnel's id; `cmd` is RTM_SETLINK or RTM_DELLINK. */
  tunnelInfo: [4, attributes('BRIDGE_VLANDB_TINFO', () => ({ id: [1, u32], cmd: [2, u32] }))],
  stats: [5, vlanStats],
  mcastRouter: [6, MDB_RTR_TYPE],
  mcastNGroups: [7, u32],
  /** 0 for no limit. */
  mcastMaxGroups: [8, u32],
  neighSuppress: [9, u8],
  neighForwardGrat: [10, u8],
}));

/** A port behind which there is a multicast router; timers in clock ticks. */
const routerPort = headed('MDBA_ROUTER_PATTR', struct('router port', { ifindex: u32 }), () => ({
  timer: [1, u32],
  type: [2, MDB_RTR_TYPE],
  inetTimer: [3, u32],
  inet6Timer: [4, u32],
  vid: [5, u16],
}));

/** A VLAN of the whole bridge; times in clock ticks (USER_HZ, 1/100 s), switches are 0 or 1. */
const globalOptions = attributes('BRIDGE_VLANDB_GOPTS', () => ({
  id: [1, u16],
  /** The last VLAN, when the options are for several. */
  range: [2, u16],
  mcastSnooping: [3, u8],
  mcastIgmpVersion: [4, u8],
  mcastMldVersion: [5, u8],
  mcastLastMemberCnt: [6, u32],
  mcastStartupQueryCnt: [7, u32],
  mcastLastMemberIntvl: [8, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [9, bytes],
  mcastMembershipIntvl: [10, u64],
  mcastQuerierIntvl: [11, u64],
  mcastQueryIntvl: [12, u64],
  mcastQueryResponseIntvl: [13, u64],
  mcastStartupQueryIntvl: [14, u64],
  mcastQuerier: [15, u8],
  mcastRouterPorts: [16, attributes('MDBA_ROUTER', () => ({ port: [1, many(routerPort)] }))],
  mcastQuerierState: [17, querierState],
  /** The spanning tree instance. */
  msti: [18, u16],
}));

/** VLANs of bridges with their options: `bridge vlan`, `bridge vlan global`. Source: linux/if_bridge.h. */
export const vlandb = message(
  'vlandb',
  { RTM_NEWVLAN: 112, RTM_DELVLAN: 113 },
  'BRIDGE_VLANDB',
  brVlanMsg,
  () => ({
    entry: [1, many(entry)],
    globalOptions: [2, many(globalOptions)],
  }),
);

/** A request for them, whose attributes are not those of the answer. Source: linux/if_bridge.h. */
export const vlandbRequest = message(
  'vlandbRequest',
  { RTM_GETVLAN: 114 },
  'BRIDGE_VLANDB_DUMP',
  brVlanMsg,
  () => ({
    flags: [1, BRIDGE_VLANDB_DUMPF],
  }),
);
