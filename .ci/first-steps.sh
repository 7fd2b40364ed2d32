#!/usr/bin/env bash
# first-steps.sh: what a newcomer types first, and whether it shows something true.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
set -x
npm start
npx rtnl-dump link | grep -w lo
node_modules/.bin/rtnl-dump -j addr | node -e 'process.exit(JSON.parse(require("fs").readFileSync(0)).some((link) => link.ifname === "lo") ? 0 : 1)'
node_modules/.bin/rtnl-dump --raw link | grep -c IFLA_IFNAME
