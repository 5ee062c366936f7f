#!/usr/bin/env bash
# tools/build.sh PRESET [TARGET...]: installs what is missing, configures and builds one CMake preset.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift

tools/install-deps.sh
if [ -z "${HOWSHIP_NVCC:-}" ]; then
  HOWSHIP_NVCC=$(command -v nvcc || { [ -x /usr/local/cuda/bin/nvcc ] && echo /usr/local/cuda/bin/nvcc; } || true)
fi
export HOWSHIP_NVCC

log=build/$preset.log
mkdir -p build
if ! cmake --preset "$preset" >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
targets=()
if [ $# -gt 0 ]; then targets=(--target "$@"); fi
if ! cmake --build --preset "$preset" "${targets[@]}" >>"$log" 2>&1; then
  grep -E -A 8 "FAILED|error" "$log" >&2 || tail -n 40 "$log" >&2
  echo "tools/build.sh: building '$preset' failed; the whole log is $log" >&2
  exit 1
fi
echo "built build/$preset/howship"
