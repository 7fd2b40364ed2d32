# Sourced. What the lanes download is kept in one folder outside the clone, each part made once and whole.

cache=${RTNL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rtnl}

# A server may accept a connection and then say nothing for ever, which apt's and npm's own time-outs do not end: the
# first try is short for that, the others are long enough for a slow line.
retry() {
  local limit
  for limit in 90 300 900; do
    "$@" && return 0
    echo "failed or took over $limit s: $*" >&2
  done
  return 1
}

# once FOLDER COMMAND...: runs the command, which fills "$part", unless FOLDER is there; two at a time wait in line.
once() {
  local folder=$1 part=$1.part
  shift
  [ -e "$folder/.complete" ] && return 0
  mkdir -p "$cache/locks"
  (
    flock 9
    [ -e "$folder/.complete" ] && exit 0
    rm -rf "$folder" "$part"
    mkdir -p "$part"
    "$@" || exit 1
    touch "$part/.complete"
    mv "$part" "$folder"
  ) 9> "$cache/locks/$(basename "$folder")"
}
