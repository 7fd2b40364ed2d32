#!/usr/bin/env bash
# headers.sh: prints a folder that holds usr/include of the newest kernel headers in Debian (linux-libc-dev of sid).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"
folder=$cache/headers
debian_unpack sid "$folder" linux-libc-dev
echo "$folder"
