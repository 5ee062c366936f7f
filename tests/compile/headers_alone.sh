#!/usr/bin/env bash
# headers_alone.sh ROOT COMPILER LIST [FLAG...]: every header named in LIST, one a line, must compile as the only include
# of a file, and twice in a row. Those that a source file of ROOT includes first of all have done so in the build, and only
# need their `#pragma once`.
set -uo pipefail
root=$1
compiler=$2
list=$3
shift 3
status=0

while read -r header; do
  file=$root/$header
  if [ ! -e "$file" ]; then file=$root/include/$header; fi
  if ! grep -qx "#pragma once" "$file"; then
    echo "has no '#pragma once': $header" >&2
    status=1
  fi
done <"$list"

first=$(find "$root/host" "$root/kernels" -name '*.cpp' -print0 |
  xargs -0 awk 'FNR == 1 { first = 1 } /^#include/ && first { first = 0; if (split($0, part, "\"") == 3) print part[2] }')

one() {
  local header=$1
  shift
  printf '#include "%s"\n#include "%s"\n' "$header" "$header" | "$@" -x c++ -fsyntax-only - ||
    { echo "does not compile alone: $header" >&2; return 1; }
}
export -f one
grep -vxFf <(echo "$first") "$list" | xargs -P "$(nproc)" -I {} bash -c 'one "$@"' _ {} "$compiler" "$@" || status=1
if [ $status -eq 0 ]; then echo "$(wc -l <"$list") headers compile alone"; fi
exit $status
