import {
  attributes,
  be16,
  bytes,
  enumeration,
  hardwareAddress,
  many,
  octets,
  pad,
  struct,
  textZ,
  u8,
  u16,
  u32,
  u64,
} from '../../schema/index.ts';

/** `IFLA_VF_LINK_STATE_*`: follow the physical port, or be always up or down. */
export const IFLA_VF_LINK_STATE = enumeration('IFLA_VF_LINK_STATE', u32, { auto: 0, enable: 1, disable: 2 });

/** `MAX_ADDR_LEN` bytes, of which the device's address takes the first. */
const address = hardwareAddress(32);

/** 0 off, 1 on, 0xffffffff where the driver does not tell. */
const setting = u32;

/** The `u64` is aligned to eight bytes, as 64-bit kernels have it. */
const guid = struct('ifla_vf_guid', { vf: u32, pad: pad(4), guid: u64 });

const vlanInfo = struct('ifla_vf_vlan_info', {
  vf: u32,
  vlan: u32,
  qos: u32,
  /** 0x8100 for 802.1Q, 0x88a8 for 802.1ad. */
  vlanProto: be16,
  tail: pad(2),
});

const vfStats = attributes('IFLA_VF_STATS', () => ({
  rxPackets: [0, u64],
  txPackets: [1, u64],
  rxBytes: [2, u64],
  txBytes: [3, u64],
  broadcast: [4, u64],
  multicast: [5, u64],
  /** Before a 64-bit attribute, to align it. */
  pad: [6, bytes],
  rxDropped: [7, u64],
  txDropped: [8, u64],
}));

/** One SR-IOV virtual function; `vf` in each struct is its number. */
const vf = attributes('IFLA_VF', () => ({
  mac: [1, struct('ifla_vf_mac', { vf: u32, mac: address })],
  /** `vlan` 0 switches the filter off. */
  vlan: [2, struct('ifla_vf_vlan', { vf: u32, vlan: u32, qos: u32 })],
  /** Mbit/s, 0 for no limit. */
  txRate: [3, struct('ifla_vf_tx_rate', { vf: u32, rate: u32 })],
  spoofchk: [4, struct('ifla_vf_spoofchk', { vf: u32, setting })],
  linkState: [5, struct('ifla_vf_link_state', { vf: u32, linkState: IFLA_VF_LINK_STATE })],
  /** Mbit/s, 0 for no limit. */
  rate: [6, struct('ifla_vf_rate', { vf: u32, minTxRate: u32, maxTxRate: u32 })],
  /** Whether the guest may read the receive hash's key and table. */
  rssQueryEn: [7, struct('ifla_vf_rss_query_en', { vf: u32, setting })],
  stats: [8, vfStats],
  trust: [9, struct('ifla_vf_trust', { vf: u32, setting })],
  ibNodeGuid: [10, guid],
  ibPortGuid: [11, guid],
  vlanList: [12, attributes('IFLA_VF_VLAN', () => ({ info: [1, many(vlanInfo)] }))],
  broadcast: [13, struct('ifla_vf_broadcast', { broadcast: address })],
}));

/** SR-IOV virtual functions: `ip link set dev eth0 vf 0 mac 02:00:00:00:00:01`. Source: linux/if_link.h. */
export const vfinfoList = attributes('IFLA_VF', () => ({ info: [1, many(vf)] }));

/** `PORT_REQUEST_*`. */
export const PORT_REQUEST = enumeration('PORT_REQUEST', u8, {
  preassociate: 0,
  preassociateRr: 1,
  associate: 2,
  disassociate: 3,
});

/** `PORT_*_RESPONSE_*`. */
export const PORT_RESPONSE = enumeration('PORT', u16, {
  vdpResponseSuccess: 0,
  vdpResponseInvalidFormat: 1,
  vdpResponseInsufficientResources: 2,
  vdpResponseUnusedVtid: 3,
  vdpResponseVtidViolation: 4,
  vdpResponseVtidVersionVioaltion: 5,
  vdpResponseOutOfSync: 6,
  profileResponseSuccess: 0x100,
  profileResponseInprogress: 0x101,
  profileResponseInvalid: 0x102,
  profileResponseBadstate: 0x103,
  profileResponseInsufficientResources: 0x104,
  profileResponseError: 0x105,
});

/** A port profile (802.1Qbg) of a virtual function or of the device itself. Source: linux/if_link.h. */
export const port = attributes('IFLA_PORT', () => ({
  vf: [1, u32],
  /** At most `PORT_PROFILE_MAX` bytes. */
  profile: [2, textZ(40)],
  vsiType: [
    3,
    struct('ifla_port_vsi', { vsiMgrId: u8, vsiTypeId: octets(3), vsiTypeVersion: u8, pad: pad(3) }),
  ],
  instanceUuid: [4, octets(16)],
  hostUuid: [5, octets(16)],
  request: [6, PORT_REQUEST],
  response: [7, PORT_RESPONSE],
}));

/** Port profiles of the virtual functions. */
export const vfPorts = attributes('IFLA_VF', () => ({ port: [1, many(port)] }));
