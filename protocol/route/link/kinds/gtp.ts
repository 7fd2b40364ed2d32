import { attributes, enumeration, ipv4, ipv6, u8, u32 } from '../../../schema/index.ts';

/** `GTP_ROLE_*`. */
export const GTP_ROLE = enumeration('GTP_ROLE', u32, { ggsn: 0, sgsn: 1 });

/** GPRS tunnelling protocol: `ip link add gtp0 type gtp role ggsn`. Source: linux/if_link.h, drivers/net/gtp.c. */
export const gtp = attributes('IFLA_GTP', () => ({
  /** A UDP socket of the process that asks. */
  fd0: [1, u32],
  fd1: [2, u32],
  pdpHashsize: [3, u32],
  role: [4, GTP_ROLE],
  createSockets: [5, u8],
  restartCount: [6, u8],
  local: [7, ipv4],
  local6: [8, ipv6],
}));
