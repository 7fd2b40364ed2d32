/** Constants that the headers have and no table: pattern to reason. */
export const NOT_IN_TABLES: readonly (readonly [RegExp, string])[] = [
  [/^__/, 'marks an end'],
  [/_MAX$/, 'marks an end'],
  [/_(UNSPEC|UNUSED|NONE|INVALID)$/, 'zero, which is never sent'],
  [/^AF_(FILE|LOCAL|ROUTE)$/, 'another name for AF_UNIX and AF_NETLINK'],
  [/^AF_(SNA|DECnet)$/, 'gone from the kernel'],
  [/^ARPHRD_HDLC$/, 'another name for ARPHRD_CISCO'],
  [/^BRIDGE_MODE_HAIRPIN$/, 'IFLA_BRPORT_MODE is a switch, 0 or 1'],
  [/^BR_MCAST_DIR_SIZE$/, 'marks an end'],
  [/^DEVLINK_ATTR_/, 'generic netlink; a link names its port by a few of them'],
  [/^DPLL_A_PIN_/, 'generic netlink; a link names its pin by one of them'],
  [/^ETH_P_802_3_MIN$/, 'where protocols begin'],
  [/^FIB_RULE_DEV_DETACHED$/, 'another name for FIB_RULE_IIF_DETACHED'],
  [/^GRE_(FLAGS|PPTP_KEY_MASK|PROTO_PPP|REC|VERSION|VERSION_[01])$/, 'other fields of the GRE header'],
  [
    /^IFF_(NAPI(_FRAGS)?|TUN_EXCL|(AT|DE)TACH_QUEUE|VNET_HDR|PERSIST|NO_PI|NO_CARRIER|MULTI_QUEUE|NOFILTER|ONE_QUEUE)$/,
    'flags of the tun device, for ioctl(2)',
  ],
  [/^IFF_VOLATILE$/, 'several flags together'],
  [/^IFLA_DSA_MASTER$/, 'another name for IFLA_DSA_CONDUIT'],
  [/^IFLA_IF_NETNSID$/, 'another name for IFLA_TARGET_NETNSID'],
  [/^NETKIT_NEXT$/, 'what a program may say, no policy'],
  [/^NLMSG_(HDRLEN|ALIGNTO)$/, 'no message types'],
  [/^RTAX_FEATURE_MASK$/, 'all features'],
  [/^RTM_BASE$/, 'marks a beginning'],
  [/^RTM_(NEW|DEL|GET)(QDISC|TCLASS|TFILTER|ACTION|CHAIN)$/, 'traffic control'],
  [/^RTM_(GET|SET)DCB$/, 'data center bridging'],
  [/^RTM_(NEW|DEL|GET)MDB$/, 'multicast databases of bridges: no table so far'],
  [/^RTM_NEWNDUSEROPT$/, 'options of router announcements: no table so far'],
  [/^RTM_NEWCACHEREPORT$/, 'reports of multicast routing: no table so far'],
  [/^RTNLGRP_(DECnet_(IFADDR|ROUTE|RULE)|NOP[24])$/, 'groups to which nothing is sent'],
  [/^TUNNEL_MSG_VALID_USER_FLAGS$/, 'all flags'],
  [/^TUNNEL_OPTIONS_PRESENT$/, 'all options'],
  [/^XDP_FLAGS_(MASK|MODES)$/, 'several flags together'],
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
  'linux/if_bridge.h',
  'linux/if_bonding.h',
  'linux/if_tunnel.h',
  'linux/mpls.h',
  'linux/netlink.h',
];

/** Enums of those headers that have no table: the pattern of their constants to the reason. */
export const NO_TABLE: readonly (readonly [RegExp, string])[] = [
  [/^TCA_/, 'traffic control'],
  [/^(MDBA|MDBE)_/, 'multicast databases of bridges: no table so far'],
  [/^IP_TUNNEL_\w+_BIT$/, 'the numbers of TUNNEL_* bits'],
  [/^NL_MMAP_STATUS_/, 'gone from the kernel'],
  [/^NETLINK_(UN)?CONNECTED$/, 'states of a socket'],
  [/^ILA_CMD_/, 'generic netlink'],
  [/^NDUSEROPT_/, 'options of router announcements: no table so far'],
];

/** Attributes that are in a table though no header has them: constant to reason. */
export const NOT_IN_HEADERS: Readonly<Record<string, string>> = {
  ...not('in include/net/if_inet6.h', 'IF_RA_OTHERCONF IF_RA_MANAGED IF_RA_RCVD IF_RS_SENT IF_READY'),
  ...not('in include/net/bonding.h', 'BOND_ARP_TARGETS_ANY BOND_ARP_TARGETS_ALL'),
  ...not(
    'in include/net/bonding.h',
    'BOND_ARP_VALIDATE_NONE BOND_ARP_VALIDATE_ACTIVE BOND_ARP_VALIDATE_BACKUP BOND_ARP_VALIDATE_ALL',
  ),
  ...not(
    'in include/net/bonding.h',
    'BOND_PRI_RESELECT_ALWAYS BOND_PRI_RESELECT_BETTER BOND_PRI_RESELECT_FAILURE',
  ),
  ...not('in include/net/bonding.h', 'BOND_FOM_NONE BOND_FOM_ACTIVE BOND_FOM_FOLLOW'),
  ...not('in include/net/bond_3ad.h', 'AD_LACP_SLOW AD_LACP_FAST'),
  ...not('in include/net/bond_3ad.h', 'BOND_AD_STABLE BOND_AD_BANDWIDTH BOND_AD_COUNT BOND_AD_PRIO'),
};

function not(reason: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, reason]));
}

/** Constants that the headers declare in network byte order. */
export const BIG_ENDIAN: ReadonlySet<string> = new Set(['GRE', 'TUNNEL']);

/** Structs that are in a table though no header has them: name to reason. */
export const NO_STRUCT: Readonly<Record<string, string>> = { vxlanhdr: 'in include/net/vxlan.h' };

/** Structs whose members cannot be asked for one by one: name to reason. */
export const ONLY_SIZE: Readonly<Record<string, string>> = {
  ioam6_trace_hdr: 'it has bit fields',
};
