import {
  attributes,
  be16,
  be32,
  Codec,
  enumeration,
  flag,
  ipv4,
  ipv6,
  struct,
  u8,
  u32,
} from '../../../schema/index.ts';

/** `VXLAN_DF_*`: the outer IPv4 header's "don't fragment". */
export const VXLAN_DF = enumeration('VXLAN_DF', u8, { unset: 0, set: 1, inherit: 2 });

/** `VXLAN_LABEL_*`: where the outer IPv6 flow label comes from. */
export const VXLAN_LABEL = enumeration('VXLAN_LABEL', u32, { fixed: 0, inherit: 1 });

/**
 * What the kernel takes as a flag and sends as a byte, 0 or 1. `false` is written as the byte that the kernel sends,
 * which it refuses in a request: leave the attribute out there.
 */
const flagOrByte = new Codec<boolean>({
  is: 'flag or u8',
  max: 1,
  shape: { kind: 'custom', examples: [true, false] },
  read: (reader, at, end) => end === at || reader.u8(at) !== 0,
  write(writer, value) {
    if (value === false) writer.u8(0);
  },
});

/**
 * Virtual eXtensible LAN: `ip link add vxlan0 type vxlan id 42 dev eth0 remote 192.0.2.1 dstport 4789`. Ports and
 * flow label in network byte order; switches are 0 or 1. Source: linux/if_link.h, drivers/net/vxlan/vxlan_core.c.
 */
export const vxlan = attributes('IFLA_VXLAN', () => ({
  /** The VXLAN network identifier, 24 bits. */
  id: [1, u32],
  /** The remote, or a multicast group. */
  group: [2, ipv4],
  /** The interface it goes out by. */
  link: [3, u32],
  local: [4, ipv4],
  ttl: [5, u8],
  tos: [6, u8],
  learning: [7, u8],
  /** Seconds. */
  ageing: [8, u32],
  /** Most entries in the forwarding database, 0 for no limit. */
  limit: [9, u32],
  /** UDP source ports. */
  portRange: [10, struct('ifla_vxlan_port_range', { low: be16, high: be16 })],
  proxy: [11, u8],
  rsc: [12, u8],
  l2miss: [13, u8],
  l3miss: [14, u8],
  /** UDP destination port. */
  port: [15, be16],
  group6: [16, ipv6],
  local6: [17, ipv6],
  udpCsum: [18, u8],
  udpZeroCsum6Tx: [19, u8],
  udpZeroCsum6Rx: [20, u8],
  remcsumTx: [21, u8],
  remcsumRx: [22, u8],
  gbp: [23, flag],
  remcsumNopartial: [24, flag],
  collectMetadata: [25, u8],
  label: [26, be32],
  gpe: [27, flag],
  ttlInherit: [28, flagOrByte],
  df: [29, VXLAN_DF],
  vnifilter: [30, u8],
  localbypass: [31, u8],
  labelPolicy: [32, VXLAN_LABEL],
  /** Bits of the header that are not looked at on reception. */
  reservedBits: [33, struct('vxlanhdr', { vxFlags: be32, vxVni: be32 })],
  mcRoute: [34, u8],
}));
