#!/usr/bin/env bash
# boot.sh KERNEL_FOLDER COMMAND: boots the kernel with this machine's files under a throw-away overlay, runs the
# command as root, prints its output between "VM up" and "VM status N", powers off. Plain emulation: no KVM needed.
# One processor: the kernel patches its own code at run time, and an emulated second one may run into a half-made patch
# (an "int3" oops in whatever was patched).
# What an emulated processor can do, programs and the kernel use, and emulating it costs: five levels of page tables,
# AVX, mitigations of flaws that it does not have. Without, all takes half the time.
# The command travels on the kernel's command line: keep it under 1,400 characters.
set -euo pipefail
kernel=$1 command=$(printf '%s' "$2" | base64 -w 0)
# An emulated machine keeps one processor busy: more of them than processors would only run into their limits.
# "VM slot" says when the waiting is over.
slot=0
exec {lock}> "$(dirname "$kernel")/vm-slot-0.lock"
until flock --nonblock "$lock"; do
  slot=$(((slot + 1) % $(nproc)))
  sleep 1
  exec {lock}>&-
  exec {lock}> "$(dirname "$kernel")/vm-slot-$slot.lock"
done
echo "VM slot $slot"
image=$(ls -t "$kernel"/initramfs-* | head -n 1)
# QEMU ends with whoever started it, however that ended.
exec timeout --kill-after=5 "${VM_SECONDS:-300}" setpriv --pdeathsig KILL \
  qemu-system-x86_64 -accel tcg -cpu Nehalem -m 2G -smp 1 -nographic -no-reboot -nic none -kernel "$kernel/vmlinuz" -initrd "$image" \
  -append "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable vmcmd=$command" \
  -fsdev local,id=root,path=/,security_model=none,readonly=on,multidevs=remap \
  -device virtio-9p-pci,fsdev=root,mount_tag=root \
  -fsdev "local,id=modules,path=$(realpath "$kernel/lib/modules"),security_model=none,readonly=on" \
  -device virtio-9p-pci,fsdev=modules,mount_tag=modules
