#!/usr/bin/env bash
# tests/bench/measure_gpu.sh [--quick]: on a machine with an NVIDIA GPU builds the preset `cuda`, tests and times it, and writes what it
# finds under "Measured" in tests/bench/CUDA.md. --quick: without compute-sanitizer and ncu. Some twenty minutes. Exit status 77: there
# is no device.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
page=$root/tests/bench/CUDA.md
if ! command -v nvidia-smi >/dev/null || ! device=$(nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null | head -n 1) || [ -z "$device" ]; then
  echo "measure_gpu.sh: skipped: there is no NVIDIA GPU on this machine (nvidia-smi names none)"
  exit 77
fi
quick=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
howship=$root/build/cuda/howship
export OMP_WAIT_POLICY=passive

"$root"/tools/build.sh cuda
# compute-sanitizer and ncu lie beside the nvcc that was taken, which need not be on the PATH.
PATH=$PATH:$(dirname "$(sed -n 's/^CMAKE_CUDA_COMPILER:[A-Z]*=//p' "$root/build/cuda/CMakeCache.txt")")
failed=()
step() { # NAME COMMAND...: output to a file of that name; a failure is noted and the rest goes on
  local name=$1
  shift
  echo "$name: $*"
  if ! "$@" >"$work/$name" 2>&1; then
    failed+=("$name")
    tail -n 20 "$work/$name"
  fi
}
small=(run "$root/tests/backend/two_lesions.toml" --backend cuda --overwrite --quiet)
demo=(run "$root/meshes/cases/lytic-vertebra.toml" --backend cuda --overwrite --quiet)
step selftest "$howship" selftest
step suite ctest --test-dir "$root/build/cuda" -L '^(gpu|system)$' --output-on-failure
step bench "$howship" bench --backend cuda --json "$work/bench.json"
step demo "$howship" "${demo[@]}" -o "$work/demo_out" --json
step profile "$howship" run "$root/meshes/cases/lytic-vertebra.toml" --backend cuda -o "$work/profile_out" --until "112 day" -v
if [ "$quick" != --quick ]; then
  for tool in memcheck racecheck initcheck synccheck; do
    step "sanitizer_$tool" compute-sanitizer --tool "$tool" --error-exitcode 1 "$howship" "${small[@]}" -o "$work/$tool"
  done
  # Two steps or so of the demo. Times are those without overlap.
  step ncu ncu --csv --print-units base --kernel-name-base demangled --launch-skip 200 --launch-count 200 \
    --metrics gpu__time_duration.sum,dram__bytes.sum,dram__throughput.avg.pct_of_peak_sustained_elapsed,sm__throughput.avg.pct_of_peak_sustained_elapsed,sm__warps_active.avg.pct_of_peak_sustained_active \
    "$howship" "${demo[@]}" -o "$work/ncu_out" --until "0.1 day"
fi

block() { # TITLE FILE
  if [ -s "$work/$2" ]; then printf '\n%s:\n\n```\n%s\n```\n' "$1" "$(tail -n "${3:-60}" "$work/$2")"; fi
}
head_of() { sed -n '1,/^## Measured/p' "$page" | sed '$d'; }
{
  head_of
  echo "## Measured"
  echo
  echo "On $device, $(date -u +%F), commit $(git -C "$root" rev-parse --short HEAD), by \`tests/bench/measure_gpu.sh\`."
  if [ ${#failed[@]} -gt 0 ]; then echo "**Failed: ${failed[*]}.**"; fi
  block "\`howship selftest\`" selftest
  block "Tests with labels \`gpu\` and \`system\`" suite 12
  block "\`howship bench --backend cuda\`" bench.json
  block "\`lytic-vertebra\`, its summary" demo 80
  block "The same to day 112, where the time went (each launch waited for)" profile 16
  for tool in memcheck racecheck initcheck synccheck; do block "\`compute-sanitizer --tool $tool\`, two lesions" "sanitizer_$tool" 4; done
  if [ -s "$work/ncu" ]; then
    printf '\nBy `ncu`, means over 200 launches:\n\n'
    awk "$(cat "$root/tests/bench/cuda/names.awk")$(cat "$root/tests/bench/cuda/ncu.awk")" "$work/ncu" || true
  fi
} >"$work/page"
cp "$work/page" "$page"
echo "wrote ${page#"$root"/}"
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}" >&2
  exit 1
fi
