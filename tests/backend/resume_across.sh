#!/usr/bin/env bash
# resume_across.sh HOWSHIP COMMAND...: runs a small case on CUDA by `COMMAND... HOWSHIP`, which may be an emulator's, and on
# the CPU by HOWSHIP alone. A run killed on CUDA and resumed there leaves the bytes of one never stopped; one killed on
# either and resumed on the other stays within the tolerance between back ends.
set -euo pipefail
howship=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >case.toml <<'CASE'
title = "ball"
[geometry]
shape = "sphere"
radius = "4 mm"
spacing = "1.5 mm"
[[lesion]]
phenotype = "lytic"
centre = ["0 mm", "0 mm", "0 mm"]
radius = "2 mm"
tumour_fraction = 0.3
[[dose]]
drug = "denosumab"
amount = "120 mg"
start = "0.5 day"
[[therapy]]
kind = "radiotherapy"
fraction_dose = "4 Gy"
start = "1 day"
[time]
end = "2 day"
[output]
every = "0.25 day"
CASE

cuda=("$@" "$howship")
run() { # BACKEND FOLDER OPTION...; becomes the program
  local backend=$1 out=$2
  shift 2
  local program=("$howship")
  if [ "$backend" = cuda ]; then program=("${cuda[@]}"); fi
  exec "${program[@]}" run case.toml --backend "$backend" -o "$out" --quiet --threads 1 "$@"
}

stop() { # BACKEND FOLDER: killed once it has written some rows
  run "$1" "$2" --checkpoint-every "0 s" &
  local program=$!
  until [ "$(cat "$2/timeseries.csv" 2>/dev/null | wc -l)" -ge 20 ]; do
    if ! kill -0 $program 2>/dev/null; then
      echo "the run on $1 ended before it could be killed"
      exit 1
    fi
    sleep 0.01
  done
  kill -KILL $program
  wait $program 2>/dev/null || true
  if [ -e "$2/summary.json" ]; then
    echo "the run on $1 was over before it was killed"
    exit 1
  fi
}

same_bytes() { # FOLDER FOLDER
  diff -r -x run.log -x manifest.json -x checkpoint -x summary.json "$1" "$2"
}

# Rows at which steps of both end (day 0, dose, fraction, end), by the largest difference relative to the column's largest value.
close() { # FOLDER FOLDER TOLERANCE
  awk -F, -v tolerance="$3" '
    FNR == 1 { ++file; for (i = 3; i <= NF; ++i) if ($i ~ /balance_error/) rounding = i; next }
    $1 * 4 != int($1 * 4) { next }
    file == 1 { ++rows; for (i = 3; i <= NF; ++i) { one[$1, i] = $i; size = $i < 0 ? -$i : $i; if (size > most[i]) most[i] = size } }
    file == 2 {
      ++others
      for (i = 3; i <= NF; ++i) {
        if (i == rounding) continue
        d = $i - one[$1, i]
        if (d < 0) d = -d
        if (!(($1, i) in one) || d > tolerance * most[i]) { print "day " $1 ", column " i ": " $i " and " one[$1, i]; bad = 1 }
      }
    }
    END { if (rows < 4 || rows != others) { print rows " and " others " rows"; bad = 1 } exit bad }' \
    "$1/timeseries.csv" "$2/timeseries.csv"
}

(run cuda whole_cuda)
(run cpu whole_cpu)
stop cuda cuda_cuda
cp -r cuda_cuda cuda_cpu
(run cuda cuda_cuda --resume)
same_bytes whole_cuda cuda_cuda
(run cpu cuda_cpu --resume)
close whole_cuda cuda_cpu 1e-4
stop cpu cpu_cuda
(run cuda cpu_cuda --resume)
close whole_cpu cpu_cuda 1e-4
echo "killed runs went on: CUDA to CUDA with the same bytes, CUDA to CPU and CPU to CUDA within 1e-4"
