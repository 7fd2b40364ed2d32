import { enumeration, flags, struct, u8, u32 } from '../../schema/index.ts';
import { AF } from '../families.ts';

/** `RTN_*`: what a route does with a packet. */
export const RTN = enumeration('RTN', u8, {
  unspec: 0,
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11,
});

/** `RTPROT_*`: who put it there. From 4 on the kernel passes the number through. */
export const RTPROT = enumeration('RTPROT', u8, {
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  mrouted: 17,
  keepalived: 18,
  babel: 42,
  ovn: 84,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
});

/** `RT_SCOPE_*`: the distance to the destination. */
export const RT_SCOPE = enumeration('RT_SCOPE', u8, {
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
});

const tables = { unspec: 0, compat: 252, default: 253, main: 254, local: 255 };

/** `RT_TABLE_*`: the reserved routing tables; all other numbers are free. */
export const RT_TABLE = enumeration('RT_TABLE', u32, tables);

/** A table in a header's one byte: `compat` when it needs more and the `table` attribute has it. */
export const RT_TABLE_8 = enumeration('RT_TABLE', u8, tables);

const nextHopFlags = {
  dead: 1,
  pervasive: 2,
  onlink: 4,
  offload: 8,
  linkdown: 16,
  unresolved: 32,
  trap: 64,
};

/** `RTNH_F_*` in a `struct rtnexthop`. */
export const RTNH_F = flags('RTNH_F', u8, nextHopFlags);

/** `RTNH_F_*` in a `struct nhmsg`. */
export const RTNH_F_32 = flags('RTNH_F', u32, nextHopFlags);

/** `RTM_F_*`, and `RTNH_F_*` (0x7f) of a route with one next hop. */
export const RTM_F = flags(
  'RTM_F',
  u32,
  {
    ...nextHopFlags,
    notify: 0x100,
    cloned: 0x200,
    equalize: 0x400,
    prefix: 0x800,
    lookupTable: 0x1000,
    fibMatch: 0x2000,
    /** The route, not its next hop, is offloaded. */
    rtOffload: 0x4000,
    /** The route, not its next hop, traps packets. */
    rtTrap: 0x8000,
    offloadFailed: 0x20000000,
  },
  {
    dead: 'RTNH_F_DEAD',
    pervasive: 'RTNH_F_PERVASIVE',
    onlink: 'RTNH_F_ONLINK',
    offload: 'RTNH_F_OFFLOAD',
    linkdown: 'RTNH_F_LINKDOWN',
    unresolved: 'RTNH_F_UNRESOLVED',
    trap: 'RTNH_F_TRAP',
    rtOffload: 'RTM_F_OFFLOAD',
    rtTrap: 'RTM_F_TRAP',
  },
);

/** `struct rtmsg`, the header of routes. Source: linux/rtnetlink.h, rtnetlink(7). */
export const rtmsg = struct('rtmsg', {
  family: AF,
  /** Bits of the destination prefix; under AF_MPLS 20. */
  dstLen: u8,
  srcLen: u8,
  tos: u8,
  table: RT_TABLE_8,
  protocol: RTPROT,
  scope: RT_SCOPE,
  type: RTN,
  flags: RTM_F,
});
