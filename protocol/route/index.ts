import { control } from '../control/index.ts';
import { Protocol } from '../schema/index.ts';
import { address, addrlabel, anycast, multicast } from './address.ts';
import { link, linkprop, linkStats, linkStatsRequest, tunnel, vlandb, vlandbRequest } from './link/index.ts';
import { neighbour } from './neighbour.ts';
import { neightbl } from './neightbl.ts';
import { netconf } from './netconf.ts';
import { nsid } from './netns.ts';
import { nexthop } from './nexthop.ts';
import { prefix } from './prefix.ts';
import { route } from './route/route.ts';
import { rule } from './rule.ts';

export * from './address.ts';
export * from './families.ts';
export * from './groups.ts';
export * from './link/index.ts';
export * from './neighbour.ts';
export * from './neightbl.ts';
export * from './netconf.ts';
export * from './netns.ts';
export * from './nexthop.ts';
export * from './prefix.ts';
export { ILA_ATYPE, ILA_CSUM, ILA_HOOK } from './route/encap/ila.ts';
export { LWTUNNEL_ENCAP } from './route/encap/index.ts';
export { IOAM6_IPTUNNEL_MODE } from './route/encap/ioam6.ts';
export { TUNNEL } from './route/encap/ip.ts';
export { SEG6_IPTUN_MODE } from './route/encap/seg6.ts';
export { SEG6_LOCAL_ACTION, SEG6_LOCAL_FLV_OP } from './route/encap/seg6local.ts';
export * from './route/metrics.ts';
export * from './route/route.ts';
export * from './route/rtmsg.ts';
export * from './rule.ts';
export * from './types.ts';

/** The kinds of message that `rtnetlink` knows. */
export type RtnetlinkMessage =
  | typeof link
  | typeof linkprop
  | typeof linkStats
  | typeof linkStatsRequest
  | typeof tunnel
  | typeof vlandb
  | typeof vlandbRequest
  | typeof address
  | typeof multicast
  | typeof anycast
  | typeof addrlabel
  | typeof prefix
  | typeof route
  | typeof nexthop
  | typeof neighbour
  | typeof neightbl
  | typeof rule
  | typeof nsid
  | typeof netconf;

/** `NETLINK_ROUTE`: links, addresses, routes and their kin. Source: rtnetlink(7). */
export const rtnetlink: Protocol<RtnetlinkMessage, (typeof control)[number]> = new Protocol<
  RtnetlinkMessage,
  (typeof control)[number]
>(
  'rtnetlink',
  [
    link,
    linkprop,
    linkStats,
    linkStatsRequest,
    tunnel,
    vlandb,
    vlandbRequest,
    address,
    multicast,
    anycast,
    addrlabel,
    prefix,
    route,
    nexthop,
    neighbour,
    neightbl,
    rule,
    nsid,
    netconf,
  ],
  control,
);
