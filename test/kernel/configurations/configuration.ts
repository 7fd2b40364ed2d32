/** Something that a kernel or iproute2 may lack; {@link probes} says how to find out. */
export type Need = keyof typeof probes;

/** A state of the network that iproute2 can build in an empty namespace. */
export interface Configuration {
  /** Unique, and usable as a file name. */
  readonly name: string;
  /** What the kernel must have beyond veth and bridge. */
  readonly needs: readonly Need[];
  /**
   * Shell command lines, run in order inside the namespace; the first that fails ends the setup. The word
   * `NS` stands for the namespace's name, `NS-b` and `NS-c` for two more that exist when the list uses them.
   */
  readonly setup: readonly string[];
  /** A shell command tried until it succeeds, for state that takes a moment to arrive. */
  readonly settle?: string;
  /** Shell command lines for what would outlive the namespace. */
  readonly teardown?: readonly string[];
}

const link = (kind: string) => `ip link add probe0 type ${kind}`;
const over = (kind: string) => `ip link add probe0 type veth && ip link add link probe0 probe1 type ${kind}`;
const route = (words: string) =>
  `ip link add probe0 type veth && ip link set probe0 up && ip link set lo up && ip addr add 192.0.2.1/24 dev probe0 && ip ${words}`;

/**
 * How to find out whether this machine has it: shell command lines for an empty namespace.
 *
 * NB: encap ip with geneve_opts, vxlan_opts or erspan_opts is left out on purpose. On kernels built with
 * FORTIFY_SOURCE (6.18 among them) ip_tun_parse_opts() panics on it while holding the RTNL lock, and no rtnetlink
 * request is answered again until the machine reboots.
 */
export const probes = {
  bond: link('bond'),
  dummy: link('dummy'),
  fou: `modprobe -q fou; ${link('ipip remote 192.0.2.1 encap fou encap-sport auto encap-dport 5555')}`,
  fou6: `modprobe -q fou6; ${link('ip6tnl remote 2001:db8::1 encap fou encap-sport auto encap-dport 5555')}`,
  geneve: link('geneve id 1 remote 192.0.2.1'),
  gre: link('gre remote 192.0.2.1 local 192.0.2.2'),
  hsr: 'ip link add probe0 type veth peer name probe1 && ip link add probe2 type hsr slave1 probe0 slave2 probe1',
  ifb: link('ifb'),
  ip6gre: link('ip6gre remote 2001:db8::1 local 2001:db8::2'),
  ip6tnl: link('ip6tnl remote 2001:db8::1 local 2001:db8::2'),
  ipip: link('ipip remote 192.0.2.1 local 192.0.2.2'),
  ipvlan: over('ipvlan'),
  macsec: over('macsec'),
  macvlan: over('macvlan'),
  macvtap: over('macvtap'),
  mpls: 'modprobe -q mpls_router; test -e /proc/sys/net/mpls/platform_labels',
  netdevsim: 'modprobe -q netdevsim; test -e /sys/bus/netdevsim/new_device',
  nlmon: link('nlmon'),
  sit: link('sit remote 192.0.2.1 local 192.0.2.2'),
  team: link('team'),
  tun: 'modprobe -q tun || true; ip tuntap add dev probe0 mode tun',
  vlan: over('vlan id 1'),
  vrf: link('vrf table 10'),
  vti: link('vti remote 192.0.2.1 local 192.0.2.2 key 7'),
  vti6: link('vti6 remote 2001:db8::1 local 2001:db8::2 key 7'),
  vxlan: link('vxlan id 1 dstport 4789'),
  wireguard: link('wireguard'),
  'bridge mst': 'ip link add probe0 type bridge && ip link set probe0 type bridge mst_enabled 1',
  'bridge vlan_filtering': link('bridge vlan_filtering 1'),
  'bridge vlan options': 'ip link add probe0 type bridge mcast_vlan_snooping 1 vlan_filtering 1',
  'encap ioam6': route(
    '-6 route add 2001:db8::/64 encap ioam6 trace prealloc type 0x800000 ns 1 size 4 dev probe0',
  ),
  'encap ip': route('route add 198.51.100.0/24 encap ip id 1 dst 192.0.2.9 dev probe0'),
  'encap mpls': route('route add 198.51.100.0/24 encap mpls 100 via 192.0.2.9'),
  'encap rpl': route('-6 route add 2001:db8::/64 encap rpl segs fc00::1 dev probe0'),
  'encap seg6': route('-6 route add 2001:db8::/64 encap seg6 mode encap segs fc00::1 dev probe0'),
  'encap xfrm': route('route add 198.51.100.0/24 encap xfrm if_id 1 dev lo'),
  'ipv6 subtrees': route('-6 route add 2001:db8::/64 from 2001:db8:1::/64 dev probe0'),
  l3mdev: 'ip rule add l3mdev pref 1000',
  'route realms': route('route add 198.51.100.0/24 realms 5 dev probe0'),
} as const;
