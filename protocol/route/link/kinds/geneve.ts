import {
  attributes,
  be16,
  be32,
  enumeration,
  flag,
  ipv4,
  ipv6,
  struct,
  u8,
  u32,
} from '../../../schema/index.ts';

/** `GENEVE_DF_*`: the outer IPv4 header's "don't fragment". */
export const GENEVE_DF = enumeration('GENEVE_DF', u8, { unset: 0, set: 1, inherit: 2 });

/**
 * Generic network virtualization encapsulation: `ip link add gnv0 type geneve id 100 remote 192.0.2.1`. Ports and flow
 * label in network byte order. Source: linux/if_link.h, drivers/net/geneve.c.
 */
export const geneve = attributes('IFLA_GENEVE', () => ({
  /** The virtual network identifier, 24 bits. */
  id: [1, u32],
  remote: [2, ipv4],
  ttl: [3, u8],
  tos: [4, u8],
  /** UDP destination port. */
  port: [5, be16],
  collectMetadata: [6, flag],
  remote6: [7, ipv6],
  udpCsum: [8, u8],
  udpZeroCsum6Tx: [9, u8],
  udpZeroCsum6Rx: [10, u8],
  label: [11, be32],
  ttlInherit: [12, u8],
  df: [13, GENEVE_DF],
  innerProtoInherit: [14, flag],
  /** UDP source ports. */
  portRange: [15, struct('ifla_geneve_port_range', { low: be16, high: be16 })],
  groHint: [16, flag],
  local: [17, ipv4],
  local6: [18, ipv6],
}));
