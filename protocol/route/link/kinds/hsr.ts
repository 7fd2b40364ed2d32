import { attributes, enumeration, hardwareAddress, u8, u16, u32 } from '../../../schema/index.ts';

/** `HSR_PROTOCOL_*`. */
export const HSR_PROTOCOL = enumeration('HSR_PROTOCOL', u8, { hsr: 0, prp: 1 });

/**
 * IEC 62439-3 redundancy: `ip link add hsr0 type hsr slave1 eth0 slave2 eth1`. Ports by interface index.
 * Source: linux/if_link.h.
 */
export const hsr = attributes('IFLA_HSR', () => ({
  slave1: [1, u32],
  slave2: [2, u32],
  /** Last byte of the supervision address. */
  multicastSpec: [3, u8],
  supervisionAddr: [4, hardwareAddress(6)],
  seqNr: [5, u16],
  version: [6, u8],
  protocol: [7, HSR_PROTOCOL],
  interlink: [8, u32],
}));
