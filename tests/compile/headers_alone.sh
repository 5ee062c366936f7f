#!/usr/bin/env bash
# headers_alone.sh COMPILER LIST [FLAG...]: every header named in LIST, one a line, must compile as the only include of a
# file, and twice in a row.
set -uo pipefail
compiler=$1
list=$2
shift 2

one() {
  local header=$1
  shift
  printf '#include "%s"\n#include "%s"\n' "$header" "$header" | "$@" -x c++ -fsyntax-only - ||
    { echo "does not compile alone: $header" >&2; return 1; }
}
export -f one
xargs -P "$(nproc)" -I {} bash -c 'one "$@"' _ {} "$compiler" "$@" <"$list" && echo "$(wc -l <"$list") headers compile alone"
