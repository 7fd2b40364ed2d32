import { attributes, be32, type Codec, ipv4, ipv6, u32 } from '../../../schema/index.ts';

function table<T, I>(address: Codec<T, I>) {
  return attributes('IFLA_VTI', () => ({
    link: [1, u32],
    ikey: [2, be32],
    okey: [3, be32],
    local: [4, address],
    remote: [5, address],
    fwmark: [6, u32],
  }));
}

/**
 * Virtual tunnel interface for IPsec: `ip link add vti1 type vti remote 192.0.2.1 key 7`. Keys in network byte order.
 * Source: linux/if_tunnel.h, net/ipv4/ip_vti.c.
 */
export const vti = table(ipv4);

/** The same over IPv6: `ip link add vti1 type vti6 remote 2001:db8::1`. Source: net/ipv6/ip6_vti.c. */
export const vti6 = table(ipv6);
