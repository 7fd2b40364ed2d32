import {
  byFamily,
  bytes,
  headed,
  i32,
  ipv4,
  ipv6,
  records,
  struct,
  u8,
  u16,
  u32,
} from '../../schema/index.ts';
import { AF, RTNL_FAMILY } from '../families.ts';
import { encap, LWTUNNEL_ENCAP } from './encap/index.ts';
import { labels } from './labels.ts';
import { RTNH_F } from './rtmsg.ts';
import { via } from './via.ts';

/** An address of the route's family; under AF_MPLS labels. */
export const destination = byFamily(
  {
    [AF.values.inet]: ipv4,
    [AF.values.inet6]: ipv6,
    [AF.values.mpls]: labels,
    [RTNL_FAMILY.ipmr]: ipv4,
    [RTNL_FAMILY.ip6mr]: ipv6,
  },
  bytes,
);

const rtnexthop = struct('rtnexthop', {
  /** Computed when written. */
  len: u16,
  flags: RTNH_F,
  /** The weight less one; of a multicast route the ttl threshold. */
  hops: u8,
  ifindex: i32,
});

/** `RTA_MULTIPATH`: next hops, each with attributes of its own. Source: linux/rtnetlink.h. */
export const nexthops = records(
  headed('RTA', rtnexthop, () => ({
    gateway: [5, destination],
    /** Realms: the source's in the upper 16 bits. */
    flow: [11, u32],
    via: [18, via],
    /** AF_MPLS: the labels that take the place of the incoming one. */
    newdst: [19, labels],
    encapType: [21, LWTUNNEL_ENCAP],
    encap: [22, encap],
  })),
);
