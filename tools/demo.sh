#!/usr/bin/env bash
# Installs what is missing, builds howship and runs the lytic metastasis in a vertebra into out/lytic-vertebra.
# Arguments go to `howship run`, for example: tools/demo.sh --set geometry.spacing="1 mm"
set -euo pipefail
cd "$(dirname "$0")/.."

preset=release
# The CUDA build only pays where there is a device for it.
if { command -v nvcc || [ -x /usr/local/cuda/bin/nvcc ]; } >/dev/null && [ -e /dev/nvidia0 ]; then
  preset=cuda
fi
tools/build.sh "$preset" howship
exec "build/$preset/howship" run meshes/cases/lytic-vertebra.toml -o out/lytic-vertebra --overwrite "$@"
