#!/usr/bin/env bash
# tools/package.sh [PRESET]: builds a preset (default release) and of it the Debian packages howship and libhowship-dev,
# into build/PRESET/packages. Installs what is missing for that.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}

tools/build.sh "$preset" howship
if ! command -v dpkg-shlibdeps >/dev/null; then tools/install-deps.sh dpkg-dev; fi
log=build/$preset/package.log
if ! cpack --config "build/$preset/CPackConfig.cmake" >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "tools/package.sh: packaging failed; the whole log is $log" >&2
  exit 1
fi
ls -l "build/$preset/packages/"*.deb
