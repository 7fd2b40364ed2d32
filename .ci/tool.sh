#!/usr/bin/env bash
# tool.sh NAME PACKAGE@VERSION...: installs npm packages into the cache, once, and prints the folder. For tools that
# are too big, or too seldom used, to be among the development dependencies.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cache.sh"

fill() {
  echo '{ "private": true }' > "$part/package.json"
  (cd "$part" && retry timed npm install --no-audit --no-fund --no-package-lock --no-progress --loglevel=error "$@" >&2)
}

timed() { timeout "$limit" "$@"; }

folder=$cache/$1
shift
once "$folder" fill "$@"
echo "$folder"
