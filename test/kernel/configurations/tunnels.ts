import type { Configuration } from './configuration.ts';
import { pair } from './links.ts';

const underlay = [...pair, 'ip addr add 192.0.2.1/24 dev v0', 'ip addr add 2001:db8::1/64 dev v0 nodad'];

/** VXLAN in its variants, and the tunnels whose kind data stays raw. */
export const tunnels: readonly Configuration[] = [
  {
    name: 'vxlan-plain',
    needs: ['vxlan'],
    setup: ['ip link add vx0 type vxlan id 42 dstport 4789', 'ip link set vx0 up'],
  },
  {
    name: 'vxlan-unicast',
    needs: ['vxlan'],
    setup: [
      ...underlay,
      'ip link add vx0 type vxlan id 16777215 remote 192.0.2.2 local 192.0.2.1 dev v0 dstport 4789 srcport 32768 61000 ' +
        'ttl 64 tos 0x10 df set ageing 120 maxaddress 500 proxy rsc l2miss l3miss noudpcsum',
      'ip link set vx0 up',
    ],
  },
  {
    name: 'vxlan-multicast',
    needs: ['vxlan'],
    setup: [
      ...underlay,
      'ip link add vx0 type vxlan id 7 group 239.1.1.1 dev v0 dstport 8472 ttl 5 nolearning',
      'ip link set vx0 up',
    ],
  },
  {
    name: 'vxlan-ipv6',
    needs: ['vxlan'],
    setup: [
      ...underlay,
      'ip link add vx0 type vxlan id 8 remote 2001:db8::2 local 2001:db8::1 dstport 4789 flowlabel 0xabcde ' +
        'udp6zerocsumtx udp6zerocsumrx ttl auto tos inherit',
      'ip link add vx1 type vxlan id 9 group ff05::1 dev v0 dstport 4790',
    ],
  },
  {
    name: 'vxlan-external',
    needs: ['vxlan'],
    setup: [
      'ip link add vx0 type vxlan external dstport 4789 gpe',
      'ip link add vx1 type vxlan external vnifilter dstport 4790',
      'ip link set vx0 up',
    ],
  },
  {
    name: 'vxlan-gbp-and-checksums',
    needs: ['vxlan'],
    setup: [
      'ip link add vx0 type vxlan id 5 dstport 4789 gbp remcsumtx remcsumrx udpcsum ttl inherit df inherit',
    ],
  },
  {
    name: 'vxlan-fdb',
    needs: ['vxlan'],
    setup: [
      ...underlay,
      'ip link add vx0 type vxlan id 42 dev v0 dstport 4789 nolearning',
      'ip link set vx0 up',
      'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.7',
      'bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.8 port 8472 vni 43',
      'bridge fdb add 02:11:22:33:44:01 dev vx0 dst 192.0.2.9 via v0',
      'ip nexthop add id 12 via 192.0.2.9 fdb',
      'ip nexthop add id 13 group 12 fdb',
      'bridge fdb add 02:11:22:33:44:02 dev vx0 nhid 13',
      'ip link set vx0 protodown on',
      'ip link set vx0 protodown_reason 3 on',
    ],
  },
  {
    name: 'vxlan-external-fdb',
    needs: ['vxlan'],
    setup: [
      'ip link add vx0 type vxlan external dstport 4789',
      'bridge fdb add 02:11:22:33:44:01 dev vx0 dst 192.0.2.9 src_vni 1000 vni 2000',
      'bridge fdb add 02:11:22:33:44:02 dev vx0 dst 192.0.2.10 src_vni 1001',
    ],
  },
  {
    name: 'gre',
    needs: ['gre'],
    setup: [
      ...underlay,
      'ip link add gre1 type gre remote 192.0.2.2 local 192.0.2.1 ttl 64 key 7 csum seq dev v0',
      'ip link add gt1 type gretap remote 192.0.2.2 local 192.0.2.1 ikey 1 okey 2',
      'ip link set gre1 up',
    ],
  },
  {
    name: 'ip6gre',
    needs: ['ip6gre'],
    setup: [
      ...underlay,
      'ip link add g6 type ip6gre remote 2001:db8::2 local 2001:db8::1 key 9',
      'ip link set g6 up',
    ],
  },
  {
    name: 'ipip-and-sit',
    needs: ['ipip', 'sit', 'ip6tnl'],
    setup: [
      ...underlay,
      'ip link add t4 type ipip remote 192.0.2.2 local 192.0.2.1 dev v0',
      'ip link add t6 type sit remote 192.0.2.2 local 192.0.2.1 ttl 64',
      'ip link add t66 type ip6tnl remote 2001:db8::2 local 2001:db8::1 mode any',
      'ip link set t4 up',
    ],
  },
  {
    name: 'geneve',
    needs: ['geneve'],
    setup: [
      'ip link add gv0 type geneve id 100 remote 192.0.2.2 dstport 6081',
      'ip link add gv1 type geneve external dstport 6082',
    ],
  },
];
