import type { Configuration } from './configuration.ts';
import { pair } from './links.ts';

/** Addresses of both families, with everything that `ip address` can say about one. */
export const addresses: readonly Configuration[] = [
  {
    name: 'addr-ipv4',
    needs: [],
    setup: [
      'ip link set lo up',
      ...pair,
      'ip addr add 192.0.2.1/24 dev v0',
      'ip addr add 198.51.100.1/32 dev v0',
      'ip addr add 10.0.0.0/31 dev v1',
      'ip addr add 127.0.0.2/8 dev lo',
    ],
  },
  {
    name: 'addr-ipv4-secondary',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 192.0.2.1/24 dev v0',
      'ip addr add 192.0.2.2/24 dev v0',
      'ip addr add 192.0.2.3/24 dev v0',
      'ip addr add 192.0.2.4/25 dev v0',
    ],
  },
  {
    name: 'addr-ipv4-peer',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 10.0.0.1 peer 10.0.0.2 dev v0',
      'ip addr add 10.0.1.1 peer 10.0.1.0/24 dev v0',
      'ip addr add 10.0.2.1/24 anycast 10.0.2.255 dev v1',
    ],
  },
  {
    name: 'addr-ipv4-broadcast-and-label',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 192.0.2.1/24 broadcast + dev v0 label v0:one',
      'ip addr add 192.0.3.1/24 broadcast - dev v0 label v0:two',
      'ip addr add 192.0.4.1/24 broadcast 192.0.4.77 dev v0',
      'ip addr add 192.0.5.1/24 broadcast 255.255.255.255 dev v1',
    ],
  },
  {
    name: 'addr-ipv4-scope',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 10.1.0.1/24 scope host dev v0',
      'ip addr add 10.2.0.1/24 scope link dev v0',
      'ip addr add 10.3.0.1/24 scope site dev v0',
      'ip addr add 10.4.0.1/24 scope 77 dev v0',
      'ip addr add 169.254.7.1/16 scope link dev v1',
    ],
  },
  {
    name: 'addr-ipv4-lifetimes',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 192.0.2.1/24 valid_lft 86400 preferred_lft 43200 dev v0',
      'ip addr add 192.0.3.1/24 valid_lft forever preferred_lft 0 dev v0',
      'ip addr add 192.0.4.1/24 valid_lft 4294967294 preferred_lft forever dev v0 || true',
    ],
  },
  {
    name: 'addr-ipv4-flags-and-metric',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 192.0.2.1/24 noprefixroute dev v0',
      'ip addr add 192.0.3.1/24 metric 777 dev v0',
      'ip addr add 239.1.1.1/32 autojoin dev v1',
      'ip addr add 192.0.5.1/24 proto 5 dev v1 || true',
    ],
  },
  {
    name: 'addr-ipv6',
    needs: [],
    setup: [
      'ip link set lo up',
      ...pair,
      'ip addr add 2001:db8::1/64 dev v0 nodad',
      'ip addr add 2001:db8:1::1/128 dev v0 nodad',
      'ip addr add fd00::1 peer fd00::2/128 dev v0 nodad',
      'ip addr add ::ffff:192.0.2.1/128 dev v1 nodad',
      'ip addr add fec0::1/64 dev v1 nodad',
    ],
  },
  {
    name: 'addr-ipv6-lifetimes',
    needs: [],
    setup: [
      ...pair,
      'ip addr add 2001:db8::1/64 valid_lft 86400 preferred_lft 43200 dev v0 nodad',
      'ip addr add 2001:db8::2/64 valid_lft forever preferred_lft 0 dev v0 nodad',
      'ip addr add 2001:db8::3/64 valid_lft 3600 preferred_lft 0 dev v0 nodad',
    ],
  },
  {
    name: 'addr-ipv6-flags',
    needs: [],
    setup: [
      ...pair,
      'echo 2 > /proc/sys/net/ipv6/conf/v0/use_tempaddr',
      'ip addr add 2001:db8::1/64 mngtmpaddr valid_lft 86400 preferred_lft 43200 dev v0 nodad',
      'ip addr add 2001:db8:1::1/64 home dev v0 nodad',
      'ip addr add 2001:db8:2::1/64 noprefixroute dev v0 nodad',
      'ip addr add 2001:db8:3::1/64 metric 512 dev v0 nodad',
      'echo 1 > /proc/sys/net/ipv6/conf/v1/optimistic_dad',
    ],
  },
  {
    name: 'addr-ipv6-tentative',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name v1',
      'echo 1 > /proc/sys/net/ipv6/conf/v0/accept_dad',
      'ip addr add 2001:db8::1/64 dev v0',
    ],
  },
  {
    name: 'addr-ipv6-duplicate',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name eth0 netns NS-b',
      'echo 1 > /proc/sys/net/ipv6/conf/v0/accept_dad',
      'ip -n NS-b link set eth0 up',
      'ip -n NS-b addr add 2001:db8::1/64 dev eth0 nodad',
      'ip link set v0 up',
      'ip addr add 2001:db8::1/64 dev v0',
    ],
    settle:
      'ip addr show dev v0 | grep -q dadfailed && ! ip addr show dev v0 | grep "scope link" | grep -q tentative',
  },
  {
    name: 'addr-ipv6-anycast-and-multicast',
    needs: [],
    setup: [
      ...pair,
      'echo 1 > /proc/sys/net/ipv6/conf/all/forwarding',
      'ip addr add 2001:db8::1/64 dev v0 nodad',
      'ip maddr add 33:33:00:00:00:99 dev v0',
      'ip addr add ff05::1:3/128 autojoin dev v0 || true',
    ],
  },
];
