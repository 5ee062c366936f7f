#!/usr/bin/env bash
# failed_allocations.sh HOWSHIP PTXCPU: lets the first allocation on the device fail, then the second, and so on until a run comes through.
# Each time the run must end with status 4 and one line that names what to do, and leave no snapshot that looks whole.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
howship=$1 ptxcpu=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for ((n = 1; n < 1000; ++n)); do
  status=0
  rm -rf "$folder/out"
  "$ptxcpu" --fail-alloc $n -- "$howship" run "$here/plate.toml" --until "0.001 day" --backend cuda -o "$folder/out" --quiet \
    >"$folder/stdout" 2>"$folder/stderr" || status=$?
  if [ $status -eq 0 ]; then break; fi
  grep -v '^ptxcpu' "$folder/stderr" >"$folder/said" || true
  if [ $status -ne 4 ] || [ "$(wc -l <"$folder/said")" -ne 1 ] ||
    ! grep -Eq '^howship: error: .*out of device memory.*use a coarser geometry.spacing or --backend cpu' "$folder/said"; then
    echo "allocation $n: status $status"
    cat "$folder/stderr"
    exit 1
  fi
  if [ -e "$folder/out/summary.json" ] || [ -e "$folder/out/fields.pvd" ]; then
    echo "allocation $n: results of a run that could not begin"
    exit 1
  fi
done
if [ $n -lt 20 ]; then
  echo "the run came through at allocation $n: none failed"
  exit 1
fi
echo "each of $((n - 1)) allocations failed once, with status 4 and one line"
