#!/usr/bin/env bash
# tests/coverage.sh [ARGUMENTS]: builds the preset coverage, runs its tests and prints which share of the lines of kernels/
# and host/ they reach, by folder. Fails below 90 % in all, and when a test fails. ARGUMENTS go to ctest: -L '^unit$', say,
# for a part. HOWSHIP_COUNTED names another build folder whose counts are evaluated as they are.
set -euo pipefail
cd "$(dirname "$0")/.."
least=90

command -v gcovr >/dev/null || { echo "tests/coverage.sh: gcovr is missing: apt-get install gcovr" >&2; exit 2; }
counted=${HOWSHIP_COUNTED:-}
failed=0
if [ -z "$counted" ]; then
  counted=build/coverage
  tools/build.sh coverage howship howship_test_unit howship_test_backend howship_test_verification howship_test_system \
    howship_test_oracle howship_test_regression
  find "$counted" -name '*.gcda' -delete
  ctest --preset coverage -L "^(unit|backend|verification|system|oracle|regression)$" -j "$(nproc)" "$@" || failed=1
fi

gcovr --root . --filter kernels/ --filter host/ -j "$(nproc)" --csv "$counted/coverage.csv" "$counted"
tests/coverage/by_folder.sh "$counted/coverage.csv" "$least" || failed=1
exit $failed
