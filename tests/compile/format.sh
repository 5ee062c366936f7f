#!/usr/bin/env bash
# format.sh ROOT: every source under ROOT is laid out as .clang-format says.
set -euo pipefail
cd "$1"
if ! command -v clang-format >/dev/null; then
  echo "skipped: clang-format is not installed"
  exit 77
fi
folders=()
for folder in include kernels host tests; do
  if [ -d "$folder" ]; then folders+=("$folder"); fi
done
find "${folders[@]}" -path tests/compile/seeded -prune -o -type f \
  \( -name '*.hpp' -o -name '*.cpp' -o -name '*.cuh' -o -name '*.cu' \) -print0 |
  xargs -0 clang-format --dry-run --Werror --style=file
