#!/usr/bin/env bash
# record.sh KERNEL [few|all|nlmon]: records test/captures/KERNEL anew, in the VM: all of 6.12, few of the others; nlmon: nlmon/*.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/cache.sh
folder=$(mktemp -d "$cache/record-XXXXXX") # /tmp of the VM is its own
trap 'rm -rf "$folder"' EXIT
echo 'import { configurations } from "./test/kernel/configurations/index.ts"; console.log(JSON.stringify(configurations))' |
  node_modules/.bin/esbuild --bundle --platform=node --format=cjs --loader=ts | node > "$folder/configurations.json"
VM_SECONDS=${VM_SECONDS:-1800} test/vm/boot.sh "$(test/vm/kernel.sh "$1")" \
  "cd '$PWD' && python3 test/captures/record.py '$folder/configurations.json' '${2:-few}'" > "$folder/raw"
tr -d '\r' < "$folder/raw" > "$folder/console"
sed '/^CAPTURES BEGIN/,$d' "$folder/console"
sed '1,/^CAPTURES BEGIN/d; /^CAPTURES END/,$d' "$folder/console" | base64 -d | tar -xz -C test/captures --no-same-owner
