#!/usr/bin/env bash
# one_definition.sh ROOT: in the one namespace howship, no type, function or inline variable is defined in two places: the
# linker would keep either without a word, whatever the files mean by it. Prints all places of such a name, and fails.
# What a file alone needs belongs into its unnamed namespace, which is not looked at.
set -euo pipefail
checks=$(cd "$(dirname "$0")" && pwd)
cd "$1"
folders=()
for folder in include kernels host tests; do
  if [ -d "$folder" ]; then folders+=("$folder"); fi
done
# stub.cpp stands in for backend_cuda.cu.
find "${folders[@]}" \( -path tests/compile/seeded -o -path kernels/cuda/stub.cpp \) -prune -o -type f \
  \( -name '*.hpp' -o -name '*.cpp' -o -name '*.cuh' -o -name '*.cu' \) -print0 |
  sort -z | xargs -0 awk -f "$checks/one_definition.awk"
