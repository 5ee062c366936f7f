#!/usr/bin/env bash
# same_bits.sh CASE HOWSHIP PTXCPU: runs CASE on the CUDA back end with threads in other orders, on one and on two host threads, and with
# streams as late as CUDA allows, and on a second device; every result must have the bytes of the plain run.
set -euo pipefail
case=$1 howship=$2 ptxcpu=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # NAME OPTION...
  local name=$1
  shift
  "$ptxcpu" "$@" -- "$howship" run "$case" --backend cuda -o "$folder/$name" --quiet --threads 1 --device "$device"
}
device=0
run plain --threads 1
count=0
while read -r device options; do
  count=$((count + 1))
  # shellcheck disable=SC2086
  run "$count" $options </dev/null
  if ! diff -r -x run.log -x manifest.json -x checkpoint -x summary.json "$folder/plain" "$folder/$count"; then
    echo "other results on device $device with $options"
    exit 1
  fi
done <<'OPTIONS'
0 --order reverse --threads 1
0 --order shuffle --seed 1 --threads 1
0 --order shuffle --seed 2 --threads 2
0 --order shuffle --seed 3 --threads 2
0 --threads 2
0 --late --threads 2
0 --late --order shuffle --seed 4 --threads 1
1 --devices 2 --threads 2
OPTIONS
if [ "$count" -ne 8 ]; then
  echo "only $count of 8 orders were tried"
  exit 1
fi
rows=$(wc -l <"$folder/plain/timeseries.csv")
if [ "$rows" -lt 5 ]; then
  echo "only $rows rows: nothing happened"
  exit 1
fi
echo "$count orders, $rows rows each: the same bytes"
