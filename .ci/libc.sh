#!/usr/bin/env bash
# libc.sh: prints a folder with the C library of Debian trixie (glibc 2.41), for programs newer than this machine's.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"
folder=$cache/libc
debian_unpack trixie "$folder" libc6 'libstdc\+\+6' libgcc-s1 >&2
echo "$folder"
