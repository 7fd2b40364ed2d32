import { attributes, enumeration, hardwareAddress, many, octets, u8, u32 } from '../../schema/index.ts';

/** `BR_CFM_*`: whether an end point watches a port or a VLAN. */
export const BR_CFM_DOMAIN = enumeration('BR_CFM', u32, { port: 0, vlan: 1 });

/** `BR_CFM_MEP_DIRECTION_*`. */
export const BR_CFM_MEP_DIRECTION = enumeration('BR_CFM_MEP_DIRECTION', u32, { down: 0, up: 1 });

/** `BR_CFM_CCM_INTERVAL_*`. */
export const BR_CFM_CCM_INTERVAL = enumeration('BR_CFM_CCM_INTERVAL', u32, {
  none: 0,
  '3_3Ms': 1,
  '10Ms': 2,
  '100Ms': 3,
  '1Sec': 4,
  '10Sec': 5,
  '1Min': 6,
  '10Min': 7,
});

const mac = hardwareAddress(6);

const mepCreate = attributes('IFLA_BRIDGE_CFM_MEP_CREATE', () => ({
  instance: [1, u32],
  domain: [2, BR_CFM_DOMAIN],
  direction: [3, BR_CFM_MEP_DIRECTION],
  ifindex: [4, u32],
}));

const mepConfig = attributes('IFLA_BRIDGE_CFM_MEP_CONFIG', () => ({
  instance: [1, u32],
  unicastMac: [2, mac],
  mdlevel: [3, u32],
  mepid: [4, u32],
}));

const ccConfig = attributes('IFLA_BRIDGE_CFM_CC_CONFIG', () => ({
  instance: [1, u32],
  enable: [2, u32],
  expInterval: [3, BR_CFM_CCM_INTERVAL],
  /** The expected maintenance association identifier, as 802.1Q 21.6.5 has it. */
  expMaid: [4, octets(48)],
}));

const ccPeerMep = attributes('IFLA_BRIDGE_CFM_CC_PEER_MEP', () => ({
  instance: [1, u32],
  mepid: [2, u32, 'IFLA_BRIDGE_CFM_CC_PEER_MEPID'],
}));

const ccRdi = attributes('IFLA_BRIDGE_CFM_CC_RDI', () => ({ instance: [1, u32], rdi: [2, u32] }));

const ccCcmTx = attributes('IFLA_BRIDGE_CFM_CC_CCM_TX', () => ({
  instance: [1, u32],
  dmac: [2, mac],
  seqNoUpdate: [3, u32],
  /** Seconds to transmit for; 0 stops. */
  period: [4, u32],
  ifTlv: [5, u32],
  ifTlvValue: [6, u8],
  portTlv: [7, u32],
  portTlvValue: [8, u8],
}));

const mepStatus = attributes('IFLA_BRIDGE_CFM_MEP_STATUS', () => ({
  instance: [1, u32],
  opcodeUnexpSeen: [2, u32],
  versionUnexpSeen: [3, u32],
  rxLevelLowSeen: [4, u32],
}));

const ccPeerStatus = attributes('IFLA_BRIDGE_CFM_CC_PEER_STATUS', () => ({
  instance: [1, u32],
  peerMepid: [2, u32],
  ccmDefect: [3, u32],
  rdi: [4, u32],
  portTlvValue: [5, u8],
  ifTlvValue: [6, u8],
  seen: [7, u32],
  tlvSeen: [8, u32],
  seqUnexpSeen: [9, u32],
}));

/**
 * Connectivity Fault Management (802.1Q clause 12.14) in a bridge. Requests carry the first eight, dumps the rest,
 * once for each end point. Source: linux/if_bridge.h, linux/cfm_bridge.h, net/bridge/br_cfm_netlink.c.
 */
export const cfm = attributes('IFLA_BRIDGE_CFM', () => ({
  mepCreate: [1, mepCreate],
  mepDelete: [2, attributes('IFLA_BRIDGE_CFM_MEP_DELETE', () => ({ instance: [1, u32] }))],
  mepConfig: [3, mepConfig],
  ccConfig: [4, ccConfig],
  ccPeerMepAdd: [5, ccPeerMep],
  ccPeerMepRemove: [6, ccPeerMep],
  ccRdi: [7, ccRdi],
  ccCcmTx: [8, ccCcmTx],
  mepCreateInfo: [9, many(mepCreate)],
  mepConfigInfo: [10, many(mepConfig)],
  ccConfigInfo: [11, many(ccConfig)],
  ccRdiInfo: [12, many(ccRdi)],
  ccCcmTxInfo: [13, many(ccCcmTx)],
  ccPeerMepInfo: [14, many(ccPeerMep)],
  mepStatusInfo: [15, many(mepStatus)],
  ccPeerStatusInfo: [16, many(ccPeerStatus)],
}));
