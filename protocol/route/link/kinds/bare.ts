import { attributes } from '../../../schema/index.ts';

/**
 * Kinds without settings of their own, as `ip link add dummy0 type dummy`. (Those of a team or a wireguard are set by
 * generic netlink.)
 */
export const bare = attributes('IFLA_INFO_DATA', () => ({}));
