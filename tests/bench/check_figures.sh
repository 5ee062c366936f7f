#!/usr/bin/env bash
# check_figures.sh FILE: FILE, written by `howship bench --json`, holds every figure, each a number above zero. How large they
# are says nothing.
set -euo pipefail
awk '
function take(key, value) { count[key]++; if (value !~ /^[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?$/ || value + 0 <= 0) { print key " = " value; bad++ } }
/"[A-Za-z_]+": / { key = $1; gsub(/[":]/, "", key); value = $2; sub(/,$/, "", value); if (key in wanted) take(key, value) }
BEGIN {
  split("triad_GBps sweep_GBps sweep_fraction_of_triad voxel_species_updates_per_s vcycle_ns_per_unknown " \
        "step_us_per_voxel step_GBps step_fraction_of_triad bytes_per_voxel work_units_per_step " \
        "spacing_mm active_voxels steps", names, " ")
  for (i in names) wanted[names[i]]
}
END {
  for (key in wanted) if (!(key in count)) { print "no " key; bad++ }
  # The whole of it and one for each spacing, each spacing with its own.
  if (count["steps"] < 3) { print "fewer than three spacings in convergence"; bad++ }
  if (count["spacing_mm"] != count["steps"] + 1 || count["active_voxels"] != count["steps"] + 1 ||
      count["work_units_per_step"] != count["steps"] + 1) { print "a row of convergence is not complete"; bad++ }
  exit bad > 0
}' "$1"
echo "all figures are there"
