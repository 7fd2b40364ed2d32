import type { Node } from './node.ts';

/**
 * Times, by the constant of the attribute or by struct and member: how many of the unit make a second. The kernel's
 * clock ticks on the wire are of USER_HZ, 1/100 s, on all architectures but alpha and ia64.
 * Sources: linux/if_addr.h, linux/neighbour.h, linux/rtnetlink.h, linux/if_link.h; ip-link(8), ip-route(8).
 */
export const perSecond: Readonly<Record<string, number>> = {
  'ifa_cacheinfo.prefered': 1,
  'ifa_cacheinfo.valid': 1,
  'ifa_cacheinfo.cstamp': 100,
  'ifa_cacheinfo.tstamp': 100,
  'prefix_cacheinfo.preferredTime': 1,
  'prefix_cacheinfo.validTime': 1,
  'nda_cacheinfo.confirmed': 100,
  'nda_cacheinfo.used': 100,
  'nda_cacheinfo.updated': 100,
  'rta_cacheinfo.lastuse': 100,
  'rta_cacheinfo.expires': 100,
  'ifla_cacheinfo.tstamp': 100,
  'ifla_cacheinfo.reachableTime': 1000,
  'ifla_cacheinfo.retransTime': 1000,
  RTA_EXPIRES: 1,
  RTAX_RTT: 8000,
  RTAX_RTTVAR: 4000,
  RTAX_RTO_MIN: 1000,
  IFLA_BR_FORWARD_DELAY: 100,
  IFLA_BR_HELLO_TIME: 100,
  IFLA_BR_MAX_AGE: 100,
  IFLA_BR_AGEING_TIME: 100,
  IFLA_BR_HELLO_TIMER: 100,
  IFLA_BR_TCN_TIMER: 100,
  IFLA_BR_TOPOLOGY_CHANGE_TIMER: 100,
  IFLA_BR_GC_TIMER: 100,
  IFLA_BR_MCAST_LAST_MEMBER_INTVL: 100,
  IFLA_BR_MCAST_MEMBERSHIP_INTVL: 100,
  IFLA_BR_MCAST_QUERIER_INTVL: 100,
  IFLA_BR_MCAST_QUERY_INTVL: 100,
  IFLA_BR_MCAST_QUERY_RESPONSE_INTVL: 100,
  IFLA_BR_MCAST_STARTUP_QUERY_INTVL: 100,
  IFLA_BRPORT_MESSAGE_AGE_TIMER: 100,
  IFLA_BRPORT_FORWARD_DELAY_TIMER: 100,
  IFLA_BRPORT_HOLD_TIMER: 100,
  IFLA_BOND_MIIMON: 1000,
  IFLA_BOND_UPDELAY: 1000,
  IFLA_BOND_DOWNDELAY: 1000,
  IFLA_BOND_ARP_INTERVAL: 1000,
  IFLA_VXLAN_AGEING: 1,
};

/** Lifetimes: all bits set is for ever (`INFINITY_LIFE_TIME`). */
const FOREVER = 0xffffffff;

/** A time in seconds: `15 s`, `0.2 s`, `forever`; nothing when the value is no time, or its unit is not known. */
export function time({ constant, owner, name, value }: Node): string | undefined {
  const key = constant ?? `${owner}.${name}`;
  const unit = Object.hasOwn(perSecond, key) ? perSecond[key] : undefined;
  if (unit === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) return undefined;
  if (unit === 1 && Number(value) === FOREVER) return 'forever';
  return `${Number(value) / unit} s`;
}
