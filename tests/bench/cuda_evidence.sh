#!/usr/bin/env bash
# tests/bench/cuda_evidence.sh [--keep FOLDER]: re-makes tests/bench/CUDA.md: what the compiler says of the CUDA back end's kernels,
# what they move and compute when their PTX is executed, and the times per step that follow for some GPUs. Needs nvcc and
# ptxcpu (HOWSHIP_PTXCPU), no device; some five minutes of two cores. Fails when a hot kernel spills registers.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cuda=$root/tests/bench/cuda
page=$root/tests/bench/CUDA.md
build=$root/build/cuda-emulated
ptxcpu=${HOWSHIP_PTXCPU:-$root/../shared/ptxcpu/ptxcpu}
if [ ! -x "$ptxcpu" ]; then
  echo "cuda_evidence.sh: there is no ptxcpu at $ptxcpu; set HOWSHIP_PTXCPU" >&2
  exit 77
fi
if [ "${1:-}" = --keep ]; then
  work=$2
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
work=$(cd "$work" && pwd)
export OMP_WAIT_POLICY=passive
architectures=(80 90 100 120)
# Those that run in every stage of every step.
hot="FormStageState BeginStage ChebyshevSweep Residual RestrictResidual ProlongCorrection EndStage"
demo=$root/meshes/cases/lytic-vertebra.toml
demo_grid='geometry.spacing="1 mm"' # whose sweeps per attempt are taken, up to demo_end
demo_end='time.end="112 day"'
fraction=0.75 # of the peak bandwidth that is assumed
launch_us=2   # of a kernel within a graph, assumed

HOWSHIP_PTXCPU=$ptxcpu "$root"/tools/build.sh cuda-emulated howship howship_traffic
names=$(cat "$cuda/names.awk")

"$cuda"/resources.sh "$build" "$work" "${architectures[@]}" >"$work/resources.tsv"

# ptxcpu leaves local arrays without memory when it profiles alone, hence --check memory.
"$ptxcpu" --profile --check memory -- "$build/howship" run "$cuda/box.toml" --backend cuda -o "$work/out" --overwrite --quiet 2>"$work/profile"
grep -q "checks finished, 0 findings" "$work/profile" || { cat "$work/profile" >&2; exit 1; }
HOWSHIP_ISA=baseline "$build/tests/bench/howship_traffic" "$cuda/box.toml" >"$work/box.traffic"
"$build/tests/bench/howship_traffic" "$demo" "$demo_grid" "$demo_end" >"$work/demo.traffic"
"$build/howship" check "$demo" --backend cpu --json >"$work/demo.json"
# What a run in mixed precision may launch.
find "$work/${architectures[0]}" -name '*.ptx' -exec awk -f "$cuda/perfect_requests.awk" {} + | c++filt | LC_ALL=C sort -u |
  awk -F '\t' "$names"' { name = kernel_name($1); if (name !~ / double$/ && name != "TriadBody") print "kernel " $1 "\t" name "\t" $2 }' >"$work/kernels"

counts() { # OPTION...
  awk "$@" "$names$(cat "$cuda/counts.awk")" "$work/box.traffic" "$work/kernels" "$work/profile"
}
json() { awk -F ': ' -v key="\"$1\"" 'index($1, key) { sub(/,$/, "", $2); print $2 }' "$work/demo.json"; }
counts -v ratios=1 >"$work/ratios"
counts >"$work/counts"
status=0
for precision in mixed double; do
  awk -v precision=$precision -v hot="$hot" -f "$cuda/occupancy.awk" "$work/resources.tsv" >"$work/resources_$precision" || status=1
done
awk -v voxels="$(json stored_voxels)" -v steps="$(json expected_steps | awk '{ printf "%.0f", $1 }')" -v fraction=$fraction -v launch_us=$launch_us \
  -f "$cuda/predicted.awk" "$work/ratios" "$work/demo.traffic" >"$work/predicted"
date -u +%F >"$work/date"
git -C "$root" rev-parse --short HEAD >"$work/commit"
sed -nE 's/.*CMAKE_CUDA_COMPILER_VERSION "([0-9.]+)".*/nvcc \1/p' "$build"/CMakeFiles/*/CMakeCUDACompiler.cmake >"$work/nvcc"
awk '$1 == "run" { print $3 " steps of " $4 " voxels" }' "$work/box.traffic" >"$work/box"
echo $fraction >"$work/fraction"
echo $launch_us >"$work/launch"

# Each @word of the page stands for the file of that name: a whole line by its lines, within a line by its only one.
awk -v work="$work" '
  /^@[a-z_]+$/ { while ((getline line < (work "/" substr($0, 2))) > 0) print line; next }
  { while (match($0, /@[a-z]+/)) { getline word < (work "/" substr($0, RSTART + 1, RLENGTH - 1)); $0 = substr($0, 1, RSTART - 1) word substr($0, RSTART + RLENGTH) } print }
' "$cuda/page.txt" >"$work/whole"
sed -n '/^## Measured/,$p' "$page" >"$work/measured" 2>/dev/null || true # what a GPU has shown stays
if [ ! -s "$work/measured" ]; then cp "$cuda/measured.txt" "$work/measured"; fi
cat "$work/whole" "$work/measured" >"$page"
echo "wrote ${page#"$root"/}"
exit $status
