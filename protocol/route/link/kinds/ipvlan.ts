import { attributes, enumeration, flags, u16 } from '../../../schema/index.ts';

/** `IPVLAN_MODE_*`: on which layer packets are told apart. */
export const IPVLAN_MODE = enumeration('IPVLAN_MODE', u16, { l2: 0, l3: 1, l3s: 2 });

/** `IPVLAN_F_*`. */
export const IPVLAN_F = flags('IPVLAN_F', u16, { private: 1, vepa: 2 });

/**
 * Several namespaces on one hardware address: `ip link add link eth0 name ipvl0 type ipvlan mode l3`; ipvtap is the
 * same with a character device. Source: linux/if_link.h.
 */
export const ipvlan = attributes('IFLA_IPVLAN', () => ({ mode: [1, IPVLAN_MODE], flags: [2, IPVLAN_F] }));
