import {
  attributes,
  be16,
  be32,
  type Codec,
  flag,
  flags,
  ipv4,
  ipv6,
  u8,
  u16,
  u32,
} from '../../../schema/index.ts';
import { IP6_TNL_F, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG } from './encap.ts';

/** `GRE_*`: which fields the GRE header has. The kernel's constants are in network byte order, these are not. */
export const GRE = flags('GRE', be16, {
  csum: 0x8000,
  routing: 0x4000,
  key: 0x2000,
  seq: 0x1000,
  strict: 0x0800,
  ack: 0x0080,
});

function table<T, I>(address: Codec<T, I>) {
  return attributes('IFLA_GRE', () => ({
    /** The interface it goes out by, 0 for any. */
    link: [1, u32],
    /** Of what is received. */
    iflags: [2, GRE],
    /** Of what is sent. */
    oflags: [3, GRE],
    ikey: [4, be32],
    okey: [5, be32],
    local: [6, address],
    remote: [7, address],
    ttl: [8, u8],
    tos: [9, u8],
    pmtudisc: [10, u8],
    encapLimit: [11, u8],
    /** Traffic class and flow label of the outer IPv6 header. */
    flowinfo: [12, be32],
    flags: [13, IP6_TNL_F],
    encapType: [14, TUNNEL_ENCAP],
    encapFlags: [15, TUNNEL_ENCAP_FLAG],
    encapSport: [16, be16],
    encapDport: [17, be16],
    collectMetadata: [18, flag],
    ignoreDf: [19, u8],
    fwmark: [20, u32],
    erspanIndex: [21, u32],
    erspanVer: [22, u8],
    erspanDir: [23, u8],
    erspanHwid: [24, u16],
  }));
}

/**
 * Generic routing encapsulation over IPv4, kinds gre, gretap and erspan:
 * `ip link add gre1 type gre remote 192.0.2.1 local 192.0.2.2 key 7`. Keys, ports and flow information in network byte
 * order. Source: linux/if_tunnel.h, net/ipv4/ip_gre.c.
 */
export const gre = table(ipv4);

/**
 * The same over IPv6, kinds ip6gre, ip6gretap and ip6erspan: `ip link add gre1 type ip6gre remote 2001:db8::1`.
 * Source: net/ipv6/ip6_gre.c.
 */
export const ip6gre = table(ipv6);
