import type { Configuration } from './configuration.ts';

const ports = [
  'ip link add v0 address 02:00:00:00:00:10 type veth peer name v1',
  'ip link add v2 address 02:00:00:00:00:12 type veth peer name v3',
];

const bridged = [
  ...ports,
  'ip link set v0 master br0',
  'ip link set v2 master br0',
  'ip link set v0 up',
  'ip link set v1 up',
  'ip link set v2 up',
  'ip link set br0 up',
];

/** Bridges, their ports, VLANs and forwarding tables. */
export const bridges: readonly Configuration[] = [
  { name: 'bridge-empty', needs: [], setup: ['ip link add br0 type bridge', 'ip link set br0 up'] },
  { name: 'bridge-ports', needs: [], setup: ['ip link add br0 type bridge', ...bridged] },
  {
    name: 'bridge-stp',
    needs: [],
    setup: [
      'ip link add br0 type bridge stp_state 1 priority 4096 forward_delay 3000 hello_time 200 max_age 2100 ageing_time 6000',
      ...bridged,
      'bridge link set dev v2 cost 7 priority 3',
    ],
  },
  {
    name: 'bridge-options',
    needs: [],
    setup: [
      'ip link add br0 address 02:00:00:00:00:01 type bridge group_fwd_mask 16384 group_address 01:80:c2:00:00:0d ' +
        'no_linklocal_learn 1 nf_call_iptables 0 nf_call_ip6tables 0 nf_call_arptables 0',
    ],
  },
  {
    name: 'bridge-multicast',
    needs: [],
    setup: [
      'ip link add br0 type bridge mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 ' +
        'mcast_hash_max 1024 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_stats_enabled 1 ' +
        'mcast_igmp_version 3 mcast_mld_version 2 mcast_query_interval 20000 mcast_querier_interval 30000',
      ...bridged,
      'bridge link set dev v0 mcast_router 2',
      'ip link set v0 type bridge_slave mcast_fast_leave on mcast_to_unicast on',
      'ip link set v2 type bridge_slave mcast_flood off bcast_flood off',
      'bridge mdb add dev br0 port v0 grp 239.1.1.1 permanent',
      'bridge mdb add dev br0 port v0 grp ff05::42 temp',
    ],
  },
  {
    name: 'bridge-port-flags',
    needs: [],
    setup: [
      'ip link add br0 type bridge',
      ...bridged,
      'bridge link set dev v0 guard on hairpin on fastleave on root_block on flood off',
      'ip link set v0 type bridge_slave proxy_arp on proxy_arp_wifi on group_fwd_mask 8',
      'bridge link set dev v2 learning off neigh_suppress on isolated on vlan_tunnel on',
      'bridge link set dev v2 backup_port v0',
    ],
  },
  {
    name: 'bridge-port-locked',
    needs: [],
    setup: ['ip link add br0 type bridge', ...bridged, 'bridge link set dev v0 learning on locked on'],
  },
  {
    name: 'bridge-vlans',
    needs: ['bridge vlan_filtering'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1 vlan_default_pvid 0 vlan_stats_enabled 1 vlan_stats_per_port 1',
      ...bridged,
      'bridge vlan add vid 10 dev v0 pvid untagged',
      'bridge vlan add vid 20 dev v0',
      'bridge vlan add vid 100-110 dev v0',
      'bridge vlan add vid 20 dev v2 pvid',
      'bridge vlan add vid 30 dev v2 untagged',
      'bridge vlan add vid 10 dev br0 self',
    ],
  },
  {
    name: 'bridge-vlans-802.1ad',
    needs: ['bridge vlan_filtering'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5',
      ...bridged,
    ],
  },
  {
    name: 'bridge-vlan-tunnels',
    needs: ['vxlan', 'bridge vlan_filtering'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1',
      'ip link add vx0 type vxlan external dstport 4789 nolearning',
      'ip link set vx0 master br0',
      'bridge link set dev vx0 vlan_tunnel on',
      'bridge vlan add vid 10 dev vx0',
      'bridge vlan add vid 10 dev vx0 tunnel_info id 1000',
      'bridge vlan add vid 20-22 dev vx0',
      'bridge vlan add vid 20-22 dev vx0 tunnel_info id 2000-2002',
    ],
  },
  {
    name: 'bridge-vlan-options',
    needs: ['bridge vlan options'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1 mcast_vlan_snooping 1 mcast_snooping 1',
      ...bridged,
      'bridge vlan add vid 10 dev v0',
      'bridge vlan add vid 10 dev br0 self',
      'bridge vlan set vid 10 dev v0 state blocking',
      'bridge vlan global set vid 10 dev br0 mcast_querier 1',
    ],
  },
  {
    name: 'bridge-fdb',
    needs: [],
    setup: [
      'ip link add br0 type bridge ageing_time 360000',
      ...bridged,
      'bridge fdb add 02:11:22:33:44:01 dev v0 master static',
      'bridge fdb add 02:11:22:33:44:02 dev v0 master dynamic',
      'bridge fdb add 02:11:22:33:44:03 dev v2 master permanent',
      'bridge fdb add 02:11:22:33:44:04 dev v2 master static sticky',
      'bridge fdb add 02:11:22:33:44:05 dev v2 master dynamic extern_learn',
      'bridge fdb add 02:11:22:33:44:06 dev v1 self permanent',
      'bridge fdb add 02:11:22:33:44:07 dev br0 self local',
    ],
  },
  {
    name: 'bridge-fdb-vlans',
    needs: ['bridge vlan_filtering'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1 ageing_time 360000',
      ...bridged,
      'bridge vlan add vid 10 dev v0',
      'bridge fdb add 02:11:22:33:44:01 dev v0 master static vlan 10',
      'bridge fdb add 02:11:22:33:44:02 dev v0 master dynamic vlan 1',
    ],
  },
  {
    name: 'bridge-fdb-learned',
    needs: [],
    setup: [
      'ip link add br0 type bridge ageing_time 360000',
      'ip link add v0 type veth peer name eth0 address 02:00:00:00:00:20 netns NS-b',
      'ip link set v0 master br0 up',
      'ip addr add 192.0.2.1/24 dev br0',
      'ip link set br0 up',
      'ip -n NS-b addr add 192.0.2.2/24 dev eth0',
      'ip -n NS-b link set eth0 up',
      'ping -q -c 1 -W 5 192.0.2.2 > /dev/null',
    ],
  },
  {
    name: 'bridge-of-tap',
    needs: ['tun'],
    setup: [
      'ip link add br0 type bridge',
      'ip tuntap add dev tap0 mode tap',
      'ip link set tap0 master br0 up',
      'ip link set br0 up',
      'ip addr add 172.18.0.1/12 dev br0',
    ],
  },
  {
    name: 'bridge-mst',
    needs: ['bridge mst'],
    setup: [
      'ip link add br0 type bridge vlan_filtering 1',
      'ip link set br0 type bridge mst_enabled 1',
      ...bridged,
    ],
  },
];
