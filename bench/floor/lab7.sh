#!/bin/bash
# lab7.sh PREFIX add|delete: two containers behind a bridge, an `ip` a step, as a tutorial's script has them. It runs
# in the namespace that is the host; its namespaces are called PREFIXnet0 and PREFIXnet1.
set -eo pipefail
prefix=$1

case $2 in
add)
  ip link add name br0 type bridge
  ip address add 172.18.0.1/12 dev br0
  ip link set br0 up
  for i in {0..1}; do
    ip netns add "${prefix}net$i"
    ip link add "veth$i" type veth peer name "ceth$i"
    ip link set "veth$i" up
    ip link set dev "veth$i" master br0
    ip link set "ceth$i" netns "${prefix}net$i"
    ip netns exec "${prefix}net$i" ip address add "172.18.0.$((10 + 10 * i))/12" dev "ceth$i"
    ip netns exec "${prefix}net$i" ip link set "ceth$i" up
    ip netns exec "${prefix}net$i" ip route add default via 172.18.0.1
  done
  ;;
delete)
  ip link delete br0
  for i in {0..1}; do ip netns delete "${prefix}net$i"; done
  ;;
esac
