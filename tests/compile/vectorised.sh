#!/usr/bin/env bash
# vectorised.sh OBJECT REGISTER: the loops over the voxel bodies in OBJECT compute in packed REGISTERs (zmm, ymm). Counts
# floating-point arithmetic per function; scalar arithmetic is left only where lanes are summed up. Bodies that go between
# two grids run lane by lane: eight voxels of one become one of the other.
set -euo pipefail
object=$1
register=$2
if ! command -v objdump >/dev/null; then
  echo "skipped: objdump (binutils) is not installed"
  exit 77
fi
objdump -d -C --no-show-raw-insn "$object" | awk -v register="$register" '
/^[0-9a-f]+ </ { name = $0; sub(/^[0-9a-f]+ </, "", name); body = name ~ /Range<howship::[A-Za-z]+/
                 if (body) { sub(/.*Range<howship::/, "", name); sub(/, void>.*/, "", name); seen[name] } }
body && $2 ~ /^v(fn?m(add|sub)[0-9]*|mul|add|sub|div)p[sd]$/ { if (index($0, register)) packed[name]++; else narrow[name]++ }
body && $2 ~ /^v(fn?m(add|sub)[0-9]*|mul|add|sub|div)s[sd]$/ { scalar[name]++ }
END {
  for (name in seen) {
    if (name ~ /^(CoarsenOperator|RestrictResidual|ProlongCorrection)$/) continue
    good = packed[name] >= 4 && packed[name] > 2 * (scalar[name] + narrow[name])
    printf "%-28s packed %5d  narrower %4d  scalar %4d%s\n", name, packed[name], narrow[name], scalar[name],
           good ? "" : "  NOT VECTORISED"
    if (!good) bad++
  }
  if (!("ChebyshevSweep" in seen)) { print "no ChebyshevSweep in the object: has it been renamed?"; exit 1 }
  exit bad > 0
}'
