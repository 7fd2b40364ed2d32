import { attributes, bytes, indexedFixed, many, pad, struct, u8, u16, u64 } from '../../schema/index.ts';
import { BRIDGE_VLAN_INFO } from './bridge-spec.ts';
import { hwStats64, stats64 } from './stats.ts';

const vlanXstats = struct('bridge_vlan_xstats', {
  rxBytes: u64,
  rxPackets: u64,
  txBytes: u64,
  txPackets: u64,
  vid: u16,
  flags: BRIDGE_VLAN_INFO,
  pad2: pad(4),
});

const rxTx = indexedFixed('BR_MCAST_DIR', u64, ['rx', 'tx']);

const mcastStats = struct('br_mcast_stats', {
  igmpV1queries: rxTx,
  igmpV2queries: rxTx,
  igmpV3queries: rxTx,
  igmpLeaves: rxTx,
  igmpV1reports: rxTx,
  igmpV2reports: rxTx,
  igmpV3reports: rxTx,
  igmpParseErrors: u64,
  mldV1queries: rxTx,
  mldV2queries: rxTx,
  mldLeaves: rxTx,
  mldV1reports: rxTx,
  mldV2reports: rxTx,
  mldParseErrors: u64,
  mcastBytes: rxTx,
  mcastPackets: rxTx,
});

const stpXstats = struct('bridge_stp_xstats', {
  transitionBlk: u64,
  transitionFwd: u64,
  rxBpdu: u64,
  txBpdu: u64,
  rxTcn: u64,
  txTcn: u64,
});

const bridgeXstats = attributes('BRIDGE_XSTATS', () => ({
  vlan: [1, many(vlanXstats)],
  mcast: [2, mcastStats],
  /** Before a 64-bit attribute, to align it. */
  pad: [3, bytes],
  stp: [4, stpXstats],
}));

const lacpStats = attributes('BOND_3AD_STAT', () => ({
  lacpduRx: [0, u64],
  lacpduTx: [1, u64],
  lacpduUnknownRx: [2, u64],
  lacpduIllegalRx: [3, u64],
  markerRx: [4, u64],
  markerTx: [5, u64],
  markerRespRx: [6, u64],
  markerRespTx: [7, u64],
  markerUnknownRx: [8, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [9, bytes],
}));

/** Counters that only a bridge or a bond has: `ip stats show group xstats`. Source: linux/if_link.h. */
export const linkXstats = attributes('LINK_XSTATS_TYPE', () => ({
  bridge: [1, bridgeXstats],
  bond: [2, attributes('BOND_XSTATS', () => ({ '3ad': [1, lacpStats] }))],
}));

/** 0 or 1: asked for, and done. */
const hwSInfo = attributes('IFLA_OFFLOAD_XSTATS_HW_S_INFO', () => ({ request: [1, u8], used: [2, u8] }));

/** Counters of hardware that forwards by itself: `ip stats show group offload`. Source: linux/if_link.h. */
export const linkOffloadXstats = attributes('IFLA_OFFLOAD_XSTATS', () => ({
  cpuHit: [1, stats64],
  hwSInfo: [2, attributes('IFLA_OFFLOAD_XSTATS', () => ({ l3Stats: [3, hwSInfo] }))],
  l3Stats: [3, hwStats64],
}));
