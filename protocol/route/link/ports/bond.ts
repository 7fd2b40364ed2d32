import { attributes, enumeration, flags, i32, linkAddress, u8, u16, u32 } from '../../../schema/index.ts';

/** `BOND_STATE_*`. Source: linux/if_bonding.h. */
export const BOND_STATE = enumeration('BOND_STATE', u8, { active: 0, backup: 1 });

/** `BOND_LINK_*`: a port's link as the monitor sees it. Source: linux/if_bonding.h. */
export const BOND_LINK = enumeration('BOND_LINK', u8, { up: 0, fail: 1, down: 2, back: 3 });

const LACP_STATES = {
  lacpActivity: 0x01,
  lacpTimeout: 0x02,
  aggregation: 0x04,
  synchronization: 0x08,
  collecting: 0x10,
  distributing: 0x20,
  defaulted: 0x40,
  expired: 0x80,
} as const;

/** `LACP_STATE_*`: 802.3ad port states. Source: linux/if_bonding.h. */
export const LACP_STATE = flags('LACP_STATE', u8, LACP_STATES);

/** `LACP_STATE_*` in 16 bits, as the partner's come. */
export const LACP_STATE_16 = flags('LACP_STATE', u16, LACP_STATES);

/** A port of a bond: `ip link set dev eth0 type bond_slave queue_id 1`. Source: linux/if_link.h. */
export const bondSlave = attributes('IFLA_BOND_SLAVE', () => ({
  state: [1, BOND_STATE],
  miiStatus: [2, BOND_LINK],
  linkFailureCount: [3, u32],
  /** The address the device has by itself. */
  permHwaddr: [4, linkAddress],
  queueId: [5, u16],
  adAggregatorId: [6, u16],
  adActorOperPortState: [7, LACP_STATE],
  adPartnerOperPortState: [8, LACP_STATE_16],
  /** The higher becomes active first. */
  prio: [9, i32],
  actorPortPrio: [10, u16],
  /** 802.3ad's churn detection: 0 watches, 1 found churn, 2 found none. */
  adChurnActorState: [11, u8],
  adChurnPartnerState: [12, u8],
}));
