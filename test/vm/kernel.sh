#!/usr/bin/env bash
# kernel.sh 6.1|6.12|7.2: prints a folder with a Debian kernel: vmlinuz, lib/modules, and an initramfs that runs one command.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../.ci/debian.sh"

case ${1:-} in
  6.1) suite=bookworm packages=('linux-image-6\.1\.0-[0-9]+-amd64') ;;
  6.12) suite=bookworm-backports packages=('linux-image-6\.12\.[0-9]+\+deb12-amd64') ;;
  7.2) suite=sid packages=(linux-{binary,modules,base}-'[0-9.]+\+deb[0-9]+-amd64') ;; # or newer, once sid has it
  *) echo "usage: kernel.sh 6.1|6.12|7.2" >&2; exit 2 ;;
esac
folder=$cache/kernel-$1
debian_unpack "$suite" "$folder" "${packages[@]}"

# The initramfs depends on the script that makes it, so its name carries the script's sum.
image=$folder/initramfs-$(sha256sum < "$here/initramfs.sh" | cut -c 1-12)
[ -e "$image" ] || "$here/initramfs.sh" "$folder" "$image"
echo "$folder"
