#!/usr/bin/env bash
# tests/bench/compare.sh [ARGUMENTS]: builds howship_compare and runs it: howship against hypre, SUNDIALS CVODE and locally
# one-dimensional splitting. Some three minutes of one core. ARGUMENTS: --json FILE, --interval-spacing MM, see --help.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
"$root"/tools/build.sh release howship_compare
exec "$root"/build/release/tests/bench/howship_compare "$@"
