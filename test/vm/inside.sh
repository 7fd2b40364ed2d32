#!/usr/bin/env bash
# inside.sh FOLDER [FILTERS]: the kernel lane from the bundles in a folder, run inside the virtual machine from the root
# of the clone.
set -uo pipefail
echo "Linux $(uname -r), Node.js $(node --version), $(ip -V)"
ip link set lo up
# Once tunnels are loaded, each new namespace would have one of each kind.
echo 2 > /proc/sys/net/core/fb_tunnels_only_for_init_net
# What udev would make; the module is loaded when it is opened.
[ -e /dev/net/tun ] || { mkdir -p /dev/net && mknod /dev/net/tun c 10 200; }
export CI=true NO_COLOR=1 RTNL_TALLY=/tmp/tally
node --enable-source-maps test/vm/lane.mjs "$@" 2>&1
status=$?
[ -e "$RTNL_TALLY" ] && echo "VM tally $(cat "$RTNL_TALLY")"
exit $status
