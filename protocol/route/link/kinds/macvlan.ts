import {
  attributes,
  enumeration,
  flags,
  hardwareAddress,
  i32,
  many,
  u16,
  u32,
} from '../../../schema/index.ts';

/** `MACVLAN_MODE_*`: with whom a macvlan talks. */
export const MACVLAN_MODE = enumeration('MACVLAN_MODE', u32, {
  private: 1,
  vepa: 2,
  bridge: 4,
  passthru: 8,
  source: 16,
});

/** `MACVLAN_FLAG_*`. */
export const MACVLAN_FLAG = flags('MACVLAN_FLAG', u16, { nopromisc: 1, nodst: 2 });

/** `MACVLAN_MACADDR_*`: what to do with the list of source addresses. */
export const MACVLAN_MACADDR = enumeration('MACVLAN_MACADDR', u32, { add: 0, del: 1, flush: 2, set: 3 });

const mac = hardwareAddress(6);

/**
 * Several addresses on one device: `ip link add link eth0 name macvlan0 type macvlan mode bridge`; macvtap is the same
 * with a character device. Source: linux/if_link.h, drivers/net/macvlan.c.
 */
export const macvlan = attributes('IFLA_MACVLAN', () => ({
  mode: [1, MACVLAN_MODE],
  flags: [2, MACVLAN_FLAG],
  macaddrMode: [3, MACVLAN_MACADDR],
  macaddr: [4, mac],
  /** The list of mode `source`. */
  macaddrData: [5, attributes('IFLA_MACVLAN', () => ({ macaddr: [4, many(mac)] }))],
  macaddrCount: [6, u32],
  bcQueueLen: [7, u32],
  bcQueueLenUsed: [8, u32],
  /** From how many receivers on broadcasts are queued; -1 never. */
  bcCutoff: [9, i32],
}));
