#!/usr/bin/env bash
# inside.sh [VITEST ARGUMENTS]: the kernel lane, run inside the virtual machine from the root of the clone.
set -uo pipefail
echo "Linux $(uname -r), Node.js $(node --version), $(ip -V)"
ip link set lo up
# What udev would make; the module is loaded when it is opened.
[ -e /dev/net/tun ] || { mkdir -p /dev/net && mknod /dev/net/tun c 10 200; }
export CI=true NO_COLOR=1 RTNL_TALLY=/tmp/tally
# One process for all files: starting one costs seconds here. Emulation is some ten times slower than the machine.
node node_modules/vitest/vitest.mjs run --project kernel --no-isolate --testTimeout 300000 --hookTimeout 300000 "$@" 2>&1
status=$?
[ -e "$RTNL_TALLY" ] && echo "VM tally $(cat "$RTNL_TALLY")"
exit $status
