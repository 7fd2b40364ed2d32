#!/usr/bin/env bash
# packages.sh: installs the Debian packages that the lanes need, those that are missing.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cache.sh"
export DEBIAN_FRONTEND=noninteractive

needed=(
  iproute2 iputils-ping ethtool util-linux # kernel lane
  tshark strace                            # decoders to compare with
  gcc libc6-dev                            # kernel headers, bench floors
  qemu-system-x86 busybox-static cpio kmod xz-utils # virtual machines
)
missing=()
for package in "${needed[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
done
# For the kernel lane, which virtual machines run without a network.
"$(dirname "${BASH_SOURCE[0]}")/bird.sh"
if [ ${#missing[@]} = 0 ]; then echo "all there: ${needed[*]}"; exit; fi

timed() { timeout "$limit" "$@"; }
echo 'wireshark-common wireshark-common/install-setuid boolean false' | debconf-set-selections
# A source of somebody else's that does not answer is no reason to stop: what counts is what can be installed.
retry timed apt-get -q update || true
retry timed apt-get -q install -y --no-install-recommends "${missing[@]}"
