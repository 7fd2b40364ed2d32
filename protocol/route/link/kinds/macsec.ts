import { attributes, be16, be64, bytes, enumeration, u8, u32, u64 } from '../../../schema/index.ts';

/** `MACSEC_VALIDATE_*`: what happens to frames that cannot be verified. */
export const MACSEC_VALIDATE = enumeration('MACSEC_VALIDATE', u8, { disabled: 0, check: 1, strict: 2 });

/** `MACSEC_OFFLOAD_*`: which hardware does the work. */
export const MACSEC_OFFLOAD = enumeration('MACSEC_OFFLOAD', u8, { off: 0, phy: 1, mac: 2 });

/**
 * IEEE 802.1AE: `ip link add link eth0 macsec0 type macsec encrypt on`. Switches are 0 or 1.
 * Source: linux/if_link.h, drivers/net/macsec.c.
 */
export const macsec = attributes('IFLA_MACSEC', () => ({
  /** Secure channel identifier: the address and the port, in network byte order. */
  sci: [1, be64],
  port: [2, be16],
  icvLen: [3, u8],
  /** `MACSEC_CIPHER_ID_*`. */
  cipherSuite: [4, u64],
  /** Replay window, in packets. */
  window: [5, u32],
  encodingSa: [6, u8],
  encrypt: [7, u8],
  protect: [8, u8],
  incSci: [9, u8],
  es: [10, u8],
  scb: [11, u8],
  replayProtect: [12, u8],
  validation: [13, MACSEC_VALIDATE],
  /** Before a 64-bit attribute, to align it. */
  pad: [14, bytes],
  offload: [15, MACSEC_OFFLOAD],
}));
