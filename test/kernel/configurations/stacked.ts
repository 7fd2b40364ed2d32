import type { Configuration } from './configuration.ts';
import { pair } from './links.ts';

/** Links that sit on, or gather, other links: vlan, macvlan, macvtap, ipvlan, vrf, bond. */
export const stacked: readonly Configuration[] = [
  {
    name: 'vlan',
    needs: ['vlan'],
    setup: [
      ...pair,
      'ip link add link v0 name v0.101 type vlan id 101',
      'ip link add link v0 name v0.4094 type vlan id 4094 protocol 802.1ad',
      'ip link add link v0.4094 name inner type vlan id 0',
      'ip link set v0.101 up',
      'ip link set v0.4094 up',
    ],
  },
  {
    name: 'vlan-flags-and-qos',
    needs: ['vlan'],
    setup: [
      ...pair,
      'ip link add link v0 name v0.7 type vlan id 7 reorder_hdr off gvrp on mvrp on loose_binding on ' +
        'ingress-qos-map 1:2 3:4 5:6 egress-qos-map 2:1 100:7',
      'ip link add br0 type bridge vlan_filtering 1',
      'ip link add link br0 name br0.10 type vlan id 10 bridge_binding on',
    ],
  },
  {
    name: 'vlan-lower-in-another-namespace',
    needs: ['vlan'],
    setup: [...pair, 'ip link add link v0 name v0.5 type vlan id 5', 'ip link set v0.5 netns NS-b'],
  },
  {
    name: 'macvlan-modes',
    needs: ['macvlan'],
    setup: [
      ...pair,
      'ip link add link v0 name m0 type macvlan mode private',
      'ip link add link v0 name m1 type macvlan mode vepa',
      'ip link add link v0 name m2 type macvlan mode bridge bcqueuelen 77',
      'ip link add link v1 name m3 type macvlan mode passthru flag nopromisc',
      'ip link set m0 up',
      'ip link set m2 up',
    ],
  },
  {
    name: 'macvlan-source',
    needs: ['macvlan'],
    setup: [
      ...pair,
      'ip link add link v0 name m0 type macvlan mode source flag nodst',
      'ip link set m0 type macvlan macaddr add 02:00:00:00:0b:01',
      'ip link set m0 type macvlan macaddr add 02:00:00:00:0b:02',
      'ip link set m0 up',
      'ip link set m0 protodown on',
    ],
  },
  {
    name: 'macvlan-in-another-namespace',
    needs: ['macvlan'],
    setup: [
      ...pair,
      'ip link add link v0 name m0 netns NS-b type macvlan mode bridge',
      'ip -n NS-b link set m0 up',
      'ip link add link v0 name m1 type macvlan mode bridge',
    ],
  },
  {
    name: 'macvtap',
    needs: ['macvtap'],
    setup: [
      ...pair,
      'ip link add link v0 name mt0 type macvtap mode bridge',
      'ip link add link v1 name mt1 type macvtap mode vepa',
      'ip link set mt0 up',
    ],
  },
  ...(['l2', 'l3', 'l3s'] as const).map(
    (mode): Configuration => ({
      name: `ipvlan-${mode}`,
      needs: ['ipvlan'],
      setup: [
        ...pair,
        `ip link add link v0 name ip0 type ipvlan mode ${mode} private`,
        `ip link add link v1 name ip1 type ipvlan mode ${mode} vepa`,
        'ip link set ip0 up',
      ],
    }),
  ),
  {
    name: 'vrf',
    needs: ['vrf'],
    setup: [
      ...pair,
      'ip link add vrf-blue type vrf table 10',
      'ip link add vrf-red type vrf table 4000',
      'ip link set v0 master vrf-blue',
      'ip link set v1 master vrf-red',
      'ip link set vrf-blue up',
      'ip link set vrf-red up',
      'ip addr add 192.0.2.1/24 dev v0',
      'ip addr add 192.0.2.2/24 dev v1',
      'ip addr add 2001:db8::1/64 dev v0 nodad',
      'ip route add default via 192.0.2.254 vrf vrf-blue',
      'ip -6 route add unreachable default metric 4278198272 vrf vrf-blue',
    ],
  },
  ...(['balance-rr', 'balance-xor', 'broadcast', 'balance-tlb', 'balance-alb'] as const).map(
    (mode): Configuration => ({
      name: `bond-${mode}`,
      needs: ['bond'],
      setup: [
        ...pair,
        `ip link add bond0 type bond mode ${mode} miimon 100`,
        'ip link set v0 down',
        'ip link set v0 master bond0',
        'ip link set bond0 up',
      ],
    }),
  ),
  {
    name: 'bond-active-backup',
    needs: ['bond'],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link add v2 type veth peer name v3',
      'ip link add bond0 type bond mode active-backup miimon 200 updelay 400 downdelay 600 peer_notify_delay 200 ' +
        'use_carrier 1 fail_over_mac active num_grat_arp 3 resend_igmp 5 all_slaves_active 1 primary_reselect better',
      'ip link set v0 master bond0',
      'ip link set v2 master bond0',
      'ip link set v1 up',
      'ip link set v3 up',
      'ip link set bond0 up',
      'ip link set bond0 type bond primary v2',
    ],
    settle: "ip -d link show bond0 | grep -q 'active_slave v2'",
  },
  {
    name: 'bond-arp-monitoring',
    needs: ['bond'],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link add bond0 type bond mode active-backup arp_interval 300 arp_validate backup arp_all_targets all ' +
        'arp_missed_max 4 arp_ip_target 192.0.2.7,192.0.2.8,192.0.2.9',
      'ip link set bond0 type bond ns_ip6_target 2001:db8::7,2001:db8::8',
      'ip link set v0 master bond0',
    ],
  },
  {
    name: 'bond-802.3ad',
    needs: ['bond'],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link add v2 type veth peer name v3',
      'ip link add bond0 type bond mode 802.3ad miimon 100 xmit_hash_policy layer3+4 lacp_rate fast lacp_active on ' +
        'ad_select bandwidth ad_user_port_key 7 ad_actor_sys_prio 11 ad_actor_system 02:00:00:00:0c:01 min_links 1 lp_interval 3',
      'ip link add bond1 type bond mode 802.3ad miimon 100',
      'ip link set v0 master bond0',
      'ip link set v2 master bond0',
      'ip link set v1 master bond1',
      'ip link set v3 master bond1',
      'ip link set bond0 up',
      'ip link set bond1 up',
    ],
  },
  {
    name: 'everything-stacked',
    needs: ['vlan', 'bond', 'macvlan', 'vrf'],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link add bond0 type bond mode active-backup miimon 100',
      'ip link set v0 master bond0',
      'ip link set v1 up',
      'ip link set bond0 up',
      'ip link add link bond0 name bond0.10 type vlan id 10',
      'ip link add br0 type bridge vlan_filtering 1',
      'ip link set bond0.10 master br0',
      'ip link set bond0.10 up',
      'ip link add link br0 name m0 type macvlan mode bridge',
      'ip link add vrf0 type vrf table 20',
      'ip link set m0 master vrf0',
      'ip link set br0 up',
      'ip link set vrf0 up',
      'ip link set m0 up',
      'ip addr add 192.0.2.1/24 dev m0',
    ],
  },
];
