#!/bin/bash
# pairs.sh PREFIX N: N times a namespace with a name, a veth pair in it, and both deleted, an `ip` a step.
set -e
for ((i = 0; i < $2; i++)); do
  ip netns add "$1$i"
  ip -n "$1$i" link add veth0 type veth peer name veth1
  ip -n "$1$i" link delete veth0
  ip netns delete "$1$i"
done
