import { attributes, u32 } from '../../../schema/index.ts';

/** A data link of a modem: `ip link add dev wwan0-2 parentdev wwan0 type wwan linkid 2`. Source: linux/wwan.h. */
export const wwan = attributes('IFLA_WWAN', () => ({ linkId: [1, u32] }));
