#!/usr/bin/env bash
# bird.sh: prints a folder with the BIRD routing daemon of Debian bookworm, unpacked with the libraries that few machines
# have. It is not installed, since installing starts the daemon, in the machine's own namespace.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/debian.sh"
folder=$cache/bird
debian_unpack bookworm "$folder" bird2 libssh-gcrypt-4 >&2
echo "$folder"
