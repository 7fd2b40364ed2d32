# Sourced. Takes packages out of any Debian suite, unpacked and not installed, into the cache.
#
#   debian_unpack SUITE FOLDER PATTERN...   unpacks the newest package that matches each regular expression, once
#
# The machine's own apt configuration stays as it is: every suite has a private apt folder in the cache.

. "$(dirname "${BASH_SOURCE[0]}")/cache.sh"

# The mirror this machine already uses; DEBIAN_MIRROR names another, and is needed where apt has no Debian source.
debian_mirror() {
  [ -n "${DEBIAN_MIRROR:-}" ] && { echo "$DEBIAN_MIRROR"; return; }
  local uri
  uri=$(apt-get indextargets --no-release-info --format '$(REPO_URI)' 2>/dev/null | grep -E '/debian/?$' | head -n 1)
  [ -n "$uri" ] || { echo 'no Debian mirror in the apt sources of this machine: set DEBIAN_MIRROR to one' >&2; return 1; }
  echo "$uri"
}

# debian_apt SUITE COMMAND...: runs an apt tool that sees that suite alone.
debian_apt() {
  local suite=$1 folder=$cache/apt/$1
  local command=$2
  shift 2
  timeout "${limit:-60}" "$command" -q -o Dir::State="$folder/state" -o Dir::State::status="$folder/state/status" -o Dir::Cache="$folder/cache" \
    -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferences=/dev/null \
    -o Dir::Etc::preferencesparts=/dev/null -o APT::Default-Release= -o APT::Sandbox::User=root -o Acquire::Languages=none \
    -o Acquire::Retries=3 -o Acquire::http::Timeout=60 -o Debug::NoLocking=1 "$@"
}

# The index of a suite is at most a day old, so that "newest" means something and CI stays quick.
debian_index() {
  local suite=$1 folder=$cache/apt/$1
  mkdir -p "$folder"/state/lists/partial "$folder"/cache/archives/partial
  touch "$folder/state/status"
  if [ -n "$(find "$folder/fresh" -mtime -1 2>/dev/null)" ]; then return; fi
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(debian_mirror) || return 1
  echo "deb [arch=amd64 signed-by=$keyring] $mirror $suite main" > "$folder/sources.list"
  retry debian_apt "$suite" apt-get -o APT::Update::Error-Mode=any update >&2 || return 1
  touch "$folder/fresh"
}

debian_unpack() {
  local suite=$1 folder=$2
  shift 2
  once "$folder" debian_fill "$suite" "$@"
}

debian_fill() {
  local suite=$1 pattern name
  shift
  debian_index "$suite" || return 1
  for pattern in "$@"; do
    name=$(debian_apt "$suite" apt-cache pkgnames | grep -E "^($pattern)\$" | sort -V | tail -n 1)
    [ -n "$name" ] || { echo "$suite has no package named $pattern" >&2; return 1; }
    (cd "$part" && retry debian_apt "$suite" apt-get download "$name" >&2) || return 1
  done
  (cd "$part" && ls -- *.deb > .packages && for deb in *.deb; do dpkg -x "$deb" . && rm "$deb" || exit 1; done)
}
