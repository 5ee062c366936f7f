#!/usr/bin/env bash
# failed_launches.sh HOWSHIP PTXCPU: lets kernels fail at several points of a run that writes checkpoints. Each time it must end with
# status 4 and one line, and with --resume go on to the bytes of a run that never failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
howship=$1 ptxcpu=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
run() { # OUT OPTION...
  local out=$1
  shift
  "$ptxcpu" "$@" -- "$howship" run "$here/plate.toml" --backend cuda -o "$out" --quiet --threads 1 --checkpoint-every "0 s" --resume
}
run "$folder/whole"
failed=0
# The first kernel, those of the first steps, and later ones; one beyond the last ends the loop.
for n in 1 2 5 20 100 300 800 1500 2500 100000; do
  status=0
  rm -rf "$folder/out"
  run "$folder/out" --fail-launch $n >"$folder/stdout" 2>"$folder/stderr" || status=$?
  if [ $status -eq 0 ]; then break; fi
  failed=$((failed + 1))
  grep -v '^ptxcpu' "$folder/stderr" >"$folder/said" || true
  if [ $status -ne 4 ] || [ "$(wc -l <"$folder/said")" -ne 1 ] || ! grep -Eq '^howship: error: .*CUDA: ' "$folder/said"; then
    echo "kernel $n: status $status"
    cat "$folder/stderr"
    exit 1
  fi
  run "$folder/out"
  if ! diff -r -x run.log -x manifest.json -x checkpoint -x summary.json "$folder/whole" "$folder/out"; then
    echo "kernel $n failed, and the run went on to other results"
    exit 1
  fi
done
if [ $failed -lt 5 ]; then
  echo "only $failed kernels failed"
  exit 1
fi
echo "$failed kernels failed; each run went on to the same bytes"
