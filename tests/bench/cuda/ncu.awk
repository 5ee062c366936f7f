# Table from `ncu --csv --print-units base`: means over a kernel's launches. To be read after names.awk.
BEGIN {
  columns = split("gpu__time_duration.sum dram__bytes.sum dram__throughput.avg.pct_of_peak_sustained_elapsed " \
                  "sm__throughput.avg.pct_of_peak_sustained_elapsed sm__warps_active.avg.pct_of_peak_sustained_active", metric, " ")
}
/^"ID"/ {
  n = split(substr($0, 2, length($0) - 2), head, "\",\"")
  for (i = 1; i <= n; ++i) column[head[i]] = i
  next
}
/^"[0-9]/ && n > 0 {
  split(substr($0, 2, length($0) - 2), cell, "\",\"")
  kernel = kernel_name(cell[column["Kernel Name"]]); name = cell[column["Metric Name"]]; value = cell[column["Metric Value"]]
  gsub(/,/, "", value)
  if (!(kernel in seen)) { seen[kernel]; order[++kernels] = kernel }
  sum[kernel, name] += value; count[kernel, name]++
}
END {
  if (kernels == 0) { print "ncu.awk: no launches" > "/dev/stderr"; exit 1 }
  print "| kernel | launches | time [us] | DRAM [MB] | of peak bandwidth [%] | of peak arithmetic [%] | warps active [%] |"
  print "|---|---|---|---|---|---|---|"
  for (k = 1; k <= kernels; ++k) {
    kernel = order[k]
    line = "| " kernel " | " count[kernel, metric[1]]
    for (c = 1; c <= columns; ++c) {
      mean = count[kernel, metric[c]] > 0 ? sum[kernel, metric[c]] / count[kernel, metric[c]] : 0
      line = line " | " sprintf("%.1f", c == 1 ? mean / 1e3 : c == 2 ? mean / 1e6 : mean)
    }
    print line " |"
  }
}
