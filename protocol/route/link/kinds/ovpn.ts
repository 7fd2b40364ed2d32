import { attributes, enumeration, u8 } from '../../../schema/index.ts';

/** `OVPN_MODE_*`: point to point, or many peers. */
export const OVPN_MODE = enumeration('OVPN_MODE', u8, { p2p: 0, mp: 1 });

/** OpenVPN's data channel: `ip link add ovpn0 type ovpn mode p2p`. Source: linux/if_link.h. */
export const ovpn = attributes('IFLA_OVPN', () => ({ mode: [1, OVPN_MODE] }));
