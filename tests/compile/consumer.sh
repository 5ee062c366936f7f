#!/usr/bin/env bash
# consumer.sh BUILD [CXX_FLAGS]: installs a build into an empty folder, builds tests/consumer against what lies there, and
# runs a ball with it.
set -euo pipefail
tests=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/installed" >/dev/null
# What is found must not lie where it was built.
mkdir -p "$work/installed/lib"
if grep -rlF -e "$(dirname "$tests")/" "$work/installed/lib" --include='*.cmake'; then
  echo "the installed package names the folder of the sources or of the build" >&2
  exit 1
fi
if ! cmake -S "$tests/consumer" -B "$work/build" -G Ninja -D CMAKE_PREFIX_PATH="$work/installed" \
  -D CMAKE_FIND_PACKAGE_NO_PACKAGE_REGISTRY=ON -D CMAKE_CXX_FLAGS="${2:-}" >"$work/log" 2>&1 ||
  ! cmake --build "$work/build" >>"$work/log" 2>&1; then
  cat "$work/log" >&2
  exit 1
fi
sed -n '/R"(/,/)"/p' "$tests/system/ball_case.hpp" | sed 's/.*R"(//; s/)";//' >"$work/ball.toml"
OMP_WAIT_POLICY=passive "$work/build/consumer" "$work/ball.toml" "$work/out" | tee "$work/printed"
grep -Eq '^day 1, [0-9]+ voxels, [0-9]+ steps' "$work/printed"
for file in case.toml manifest.json summary.json timeseries.csv fields.pvd; do
  if [ ! -s "$work/out/$file" ]; then
    echo "the run left no $file" >&2
    exit 1
  fi
done
