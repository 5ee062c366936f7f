# kernel_name(DEMANGLED): the body that a kernel runs and its precision, "Prepare float"; without a body the kernel's own
# name, "cub DeviceSegmentedReduceKernel". Whatever the launching template is called.
function kernel_name(text,   body, precision, n, part) {
  sub(/^ptxcpu: /, "", text)
  sub(/^void /, "", text)
  gsub(/\(anonymous namespace\)::|<unnamed>::/, "", text)
  if (match(text, /<howship::[A-Z][A-Za-z]*/)) {
    body = substr(text, RSTART + 10, RLENGTH - 10)
    precision = substr(text, RSTART + RLENGTH, 8)
    return precision ~ /^<double/ ? body " double" : precision ~ /^<float/ ? body " float" : body
  }
  if (text ~ /^cub::/) return match(text, /Device[A-Za-z]*Kernel/) ? "cub " substr(text, RSTART, RLENGTH) : "cub reduce"
  sub(/[(<].*/, "", text)
  n = split(text, part, "::")
  return part[n]
}
