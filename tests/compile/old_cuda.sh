#!/usr/bin/env bash
# old_cuda.sh SOURCE VERSION: configures the preset `cuda` as if the CUDA toolkit were of that VERSION, and reports the CUDA files that would
# be compiled for Blackwell, which CUDA before 12.8 refuses.
set -euo pipefail
source=$1 version=$2
nvcc=${HOWSHIP_NVCC:-$(command -v nvcc || echo /usr/local/cuda/bin/nvcc)}
if [ ! -x "$nvcc" ]; then
  echo "old_cuda.sh: skipped: there is no nvcc"
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$source"
if ! HOWSHIP_NVCC=$nvcc cmake --preset cuda -B "$folder" -DCMAKE_CUDA_COMPILER_VERSION="$version" >"$folder/log" 2>&1; then
  cat "$folder/log"
  exit 1
fi
# Of each object file, its name and what it is compiled for.
awk '/^build .*\.cu\.o:/ { name = $2; sub(/:$/, "", name); sub(/.*\//, "", name) }
     name && /^  FLAGS = / { ++files; if (/compute_1[0-9][0-9]/) { print name " is compiled for Blackwell"; bad = 1 } name = "" }
     END { if (files < 2) { print "of 2 CUDA files " files + 0 " were found"; bad = 1 } exit bad }' "$folder/build.ninja"
