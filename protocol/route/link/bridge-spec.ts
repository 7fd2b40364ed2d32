import { attributes, enumeration, flags, many, struct, u16, u32 } from '../../schema/index.ts';
import { cfm } from './bridge-cfm.ts';
import { mrp } from './bridge-mrp.ts';
import { BR_STATE } from './ports/bridge.ts';

/** `BRIDGE_FLAGS_*`: whether a request is for the bridge or for the device itself. */
export const BRIDGE_FLAGS = flags('BRIDGE_FLAGS', u16, { master: 1, self: 2 });

/** `BRIDGE_MODE_*`: how a device's own bridge forwards between its functions. */
export const BRIDGE_MODE = enumeration('BRIDGE_MODE', u16, { veb: 0, vepa: 1, undef: 0xffff });

/** `BRIDGE_VLAN_INFO_*`. A range is two entries, the first with `rangeBegin`, the last with `rangeEnd`. */
export const BRIDGE_VLAN_INFO = flags('BRIDGE_VLAN_INFO', u16, {
  master: 0x01,
  pvid: 0x02,
  untagged: 0x04,
  rangeBegin: 0x08,
  rangeEnd: 0x10,
  brentry: 0x20,
  onlyOpts: 0x40,
});

/** A VLAN of a port, and what it is there. */
export const bridgeVlanInfo = struct('bridge_vlan_info', { flags: BRIDGE_VLAN_INFO, vid: u16 });

const tunnelInfo = attributes('IFLA_BRIDGE_VLAN_TUNNEL', () => ({
  /** The tunnel's id, a VNI. */
  id: [1, u32],
  vid: [2, u16],
  flags: [3, BRIDGE_VLAN_INFO],
}));

const mstEntry = attributes('IFLA_BRIDGE_MST_ENTRY', () => ({
  /** The spanning tree instance. */
  msti: [1, u16],
  state: [2, BR_STATE],
}));

/** `IFLA_AF_SPEC` of AF_BRIDGE messages: `bridge vlan`, `bridge link`, `bridge mst`. Source: linux/if_bridge.h. */
export const bridgeSpec = attributes('IFLA_BRIDGE', () => ({
  flags: [0, BRIDGE_FLAGS],
  mode: [1, BRIDGE_MODE],
  vlanInfo: [2, many(bridgeVlanInfo)],
  vlanTunnelInfo: [3, many(tunnelInfo)],
  mrp: [4, mrp],
  cfm: [5, cfm],
  mst: [6, attributes('IFLA_BRIDGE_MST', () => ({ entry: [1, many(mstEntry)] }))],
}));
