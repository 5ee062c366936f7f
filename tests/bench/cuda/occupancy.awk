# Tables of resources from the lines of resources.sh. Variables: hot, names of bodies that run in every stage; precision,
# "mixed" or "double". Exits with 1 when a hot kernel of that precision spills registers.
#
# Limits per multiprocessor: CUDA C++ Programming Guide 13.0, "Technical Specifications per Compute Capability"; granularity of
# registers (256 a warp, four partitions) and of shared memory (128 bytes and 1 kB a block): cuda_occupancy.h of the toolkit.
BEGIN {
  FS = "\t"
  n = split("80 90 100 120", architectures, " ")
  split("64 64 64 48", w, " "); split("32 32 32 24", b, " "); split("164 228 228 100", s, " ")
  for (i = 1; i <= n; ++i) { warps[architectures[i]] = w[i]; blocks[architectures[i]] = b[i]; shared[architectures[i]] = 1024 * s[i] }
  split(hot, listed, " ")
  for (i in listed) is_hot[listed[i]]
}
function ceiling(x, step) { return int((x + step - 1) / step) * step }
function least(a, b) { return a < b ? a : b }
# Share of the warps that a multiprocessor can hold.
function occupancy(a, threads, registers, bytes,   per_block, fit) {
  if (threads == 0) return -1
  per_block = ceiling(threads, 32) / 32
  fit = least(blocks[a], int(warps[a] / per_block))
  if (registers > 0) fit = least(fit, int(4 * int(16384 / ceiling(32 * registers, 256)) / per_block))
  fit = least(fit, int(shared[a] / (ceiling(bytes, 128) + 1024)))
  return 100 * fit * per_block / warps[a]
}
function cell(a, kernel,   o) {
  if (!((a, kernel) in registers)) return " - |"
  o = occupancy(a, threads[a, kernel], registers[a, kernel], bytes[a, kernel])
  return " " registers[a, kernel] ", " (o < 0 ? "?" : sprintf("%.0f %%", o)) ", " stack[a, kernel] ", " spills[a, kernel] " |"
}
{
  kernel = $2
  if (kernel == "cub reduce") next # an empty kernel of its own
  if (precision == "mixed" ? kernel ~ / double$/ : kernel !~ / double$/) next
  if (!(kernel in threads)) order[++kernels] = kernel
  if (!(kernel in threads)) threads[kernel] = $3
  # Kernels of a library share one name here: the one that takes most.
  if (!(($1, kernel) in registers) || $4 > registers[$1, kernel]) {
    threads[$1, kernel] = $3; registers[$1, kernel] = $4; stack[$1, kernel] = $5; spills[$1, kernel] = $6 + $7; bytes[$1, kernel] = $8
  }
}
END {
  line = "| kernel | threads | shared |"; rule = "|---|---|---|"
  for (i = 1; i <= n; ++i) { line = line " sm_" architectures[i] " |"; rule = rule "---|" }
  print line; print rule
  for (k = 1; k <= kernels; ++k) {
    kernel = order[k]; body = kernel; sub(/ .*/, "", body)
    line = "| " (body in is_hot ? "**" body "**" : kernel ~ /^cub/ ? kernel : body) " | " (threads[kernel] == 0 ? "?" : threads[kernel]) " | " bytes[architectures[1], kernel] + 0 " |"
    for (i = 1; i <= n; ++i) {
      line = line cell(architectures[i], kernel)
      if (body in is_hot && spills[architectures[i], kernel] > 0) { bad = bad "\n" body " on sm_" architectures[i] ": " spills[architectures[i], kernel] " bytes" }
    }
    print line
  }
  if (bad != "") { print "hot kernels spill registers:" bad > "/dev/stderr"; exit 1 }
}
