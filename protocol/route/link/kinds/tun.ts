import { attributes, enumeration, u8, u32 } from '../../../schema/index.ts';

/** `IFF_TUN`, `IFF_TAP`: packets or frames. Source: linux/if_tun.h. */
export const TUN_TYPE = enumeration('IFF', u8, { tun: 1, tap: 2 });

/** Packets to a program: `ip tuntap add dev tun0 mode tun`; read only here. Source: linux/if_link.h. */
export const tun = attributes('IFLA_TUN', () => ({
  /** User id; absent when anybody may. */
  owner: [1, u32],
  /** Group id; absent when any may. */
  group: [2, u32],
  type: [3, TUN_TYPE],
  /** Whether packets have a `tun_pi` before them. */
  pi: [4, u8],
  vnetHdr: [5, u8],
  persist: [6, u8],
  multiQueue: [7, u8],
  numQueues: [8, u32],
  numDisabledQueues: [9, u32],
}));
