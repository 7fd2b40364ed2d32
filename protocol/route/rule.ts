import {
  be32,
  be64,
  bytes,
  enumeration,
  flags,
  i32,
  ifname,
  message,
  pad,
  struct,
  u8,
  u16,
  u32,
} from '../schema/index.ts';
import { AF } from './families.ts';
import { optionalAddress } from './network-address.ts';
import { RT_TABLE, RT_TABLE_8, RTPROT } from './route/rtmsg.ts';

/** `FR_ACT_*`: what a rule does. */
export const FR_ACT = enumeration('FR_ACT', u8, {
  unspec: 0,
  toTbl: 1,
  goto: 2,
  nop: 3,
  res3: 4,
  res4: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
});

/** `FIB_RULE_*`. */
export const FIB_RULE = flags('FIB_RULE', u32, {
  permanent: 0x01,
  invert: 0x02,
  unresolved: 0x04,
  iifDetached: 0x08,
  oifDetached: 0x10,
  findSaddr: 0x10000,
});

const fibRuleHdr = struct('fib_rule_hdr', {
  family: AF,
  dstLen: u8,
  srcLen: u8,
  tos: u8,
  table: RT_TABLE_8,
  res: pad(2),
  action: FR_ACT,
  flags: FIB_RULE,
});

/** User ids, both included. */
const uidRange = struct('fib_rule_uid_range', { start: u32, end: u32 });

/** Ports in the host's byte order, both included. */
const portRange = struct('fib_rule_port_range', { start: u16, end: u16 });

/**
 * Routing policy rules: `ip rule`. Source: linux/fib_rules.h, ip-rule(8). The tunnel id and the flow label are in
 * network byte order, all else, ports included, in the host's.
 */
export const rule = message(
  'rule',
  { RTM_NEWRULE: 32, RTM_DELRULE: 33, RTM_GETRULE: 34 },
  'FRA',
  fibRuleHdr,
  () => ({
    dst: [1, optionalAddress],
    src: [2, optionalAddress],
    iifname: [3, ifname],
    /** The preference of the rule to go on with. */
    goto: [4, u32],
    /** Not used. */
    unused2: [5, bytes],
    /** The preference: the lower comes first. */
    priority: [6, u32],
    /** Not used. */
    unused3: [7, bytes],
    /** Not used. */
    unused4: [8, bytes],
    /** Not used. */
    unused5: [9, bytes],
    fwmark: [10, u32],
    /** Realms: the source's in the upper 16 bits. */
    flow: [11, u32],
    tunId: [12, be64],
    /** A group of interfaces, or -1 for none (a `u32` that the kernel keeps as an `int`). */
    suppressIfgroup: [13, i32],
    /** The longest prefix to pass over, or -1 for none (a `u32` that the kernel keeps as an `int`). */
    suppressPrefixlen: [14, i32],
    /** In place of the header's, which is too small. */
    table: [15, RT_TABLE],
    fwmask: [16, u32],
    oifname: [17, ifname],
    /** Before a 64-bit attribute, to align it. */
    pad: [18, bytes],
    /** 1: the table of the VRF that the interface belongs to. */
    l3mdev: [19, u8],
    uidRange: [20, uidRange],
    /** Who put it there. */
    protocol: [21, RTPROT],
    /** `IPPROTO_*`. */
    ipProto: [22, u8],
    sportRange: [23, portRange],
    dportRange: [24, portRange],
    dscp: [25, u8],
    flowlabel: [26, be32],
    flowlabelMask: [27, be32],
    sportMask: [28, u16],
    dportMask: [29, u16],
    dscpMask: [30, u8],
  }),
);
