/** A bridge with a port, and two VXLANs; without IPv6, so that nothing is sent unasked. */
export const fdbScene: readonly string[] = [
  'echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6',
  'ip link add br0 address 02:00:00:00:00:01 type bridge ageing_time 360000',
  'ip link add v0 address 02:00:00:00:00:10 type veth peer name v1 address 02:00:00:00:00:11',
  'ip link set v0 master br0; ip link set br0 up; ip link set v0 up; ip link set v1 up',
  'ip link add vx0 address 02:00:00:00:00:20 type vxlan id 7 dstport 4789; ip link set vx0 up',
  'ip link add vx1 address 02:00:00:00:00:21 type vxlan dstport 4790 external; ip link set vx1 up',
];
