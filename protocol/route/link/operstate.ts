import { enumeration, flags, u8, u32 } from '../../schema/index.ts';

/** `IF_OPER_*`: RFC 2863's operational status. Source: linux/if.h. */
export const IF_OPER = enumeration('IF_OPER', u8, {
  unknown: 0,
  notpresent: 1,
  down: 2,
  lowerlayerdown: 3,
  testing: 4,
  dormant: 5,
  up: 6,
});

/** `IF_LINK_MODE_*`: how far the kernel may raise `operstate` by itself. Source: linux/if.h. */
export const IF_LINK_MODE = enumeration('IF_LINK_MODE', u8, { default: 0, dormant: 1, testing: 2 });

/** `IFLA_EVENT_*`: what an event is about that changes no attribute. Source: linux/if_link.h. */
export const IFLA_EVENT = enumeration('IFLA_EVENT', u32, {
  none: 0,
  reboot: 1,
  features: 2,
  bondingFailover: 3,
  notifyPeers: 4,
  igmpResend: 5,
  bondingOptions: 6,
});

/** `RTEXT_FILTER_*`: what a request wants more of, or less. Source: linux/rtnetlink.h. */
export const RTEXT_FILTER = flags('RTEXT_FILTER', u32, {
  vf: 0x01,
  brvlan: 0x02,
  brvlanCompressed: 0x04,
  skipStats: 0x08,
  mrp: 0x10,
  cfmConfig: 0x20,
  cfmStatus: 0x40,
  mst: 0x80,
  nameOnly: 0x100,
});
