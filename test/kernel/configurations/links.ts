import type { Configuration } from './configuration.ts';

/** A veth pair v0-v1 that is up. */
export const pair = [
  'ip link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11',
  'ip link set v0 up',
  'ip link set v1 up',
] as const;

/** Plain links: loopback, veth, dummy, ifb and what every link can have. */
export const links: readonly Configuration[] = [
  { name: 'bare', needs: [], setup: [] },
  { name: 'loopback-up', needs: [], setup: ['ip link set lo up'] },
  { name: 'veth-down', needs: [], setup: ['ip link add v0 type veth peer name v1'] },
  { name: 'veth-up', needs: [], setup: pair },
  {
    name: 'veth-one-side-up',
    needs: [],
    setup: ['ip link add v0 type veth peer name v1', 'ip link set v0 up'],
  },
  {
    name: 'veth-across-namespaces',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name eth0 netns NS-b',
      'ip link add v1 type veth peer name eth0 netns NS-c',
      'ip link set v0 up',
      'ip -n NS-b link set eth0 up',
      'ip link set v1 up',
    ],
  },
  {
    name: 'veth-moved-away',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link set v1 netns NS-b',
      'ip -n NS-b link set v1 name eth0 up',
      'ip link set v0 up',
    ],
  },
  {
    name: 'veth-unnamed',
    needs: [],
    setup: ['ip link add type veth', 'ip link add type veth', 'ip link set veth1 up'],
  },
  {
    name: 'veth-queues',
    needs: [],
    setup: [
      'ip link add v0 numtxqueues 4 numrxqueues 3 type veth peer name v1 numtxqueues 2 numrxqueues 2',
      'ip link set v0 txqueuelen 37 gso_max_size 16384 gso_max_segs 8 gro_max_size 32768',
      'ip link set v0 up',
    ],
  },
  {
    name: 'link-names',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link property add dev v0 altname uplink altname the-very-long-alternative-name-of-the-first-link',
      "ip link set v0 alias 'the cable to the attic'",
      'ip link set v1 name fifteen-letters',
      "ip link set fifteen-letters alias 'Kabel in den K\u00fchlraum \u2603'",
    ],
  },
  {
    name: 'link-addresses',
    needs: [],
    setup: [
      'ip link add v0 address 02:00:00:00:00:01 type veth peer name v1 address 02:00:00:00:00:02',
      'ip link set v0 broadcast ff:ff:ff:ff:ff:fe',
      'ip link set v1 address 06:ab:cd:ef:00:01',
      'ip link set v1 up',
    ],
  },
  {
    name: 'link-flags',
    needs: [],
    setup: [
      ...pair,
      'ip link set v0 promisc on',
      'ip link set v0 allmulticast on',
      'ip link set v1 arp off',
      'ip link set v1 multicast off',
      'ip link set v1 dynamic on',
    ],
  },
  {
    name: 'link-groups-and-mtu',
    needs: [],
    setup: [
      'ip link add v0 mtu 9000 index 77 group 42 type veth peer name v1 mtu 1280 index 78',
      'ip link set v1 group 2147483647',
      'ip link set group 42 up',
    ],
  },
  {
    name: 'link-ipv6-address-generation',
    needs: [],
    setup: [
      'ip link add v0 type veth peer name v1',
      'ip link add v2 type veth peer name v3',
      'ip link set v0 addrgenmode none',
      'ip link set v1 addrgenmode random',
      'echo 2001:db8:1:2:3:4:5:6 > /proc/sys/net/ipv6/conf/v2/stable_secret',
      'echo 1 > /proc/sys/net/ipv6/conf/v3/disable_ipv6',
      'ip link set v0 up',
      'ip link set v1 up',
      'ip link set v2 up',
      'ip link set v3 up',
    ],
  },
  {
    name: 'link-ipv4-settings',
    needs: [],
    setup: [
      ...pair,
      'echo 1 > /proc/sys/net/ipv4/conf/v0/forwarding',
      'echo 2 > /proc/sys/net/ipv4/conf/v0/rp_filter',
      'echo 1 > /proc/sys/net/ipv4/conf/v0/proxy_arp',
      'echo 1 > /proc/sys/net/ipv6/conf/v1/forwarding',
      'echo 1 > /proc/sys/net/ipv6/conf/v0/router_solicitations',
      'ip token set ::53 dev v0',
    ],
  },
  {
    name: 'link-statistics',
    needs: [],
    setup: [
      'ip link set lo up',
      ...pair,
      'ip addr add 192.0.2.1/24 dev v0',
      'ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:99 dev v0',
      'ping -q -c 2 -i 0.01 127.0.0.1 > /dev/null',
      'ping -q -c 3 -i 0.01 -W 0.1 192.0.2.2 > /dev/null || true',
    ],
  },
  { name: 'link-qdiscs', needs: [], setup: [...pair, 'tc qdisc add dev v0 root pfifo limit 10'] },
  {
    name: 'dummy',
    needs: ['dummy'],
    setup: [
      'ip link add d0 type dummy',
      'ip link add d1 mtu 65000 type dummy',
      'ip link set d0 up',
      'ip link set d1 up carrier off',
    ],
  },
  { name: 'ifb', needs: ['ifb'], setup: ['ip link add i0 type ifb', 'ip link set i0 up'] },
  {
    name: 'tun-and-tap',
    needs: ['tun'],
    setup: [
      'ip tuntap add dev tun0 mode tun',
      'ip tuntap add dev tun1 mode tun user 1000 group 1001 pi multi_queue',
      'ip tuntap add dev tap0 mode tap vnet_hdr',
      'ip link set tap0 up',
      'ip link set tun0 up',
    ],
  },
  { name: 'nlmon', needs: ['nlmon'], setup: ['ip link add nlmon0 type nlmon', 'ip link set nlmon0 up'] },
  {
    name: 'wireguard',
    needs: ['wireguard'],
    setup: ['ip link add wg0 type wireguard', 'ip link set wg0 up'],
  },
  {
    name: 'team',
    needs: ['team'],
    setup: ['ip link add t0 type team', 'ip link add v0 type veth peer name v1', 'ip link set v0 master t0'],
  },
  {
    name: 'netdevsim-vfs',
    needs: ['netdevsim'],
    setup: [
      'echo 4243 1 > /sys/bus/netdevsim/new_device',
      'echo 3 > /sys/bus/netdevsim/devices/netdevsim4243/sriov_numvfs',
      'dev=$(ls /sys/bus/netdevsim/devices/netdevsim4243/net) && ip link set $dev name sim0',
      'ip link set sim0 vf 0 mac 02:00:00:00:0a:00 vlan 100 qos 3',
      'ip link set sim0 vf 1 rate 100 spoofchk on trust on',
      'ip link set sim0 vf 2 vlan 7 proto 802.1ad state enable',
      'ip link set sim0 up',
    ],
    teardown: ['echo 4243 > /sys/bus/netdevsim/del_device'],
  },
];
