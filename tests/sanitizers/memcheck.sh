#!/usr/bin/env bash
# memcheck.sh HOWSHIP: a run of some hundred voxels over three days under valgrind, on one thread and two, with the
# instruction sets that valgrind knows (it has no AVX-512). Fails on any access to memory that is not ours or not set,
# and on memory lost. Some two minutes of one core.
set -euo pipefail
howship=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
command -v valgrind >/dev/null || { echo "skipped: valgrind is not installed"; exit 77; }

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp "$here/ball.toml" "$place"
cd "$place"
export OMP_WAIT_POLICY=passive
for set in baseline v3; do
  for threads in 1 2; do
    if ! HOWSHIP_ISA=$set valgrind --error-exitcode=66 --leak-check=full --errors-for-leak-kinds=definite,indirect \
      --show-leak-kinds=definite,indirect --suppressions="$here/valgrind.supp" --log-file=memcheck.log \
      "$howship" run ball.toml -o "ball-$set-$threads" --threads $threads --quiet; then
      cat memcheck.log >&2
      echo "memcheck.sh: $set on $threads threads failed or was reported" >&2
      exit 1
    fi
    echo "$set, $threads thread(s): $(grep -o 'ERROR SUMMARY.*' memcheck.log)"
  done
done
