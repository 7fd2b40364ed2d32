import { attributes, be16, be32, flag, flags, ipv4, ipv6, u8, u16, u32 } from '../../../schema/index.ts';
import { IP6_TNL_F, TUNNEL_ENCAP, TUNNEL_ENCAP_FLAG } from './encap.ts';

/** `SIT_*`: flags of a sit tunnel, in the host's byte order. Source: linux/if_tunnel.h, net/ipv6/sit.c. */
export const SIT = flags('SIT', u16, { isatap: 1 });

/** What all tunnels have that carry IP in IP. Ports and flow information in network byte order. */
const shared = {
  /** The interface it goes out by, 0 for any. */
  link: [1, u32],
  ttl: [4, u8],
  tos: [5, u8],
  encapLimit: [6, u8],
  /** Traffic class and flow label of the outer IPv6 header. */
  flowinfo: [7, be32],
  /** What is inside: `IPPROTO_IPIP` 4, `IPPROTO_IPV6` 41, 0 for either. */
  proto: [9, u8],
  pmtudisc: [10, u8],
  '6rdPrefix': [11, ipv6],
  '6rdRelayPrefix': [12, ipv4],
  '6rdPrefixlen': [13, u16],
  '6rdRelayPrefixlen': [14, u16],
  encapType: [15, TUNNEL_ENCAP],
  encapFlags: [16, TUNNEL_ENCAP_FLAG],
  encapSport: [17, be16],
  encapDport: [18, be16],
  collectMetadata: [19, flag],
  fwmark: [20, u32],
} as const;

/**
 * Over IPv4, kinds ipip and sit: `ip link add tun1 type ipip remote 192.0.2.1 local 192.0.2.2`.
 * Source: linux/if_tunnel.h, net/ipv4/ipip.c, net/ipv6/sit.c.
 */
export const iptun = attributes('IFLA_IPTUN', () => ({
  ...shared,
  local: [2, ipv4],
  remote: [3, ipv4],
  flags: [8, SIT],
}));

/**
 * Over IPv6: `ip link add tun1 type ip6tnl remote 2001:db8::1 mode any`. Unlike the others it has flags of 32 bits in
 * the host's byte order. Source: linux/if_tunnel.h, net/ipv6/ip6_tunnel.c.
 */
export const ip6tnl = attributes('IFLA_IPTUN', () => ({
  ...shared,
  local: [2, ipv6],
  remote: [3, ipv6],
  flags: [8, IP6_TNL_F],
}));
