import { attributes, enumeration, u16 } from '../../../schema/index.ts';

/** `IPOIB_MODE_*`. */
export const IPOIB_MODE = enumeration('IPOIB_MODE', u16, { datagram: 0, connected: 1 });

/** IP over InfiniBand: `ip link add link ib0 name ib0.8001 type ipoib pkey 0x8001`. Source: linux/if_link.h. */
export const ipoib = attributes('IFLA_IPOIB', () => ({
  pkey: [1, u16],
  mode: [2, IPOIB_MODE],
  umcast: [3, u16],
}));
