import { AF, RT_SCOPE, RT_TABLE, RTN, RTPROT } from '../../../protocol/route/index.ts';
import { IF_OPER } from '../../../protocol/route/link/operstate.ts';
import { ARPHRD } from '../../../protocol/route/types.ts';

type Plain = Readonly<Record<string, unknown>>;
type Read = (header: Plain, message: Plain) => unknown;

const number = (names: { readonly values: Readonly<Record<string, number>> }, value: unknown) =>
  typeof value === 'string' ? names.values[value] : value;
/** tshark has one set of fields for both sizes of counters: whichever the kernel sends first. */
const counters = (message: Plain) => (message['stats64'] ?? message['stats']) as Plain | undefined;

/**
 * tshark's fields, by the message that has them, and where our decoding has the same: the header, then attributes.
 * A field of an attribute is absent when the attribute is.
 */
export const fields = {
  link: {
    'netlink-route.ifi_family': ({ family }) => number(AF, family),
    'netlink-route.ifi_type': ({ type }) => number(ARPHRD, type),
    'netlink-route.ifi_index': ({ index }) => index,
    'netlink-route.ifi_flags': ({ flags }) => flags,
    'netlink-route.ifi_change': ({ change }) => change,
    'netlink-route.ifla_ifname': (_, { ifname }) => ifname,
    'netlink-route.ifla_mtu': (_, { mtu }) => mtu,
    'netlink-route.ifla_txqlen': (_, { txqlen }) => txqlen,
    'netlink-route.ifla_operstate': (_, { operstate }) => number(IF_OPER, operstate),
    'netlink-route.ifla_promiscuity': (_, { promiscuity }) => promiscuity,
    'netlink-route.ifla_txqnum': (_, { numTxQueues }) => numTxQueues,
    'netlink-route.ifla_rxqnum': (_, { numRxQueues }) => numRxQueues,
    'netlink-route.ifla_group': (_, { group }) => group,
    'netlink-route.ifla_gso_maxsize': (_, { gsoMaxSize }) => gsoMaxSize,
    'netlink-route.ifla_gso_maxsegs': (_, { gsoMaxSegs }) => gsoMaxSegs,
    'netlink-route.ifla_qdisc': (_, { qdisc }) => qdisc,
    'netlink-route.ifla_carrier_changes': (_, { carrierChanges }) => carrierChanges,
    'netlink-route.ifla_carrier_up_count': (_, { carrierUpCount }) => carrierUpCount,
    'netlink-route.ifla_carrier_down_count': (_, { carrierDownCount }) => carrierDownCount,
    'netlink-route.ifla_min_mtu': (_, { minMtu }) => minMtu,
    'netlink-route.ifla_max_mtu': (_, { maxMtu }) => maxMtu,
    'netlink-route.ifla_hwaddr': (_, { address }) => address,
    'netlink-route.ifla_broadcast': (_, { broadcast }) => broadcast,
    'netlink-route.ifla_linkstats.rxpackets': (_, message) => counters(message)?.['rxPackets'],
    'netlink-route.ifla_linkstats.txpackets': (_, message) => counters(message)?.['txPackets'],
    'netlink-route.ifla_linkstats.rxbytes': (_, message) => counters(message)?.['rxBytes'],
    'netlink-route.ifla_linkstats.txbytes': (_, message) => counters(message)?.['txBytes'],
    'netlink-route.ifla_linkstats.rxdropped': (_, message) => counters(message)?.['rxDropped'],
    'netlink-route.ifla_linkstats.txdropped': (_, message) => counters(message)?.['txDropped'],
    'netlink-route.ifla_linkstats.multicast': (_, message) => counters(message)?.['multicast'],
  },
  address: {
    'netlink-route.ifa_family': ({ family }) => number(AF, family),
    'netlink-route.ifa_prefixlen': ({ prefixlen }) => prefixlen,
    'netlink-route.ifa_flags': ({ flags }) => flags,
    'netlink-route.ifa_scope': ({ scope }) => number(RT_SCOPE, scope),
    'netlink-route.ifa_index': ({ index }) => index,
    'netlink-route.ifa_label': (_, { label }) => label,
    'netlink-route.ifa_flags32': (_, { flags }) => flags,
  },
  route: {
    'netlink-route.rt_family': ({ family }) => number(AF, family),
    'netlink-route.rt_dst_len': ({ dstLen }) => dstLen,
    'netlink-route.rt_src_len': ({ srcLen }) => srcLen,
    'netlink-route.rt_tos': ({ tos }) => tos,
    'netlink-route.rt_table': ({ table }) => number(RT_TABLE, table),
    'netlink-route.rt_protocol': ({ protocol }) => number(RTPROT, protocol),
    'netlink-route.rt_scope': ({ scope }) => number(RT_SCOPE, scope),
    'netlink-route.rt_type': ({ type }) => number(RTN, type),
    'netlink-route.rt_flags': ({ flags }) => flags,
    'netlink-route.rta_oif': (_, { oif }) => oif,
  },
  neighbour: {
    'netlink-route.nd_family': ({ family }) => number(AF, family),
    'netlink-route.nd_index': ({ ifindex }) => ifindex,
    'netlink-route.nd_state': ({ state }) => state,
    'netlink-route.nd_flags': ({ flags }) => flags,
    'netlink-route.nd_type': ({ type }) => number(RTN, type),
  },
} satisfies Readonly<Record<string, Readonly<Record<string, Read>>>>;
