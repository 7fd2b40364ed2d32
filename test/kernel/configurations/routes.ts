import type { Configuration } from './configuration.ts';
import { pair } from './links.ts';

/** Two cables with an address of each family. */
export const routed = [
  'ip link set lo up',
  ...pair,
  'ip link add v2 address 02:00:00:00:00:12 type veth peer name v3',
  'ip link set v2 up',
  'ip link set v3 up',
  'ip addr add 192.0.2.1/24 dev v0',
  'ip addr add 203.0.113.1/24 dev v2',
  'ip addr add 2001:db8::1/64 dev v0 nodad',
  'ip addr add 2001:db8:2::1/64 dev v2 nodad',
] as const;

const mpls = ['echo 1000 > /proc/sys/net/mpls/platform_labels', 'echo 1 > /proc/sys/net/mpls/conf/v0/input'];

/** Routes of every type, table, next hop and encapsulation. */
export const routes: readonly Configuration[] = [
  {
    name: 'route-ipv4',
    needs: [],
    setup: [
      ...routed,
      'ip route add default via 192.0.2.254',
      'ip route add default via 203.0.113.254 metric 500',
      'ip route add 10.1.0.0/16 via 192.0.2.2 src 192.0.2.1 proto static',
      'ip route add 10.2.0.0/16 dev v2 scope link proto 99',
      'ip route add 10.3.0.1 dev v0 scope host proto bird',
      'ip route add 10.4.0.0/16 via 198.51.100.7 dev v0 onlink',
      'ip route append 10.1.0.0/16 via 192.0.2.3',
    ],
  },
  {
    name: 'route-ipv4-types',
    needs: [],
    setup: [
      ...routed,
      'ip route add blackhole 10.1.0.0/16',
      'ip route add unreachable 10.2.0.0/16 metric 9',
      'ip route add prohibit 10.3.0.0/16 table 77',
      'ip route add throw 10.4.0.0/16 table 77',
      'ip route add local 10.5.0.1 dev v0 table local',
      'ip route add broadcast 10.5.0.255 dev v0 table local',
      'ip route add multicast 239.0.0.0/8 dev v0',
    ],
  },
  {
    name: 'route-ipv4-tables-and-tos',
    needs: [],
    setup: [
      ...routed,
      'ip route add default via 192.0.2.254 table 88',
      'ip route add default via 192.0.2.254 table 4294967295',
      'ip route add default via 192.0.2.254 table default',
      'ip route add 10.1.0.0/16 via 192.0.2.2 tos 0x10',
      'ip route add 10.1.0.0/16 via 192.0.2.3 tos 0x08 metric 3',
    ],
  },
  {
    name: 'route-ipv4-metrics',
    needs: [],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 via 192.0.2.2 mtu 1400 advmss 1360 window 65535 rtt 100ms rttvar 50ms',
      'ip route add 10.2.0.0/16 via 192.0.2.2 mtu lock 1300 hoplimit 33 ssthresh 5 cwnd lock 7 reordering 9',
      'ip route add 10.3.0.0/16 via 192.0.2.2 initcwnd 20 initrwnd 30 rto_min 40ms quickack 1 features ecn',
      'ip route add 10.4.0.0/16 via 192.0.2.2 congctl reno fastopen_no_cookie 1',
      'ip route add 10.5.0.0/16 via 192.0.2.2 congctl lock cubic',
    ],
  },
  {
    name: 'route-ipv4-realms',
    needs: ['route realms'],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 via 192.0.2.2 realms 5',
      'ip route add 10.2.0.0/16 via 192.0.2.2 realms 6/7',
    ],
  },
  {
    name: 'route-ipv4-multipath',
    needs: [],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 nexthop via 192.0.2.2 weight 1 nexthop via 203.0.113.2 weight 200',
      'ip route add 10.2.0.0/16 nexthop dev v0 nexthop dev v2 weight 3',
      'ip route add 10.3.0.0/16 nexthop via 198.51.100.1 dev v0 onlink nexthop via inet6 2001:db8:2::9 dev v2',
    ],
  },
  {
    name: 'route-ipv4-multipath-realms',
    needs: ['route realms'],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 nexthop via 192.0.2.2 realms 3 nexthop via 203.0.113.2 realms 4/5',
    ],
  },
  {
    name: 'route-ipv4-via-ipv6',
    needs: [],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 via inet6 fe80::1 dev v0',
      'ip route add 10.2.0.0/16 via inet6 2001:db8::9 dev v0 mtu 1400',
    ],
  },
  {
    name: 'route-linkdown',
    needs: [],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 via 192.0.2.2',
      'ip route add 10.2.0.0/16 nexthop via 192.0.2.2 nexthop via 203.0.113.2',
      'ip -6 route add 2001:db8:a::/48 via 2001:db8::9',
      'ip link set v1 down',
    ],
    settle: 'ip route | grep -q linkdown',
  },
  {
    name: 'route-nexthop-objects',
    needs: [],
    setup: [
      ...routed,
      'ip nexthop add id 1 via 192.0.2.2 dev v0',
      'ip nexthop add id 2 via 203.0.113.2 dev v2 protocol static',
      'ip nexthop add id 3 group 1,3/2,7',
      'ip nexthop add id 4 blackhole',
      'ip nexthop add id 6 via 2001:db8::9 dev v0 onlink',
      'ip nexthop add id 7 group 1/2 type resilient buckets 8 idle_timer 60',
      'ip route add 10.1.0.0/16 nhid 1',
      'ip route add 10.2.0.0/16 nhid 3',
      'ip route add 10.3.0.0/16 nhid 4',
      'ip route add 10.4.0.0/16 nhid 7',
      'ip route add 10.6.0.0/16 nhid 6',
      'ip -6 route add 2001:db8:a::/48 nhid 6',
    ],
  },
  {
    name: 'route-ipv6',
    needs: [],
    setup: [
      ...routed,
      'ip -6 route add default via 2001:db8::fffe',
      'ip -6 route add default via fe80::1 dev v2 metric 2048 pref high',
      'ip -6 route add 2001:db8:a::/48 via 2001:db8::9 src 2001:db8::1 proto static pref low',
      'ip -6 route add 2001:db8:b::/48 dev v0 proto ra mtu 1400 hoplimit 33',
      'ip -6 route add 2001:db8:c::/48 via 2001:db8::9 expires 86400',
      'ip -6 route add 2001:db8:d::/48 via 2001:db8:9::9 dev v0 onlink',
      'ip -6 route add 2001:db8:e::/48 dev v2 table 88',
    ],
  },
  {
    name: 'route-ipv6-types',
    needs: [],
    setup: [
      ...routed,
      'ip -6 route add blackhole 2001:db8:a::/48',
      'ip -6 route add unreachable 2001:db8:b::/48',
      'ip -6 route add prohibit 2001:db8:c::/48',
      'ip -6 route add throw 2001:db8:d::/48 table 77',
      'ip -6 route add local 2001:db8:e::1 dev lo table local',
      'ip -6 route add anycast 2001:db8:f::1 dev lo table local',
      'ip -6 route add multicast ff05::/16 dev v0 table local',
    ],
  },
  {
    name: 'route-ipv6-multipath',
    needs: [],
    setup: [
      ...routed,
      'ip -6 route add 2001:db8:a::/48 nexthop via 2001:db8::9 weight 4 nexthop via 2001:db8:2::9 weight 250',
      'ip -6 route add 2001:db8:b::/48 metric 7 mtu 1300 nexthop via fe80::8 dev v0 nexthop via fe80::9 dev v2 weight 2',
      'ip -6 route append 2001:db8:b::/48 via fe80::5 dev v2 metric 7',
    ],
  },
  {
    name: 'route-ipv6-source',
    needs: ['ipv6 subtrees'],
    setup: [
      ...routed,
      'ip -6 route add 2001:db8:a::/48 from 2001:db8:2::/64 via 2001:db8::9',
      'ip -6 route add default from 2001:db8::/64 via 2001:db8::fffe',
    ],
  },
  {
    name: 'route-encap-ip',
    needs: ['encap ip', 'vxlan'],
    setup: [
      ...routed,
      'ip link add vx0 type vxlan external dstport 4789',
      'ip link set vx0 up',
      'ip route add 10.1.0.0/16 encap ip id 100 dst 192.0.2.9 src 192.0.2.1 ttl 5 tos 4 key csum dev vx0',
      'ip route add 10.5.0.0/16 encap ip6 id 100 dst 2001:db8::9 src 2001:db8::1 hoplimit 5 tc 4 seq dev vx0',
      'ip -6 route add 2001:db8:a::/48 encap ip6 id 7 dst 2001:db8::9 dev vx0',
    ],
  },
  {
    name: 'route-encap-seg6',
    needs: ['encap seg6'],
    setup: [
      ...routed,
      'ip -6 route add 2001:db8:a::/48 encap seg6 mode encap segs fc00::1,fc00::2,fc00::3 dev v0',
      'ip -6 route add 2001:db8:b::/48 encap seg6 mode inline segs fc00::1 dev v0',
      'ip -6 route add 2001:db8:c::/48 encap seg6 mode l2encap segs fc00::1 dev v0',
      'ip route add 10.1.0.0/16 encap seg6 mode encap segs fc00::1,fc00::2 dev v0',
    ],
  },
  {
    name: 'route-encap-seg6local',
    needs: ['encap seg6'],
    setup: [
      ...routed,
      'ip -6 route add fc00::1/128 encap seg6local action End dev v0',
      'ip -6 route add fc00::2/128 encap seg6local action End.X nh6 fe80::1 count dev v0',
      'ip -6 route add fc00::3/128 encap seg6local action End.DX4 nh4 192.0.2.9 dev v0',
      'ip -6 route add fc00::4/128 encap seg6local action End.T table 254 dev v0',
      'ip -6 route add fc00::5/128 encap seg6local action End.B6.Encaps srh segs fc00::8,fc00::9 dev v0',
      'ip -6 route add fc00::6/128 encap seg6local action End.DX2 oif v2 dev v0',
    ],
  },
  {
    name: 'route-encap-mpls',
    needs: ['encap mpls'],
    setup: [
      ...routed,
      'ip route add 10.1.0.0/16 encap mpls 100 via 192.0.2.2',
      'ip route add 10.2.0.0/16 encap mpls 100/200/300 ttl 17 via 192.0.2.2',
      'ip route add 10.3.0.0/16 nexthop encap mpls 100 via 192.0.2.2 nexthop encap mpls 200/201 via 203.0.113.2 weight 2',
      'ip -6 route add 2001:db8:a::/48 encap mpls 300 via 2001:db8::9',
      'ip -6 route add 2001:db8:b::/48 nexthop encap mpls 1 via 2001:db8::9 nexthop via 2001:db8:2::9',
    ],
  },
  {
    name: 'route-encap-others',
    needs: ['encap rpl', 'encap ioam6', 'encap xfrm'],
    setup: [
      ...routed,
      'ip -6 route add 2001:db8:a::/48 encap rpl segs fc00::1,fc00::2 dev v0',
      'ip -6 route add 2001:db8:b::/48 encap ioam6 trace prealloc type 0x800000 ns 1 size 12 dev v0',
      'ip route add 10.1.0.0/16 encap xfrm if_id 7 dev lo',
    ],
  },
  {
    name: 'route-mpls',
    needs: ['mpls'],
    setup: [
      ...routed,
      ...mpls,
      'ip -f mpls route add 100 via inet 192.0.2.2 dev v0',
      'ip -f mpls route add 101 as 200/300 via inet 192.0.2.2',
      'ip -f mpls route add 102 as to 201 via inet6 2001:db8::9 dev v0 ttl-propagate disabled',
      'ip -f mpls route add 103 dev lo',
      'ip -f mpls route add 104 nexthop as 400 via inet 192.0.2.2 dev v0 nexthop as 401/402 via inet6 2001:db8:2::9 dev v2',
      'ip -f mpls route add 105 via link 02:00:00:00:00:99 dev v0 proto static',
    ],
  },
];
