#!/usr/bin/env bash
# Installs what is missing, builds howship and runs all its tests. Where nvcc and ptxcpu are, the CUDA back end is also
# executed without a GPU (label cuda-emulated).
set -euo pipefail
cd "$(dirname "$0")/.."

tools/build.sh release
ctest --preset release -j "$(nproc)" "$@"

ptxcpu=${HOWSHIP_PTXCPU:-../shared/ptxcpu/ptxcpu}
if { command -v nvcc || [ -x /usr/local/cuda/bin/nvcc ]; } >/dev/null && [ -x "$ptxcpu" ]; then
  tools/build.sh cuda-emulated
  ctest --preset cuda-emulated -j "$(nproc)"
else
  echo "cuda-emulated tests skipped: they need nvcc and ptxcpu ($ptxcpu)"
fi
