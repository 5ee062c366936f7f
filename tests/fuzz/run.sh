#!/usr/bin/env bash
# run.sh [SECONDS_PER_TARGET [TARGET...]]: builds howship_fuzz (preset fuzz), gives each target inputs made from its
# seeds for that long (default 60), as many targets at a time as there are cores, and prints how many it tried. Fails when one breaks; the input is then in
# build/fuzz/found/TARGET, to be kept in tests/fuzz/corpus/TARGET. What runs get to know is kept in build/fuzz/known.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift

if ! command -v clang++ >/dev/null; then
  echo "skipped: fuzzing needs clang++ (tools/install-checkers.sh)"
  exit 77
fi
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >"$probe/probe.cpp"
if ! clang++ -fsanitize=fuzzer,address "$probe/probe.cpp" -o "$probe/probe" >/dev/null 2>&1; then
  echo "skipped: this clang++ has no libFuzzer (tools/install-checkers.sh)"
  exit 77
fi
tools/build.sh fuzz || exit 1

build=build/fuzz
mkdir -p $build/found $build/known $build/reports
scratch=$probe
if [ -w /dev/shm ]; then scratch=$(mktemp -d /dev/shm/howship-fuzz-XXXXXX); trap 'rm -rf "$probe" "$scratch"' EXIT; fi
export TMPDIR=$scratch OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
# Readers that run in a process of their own print nowhere: what the sanitizers say goes to files. Allocations that the
# limits of such a process refuse are no fault.
export UBSAN_OPTIONS=print_stacktrace=1

fuzz() { # TARGET SECONDS
  local log=$build/reports/$1.log reports=$build/reports/$1.sanitizer words=$1
  rm -f "$reports".*
  mkdir -p "$build/known/$1" "$build/found/$1" "tests/fuzz/corpus/$1"
  local dictionary=()
  if [ "$1" = override ]; then words=case_file; fi
  if [ -f "tests/fuzz/$words.dict" ]; then dictionary=("-dict=tests/fuzz/$words.dict"); fi
  ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:log_path=$PWD/$reports HOWSHIP_FUZZ_TARGET=$1 \
    timeout $(($2 + 60)) "$build/tests/fuzz/howship_fuzz" -max_total_time="$2" -timeout=20 -rss_limit_mb=2048 \
    -malloc_limit_mb=1024 -max_len=16384 -artifact_prefix="$build/found/$1/" "${dictionary[@]}" -print_final_stats=1 \
    "$build/known/$1" "tests/fuzz/corpus/$1" >"$log" 2>&1
  local status=$? tried
  # It runs on without what it does not know.
  if grep -q 'unrecognized flag' "$log"; then status=1; fi
  tried=$(grep -ao 'stat::number_of_executed_units: *[0-9]*' "$log" | grep -o '[0-9]*$')
  local report
  for report in "$reports".*; do
    if [ ! -e "$report" ]; then continue; fi
    # Of a reader's own process; the fuzzer itself ends with a status. There, libraries may fail, and memory is limited.
    local blamed
    blamed=$(grep -oE 'host/[a-z/_]+\.cpp|lib(vtk|expat|z)[A-Za-z0-9]*' "$report" | head -n 1)
    if [ $status -eq 0 ] && { [[ $blamed != host/* ]] ||
      grep -qE 'out-of-memory|allocation-size-too-big|calloc-overflow' "$report"; }; then
      rm -f "$report"
    else
      status=1
      cat "$report" >>"$log"
    fi
  done
  printf '%-16s %10s inputs  %s\n' "$1" "${tried:-?}" "$([ $status -eq 0 ] && echo sound || echo "BROKEN, see $log")"
  return $status
}

# First that a fault is found at all.
mkdir -p $build/seeded $build/known/seeded_fault
HOWSHIP_FUZZ_TARGET=seeded_fault timeout 60 $build/tests/fuzz/howship_fuzz -max_total_time=30 -artifact_prefix=$build/seeded/ \
  $build/known/seeded_fault tests/fuzz/corpus/seeded_fault >$build/reports/seeded_fault.log 2>&1
if ! grep -q 'the seeded fault' $build/reports/seeded_fault.log; then
  echo "the seeded fault was not found; see $build/reports/seeded_fault.log"
  exit 1
fi

if [ $# -gt 0 ]; then
  targets=("$@")
else
  mapfile -t targets < <(find tests/fuzz/corpus -mindepth 1 -maxdepth 1 -type d ! -name seeded_fault -printf '%f\n' | sort)
fi
export -f fuzz
export build seconds
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz {} "$seconds"' || exit 1
