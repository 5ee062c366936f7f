#!/usr/bin/env bash
# vectorised.sh OBJECT REGISTER: the loops over the voxel bodies in OBJECT compute in packed REGISTERs (zmm, ymm). Counts
# floating-point arithmetic per function. Sweeps over a grid and what carries them between grids have no other, and sweeps
# multiply and add in one; elsewhere scalar arithmetic is left where lanes are summed up and parameters are combined.
set -euo pipefail
object=$1
register=$2
if ! command -v objdump >/dev/null; then
  echo "skipped: objdump (binutils) is not installed"
  exit 77
fi
objdump -d -C --no-show-raw-insn "$object" | awk -v register="$register" '
BEGIN {
  # Packed instructions wanted for one that is not.
  share["ChebyshevSweep"] = share["Residual"] = "all and fused"
  share["CoarsenOperator"] = share["RestrictResidual"] = share["ProlongCorrection"] = "all"
  share["Prepare<float>"] = share["Prepare<double>"] = 8
  share["BeginStage<float>"] = share["BeginStage<double>"] = 8
  share["EndStage<float>"] = share["EndStage<double>"] = 2
}
/^[0-9a-f]+ </ { name = $0; sub(/^[0-9a-f]+ </, "", name); body = name ~ /Range<howship::[A-Za-z]+/
                 if (body) { sub(/.*Range<howship::/, "", name); sub(/, void>.*/, "", name); seen[name] } }
body && $2 ~ /^v(fn?m(add|sub)[0-9]*|mul|add|sub|div)p[sd]$/ { if (index($0, register)) packed[name]++; else narrow[name]++ }
body && $2 ~ /^vfn?m(add|sub)[0-9]*p[sd]$/ && index($0, register) { fused[name]++ }
body && $2 ~ /^v?(fn?m(add|sub)[0-9]*|mul|add|sub|div)s[sd]$/ { scalar[name]++ }
END {
  for (name in seen) {
    rest = scalar[name] + narrow[name]
    wanted = name in share ? share[name] : 2
    good = packed[name] >= 4 && (wanted ~ /^all/ ? rest == 0 && (wanted == "all" || 4 * fused[name] > packed[name]) : packed[name] > wanted * rest)
    printf "%-28s packed %5d  fused %5d  narrower %4d  scalar %4d%s\n", name, packed[name], fused[name], narrow[name], scalar[name],
           good ? "" : "  NOT VECTORISED"
    if (!good) bad++
  }
  for (name in share)
    if (!(name in seen)) { print "no " name " in the object: has it been renamed?"; bad++ }
  exit bad > 0
}'
