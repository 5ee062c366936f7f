#!/usr/bin/env bash
# tests/sanitizers/run.sh asan|tsan [ARGUMENTS]: builds the preset of that name and runs its tests; ARGUMENTS go to ctest.
# tests/sanitizers/run.sh valgrind: runs a small case under memcheck, on each instruction set that valgrind knows.
# Fails when a test fails, and when there is a report: those of processes whose standard error nobody reads are kept in
# build/PRESET/reports, as all others. Reports of what is no fault of ours are counted and no more: tests/sanitizers/known.
set -euo pipefail
cd "$(dirname "$0")/../.."
tool=${1:-}
shift || true

case $tool in
  valgrind)
    tools/build.sh release howship
    exec tests/sanitizers/memcheck.sh build/release/howship
    ;;
  asan | tsan) ;;
  *)
    echo "usage: tests/sanitizers/run.sh asan|tsan [ARGUMENTS OF CTEST] | valgrind" >&2
    exit 2
    ;;
esac

if [ "$tool" = tsan ] && [ ! -e /usr/lib/llvm-14/lib/libarcher.so ]; then
  echo "tests/sanitizers/run.sh: tsan needs LLVM's OpenMP 14: apt-get install libomp-14-dev" >&2
  exit 2
fi
tools/build.sh "$tool" howship howship_seeded_fault howship_test_unit howship_test_backend howship_test_verification howship_test_regression \
  howship_test_system howship_test_oracle
reports=build/$tool/reports
rm -rf "$reports"
mkdir -p "$reports"
failed=0
ctest --preset "$tool" -j "$(nproc)" "$@" || failed=1
# Snapshots are read in a forked process. AddressSanitizer's allocator of gcc 12 is not made for that: when a thread of
# Mesa's is within it at that moment, the child waits for ever and is ended after a minute. Tests of pictures may try again.
log=build/$tool/Testing/Temporary/LastTestsFailed.log
if [ $failed -eq 1 ] && [ "$tool" = asan ] && [ -e "$log" ] && ! grep -qv Picture "$log"; then
  ctest --preset "$tool" --rerun-failed && failed=0
fi
unknown=0
for report in "$reports"/*; do
  [ -e "$report" ] || continue
  known=""
  while IFS=$'\t' read -r pattern reason; do
    case $pattern in "#"* | "") continue ;; esac
    if grep -Eqz "$pattern" "$report"; then known=$reason; fi
  done <tests/sanitizers/known
  if [ -n "$known" ]; then
    echo "known: $known"
  else
    grep -m 1 -h SUMMARY "$report" || head -n 3 "$report"
    unknown=1
  fi
done > >(sort | uniq -c)
if [ $unknown -eq 1 ]; then
  echo "tests/sanitizers/run.sh: the reports are in $reports" >&2
  failed=1
fi
exit $failed
