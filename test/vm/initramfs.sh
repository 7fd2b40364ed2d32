#!/usr/bin/env bash
# initramfs.sh KERNEL_FOLDER IMAGE: an initramfs that mounts the host's root over 9p under a throw-away overlay and
# runs one command there. Also settles where the image and the modules are, which differs between Debian's suites.
set -euo pipefail
kernel=$1 image=$2
[ -e "$kernel/lib/modules" ] || { mkdir -p "$kernel/lib"; ln -s ../usr/lib/modules "$kernel/lib/modules"; }
version=$(ls "$kernel/lib/modules/")
for place in "$kernel"/boot/vmlinuz* "$kernel"/lib/modules/*/vmlinuz; do
  [ -e "$place" ] && ln -sf "$(realpath --relative-to="$kernel" "$place")" "$kernel/vmlinuz"
done
[ -e "$kernel/lib/modules/$version/modules.dep" ] || depmod -b "$kernel" "$version"

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root"/{bin,proc,sys,dev,lib}
cp "$(command -v busybox)" "$root/bin/busybox"
for applet in sh mount insmod chroot mkdir sed base64 cat; do ln -s busybox "$root/bin/$applet"; done
modprobe -d "$kernel" -S "$version" --show-depends 9p 2> /dev/null > "$root/needed"
for name in 9pnet_virtio virtio_pci overlay; do
  modprobe -d "$kernel" -S "$version" --show-depends "$name" 2> /dev/null >> "$root/needed"
done
awk '/^insmod/ && !seen[$2]++ { print $2 }' "$root/needed" | while read -r module; do
  plain=$(basename "$module" .xz)
  case $module in *.xz) xz -dc "$module" ;; *) cat "$module" ;; esac > "$root/lib/$plain"
  echo "insmod /lib/$plain" >> "$root/load"
done
rm "$root/needed"

cat > "$root/init" <<'INIT'
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
. /load
mkdir -p /ro /rw /new
options=trans=virtio,version=9p2000.L,msize=524288,ro,cache=loose
mount -t 9p -o $options root /ro
mount -t tmpfs tmpfs /rw
mkdir -p /rw/upper /rw/work
mount -t overlay -o lowerdir=/ro,upperdir=/rw/upper,workdir=/rw/work overlay /new
mkdir -p /new/lib/modules
mount -t 9p -o $options modules /new/lib/modules
for place in proc sys dev; do mount -o move /$place /new/$place; done
mkdir -p /new/dev/pts
mount -t devpts devpts /new/dev/pts
mount -t tmpfs tmpfs /new/run
printf '\nVM up %s\n' "$(sed 's/ .*//' /new/proc/uptime)"
command=$(sed 's/.*vmcmd=//' /new/proc/cmdline | base64 -d)
# Nobody makes a user namespace in a chroot, so the new root becomes the root of the mount namespace, too.
cd /new
mount -o move . /
# Through a pipe, so that programs do not take the serial console for somebody who watches.
exec chroot . /bin/bash -c '
  { /bin/bash -c "$0" < /dev/null 2>&1; printf "\nVM status %s\n" $?; } | cat
  busybox poweroff -f' "$command"
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio -o -H newc 2> /dev/null | gzip -1) > "$image.$$"
mv "$image.$$" "$image"
