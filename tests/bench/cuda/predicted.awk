# Predicted times of a step. Input: the ratios of counts.awk (tab-separated), then the lines of howship_traffic of the case.
# Variables: voxels (stored, of the case predicted), steps, fraction (of the peak bandwidth), launch_us.
BEGIN {
  # Data sheets of NVIDIA: bandwidth [GB/s], FP64 and FP32 outside of tensor cores [TFLOP/s].
  device("A100 80 GB SXM", 2039, 9.7, 19.5)
  device("H100 SXM", 3352, 33.5, 66.9)
  device("B200", 8000, 37, 75)
}
function device(name, bandwidth, double, single) {
  names[++devices] = name; GBps[devices] = bandwidth; f64_rate[devices] = double; f32_rate[devices] = single
}
function larger(a, b) { return a > b ? a : b }
split($0, column, "\t") == 5 { ratio[column[1]] = column[2]; doubles[column[1]] = column[3]; singles[column[1]] = column[4]; in_local[column[1]] = column[5]; next }
$1 == "run" { attempts = $2; accepted = $3; run_voxels = $4; sweeps = $5 }
$1 == "part" {
  name = $0; sub(/^part [0-9]+ [0-9]+ /, "", name)
  if (name == "states for output") next
  short = name ~ /^sweeps/ ? "sweeps" : name
  compulsory = $3 / run_voxels / attempts_of_run()
  scale = short in ratio ? ratio[short] : 1
  bytes[++parts] = compulsory * scale; all += bytes[parts]; launches += $2
  d = compulsory * doubles[short]; s = compulsory * singles[short]; locals += compulsory * in_local[short]; all_d += d; all_s += s
  for (i = 1; i <= devices; ++i) {
    memory = bytes[parts] * voxels / (fraction * GBps[i] * 1e9)
    arithmetic = d * voxels / (f64_rate[i] * 1e12) + s * voxels / (f32_rate[i] * 1e12)
    time[i] += larger(memory, arithmetic); bound_by_memory[i] += memory; bound_by_arithmetic[i] += arithmetic
  }
}
function attempts_of_run() { return attempts > 0 ? attempts : 1 }
END {
  if (parts == 0) { print "predicted.awk: nothing to predict from" > "/dev/stderr"; exit 1 }
  printf "%.0f stored voxels; per voxel and attempt %.0f bytes of distinct sectors, %.0f double and %.0f single precision operations; %.0f launches and %.1f sweeps per attempt.\n\n", voxels, all, all_d, all_s, launches / attempts, sweeps
  print "| device | memory [ms] | arithmetic [ms] | step, *predicted* [ms] | with " launch_us " us a launch [ms] | were all local memory DRAM [ms] | run of " steps " attempts, *predicted* [s] |"
  print "|---|---|---|---|---|---|---|"
  for (i = 1; i <= devices; ++i) {
    t = 1e3 * time[i]; floor_ms = launches / attempts * launch_us / 1e3
    printf "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f |\n", names[i], 1e3 * bound_by_memory[i], 1e3 * bound_by_arithmetic[i], t, t + floor_ms, t + floor_ms + 1e3 * locals * voxels / (fraction * GBps[i] * 1e9), steps * (t + floor_ms) / 1e3
  }
}
