/** Constants that the headers have and no table: pattern to reason. */
export const NOT_IN_TABLES: readonly (readonly [RegExp, string])[] = [
  [/^__/, 'marks an end'],
  [/_MAX$/, 'marks an end'],
  [/_(UNSPEC|UNUSED|NONE|INVALID)$/, 'zero, which is never sent'],
  [/^AF_(FILE|LOCAL|ROUTE)$/, 'another name for AF_UNIX and AF_NETLINK'],
  [/^AF_(SNA|DECnet)$/, 'gone from the kernel'],
  [/^FIB_RULE_DEV_DETACHED$/, 'another name for FIB_RULE_IIF_DETACHED'],
  [/^NLMSG_(HDRLEN|ALIGNTO)$/, 'no message types'],
  [/^RTAX_FEATURE_MASK$/, 'all features'],
  [/^RTM_BASE$/, 'marks a beginning'],
  [/^RTM_(NEW|DEL|GET)(QDISC|TCLASS|TFILTER|ACTION|CHAIN)$/, 'traffic control'],
  [/^RTM_(NEW|DEL|GET|SET)(DCB|MDB|VLAN|TUNNEL|NDUSEROPT|CACHEREPORT)$/, 'messages without a table so far'],
  [/^RTNLGRP_(DECnet_(IFADDR|ROUTE|RULE)|NOP[24])$/, 'groups to which nothing is sent'],
  [/^TUNNEL_ENCAP_FLAG_/, 'flags of IFLA_GRE_ENCAP_FLAGS and its like'],
  [/^TUNNEL_MSG_/, 'flags of RTM_NEWTUNNEL'],
  [/^TUNNEL_OPTIONS_PRESENT$/, 'all options'],
];

/** Headers whose every enum has to have a table. */
export const HEADERS = [
  'linux/rtnetlink.h',
  'linux/if_link.h',
  'linux/if_addr.h',
  'linux/if_addrlabel.h',
  'linux/neighbour.h',
  'linux/fib_rules.h',
  'linux/net_namespace.h',
  'linux/netconf.h',
  'linux/nexthop.h',
  'linux/lwtunnel.h',
  'linux/mpls_iptunnel.h',
  'linux/ila.h',
  'linux/ioam6_iptunnel.h',
  'linux/rpl_iptunnel.h',
  'linux/seg6_iptunnel.h',
  'linux/seg6_local.h',
  'linux/veth.h',
];

/** Enums of those headers that have no table: the pattern of their constants to the reason. */
export const NO_TABLE: readonly (readonly [RegExp, string])[] = [
  [/^TCA_/, 'traffic control'],
  [/^ILA_CMD_/, 'generic netlink'],
  [/^NDUSEROPT_/, 'a message without a table so far'],
];

/** Attributes that are in a table though no header has them: constant to reason. */
export const NOT_IN_HEADERS: Readonly<Record<string, string>> = {};

/** Constants that the headers declare in network byte order. */
export const BIG_ENDIAN: ReadonlySet<string> = new Set(['TUNNEL']);

/** Structs whose members cannot be asked for one by one: name to reason. */
export const ONLY_SIZE: Readonly<Record<string, string>> = {
  ioam6_trace_hdr: 'it has bit fields',
};
