# Table of what each kernel moves and computes. Input in this order: lines of howship_traffic; of each kernel that may have run
# "kernel DEMANGLED TAB NAME TAB PERFECT_SECTORS", sorted by byte; ptxcpu's profile. With `ratios` set, prints instead, for predicted.awk and one line a part of the step, separated by tabs:
#   PART  DISTINCT_BYTES/COMPULSORY_BYTES  F64 F32 LOCAL_BYTES per compulsory byte
function listed(list, name, ratio) { return list (list == "" ? "" : ", ") name " (" sprintf("%.2f", ratio) ")" }
BEGIN {
  # Parts as kernels/voxel/profiler.hpp names them, with the bodies that run in them.
  add("linearise and invert blocks", "Prepare")
  add("coarsen blocks", "CoarsenOperator InvertBlocks")
  add("stage rates and elimination", "FormStageState BeginStage")
  add("sweeps", "ChebyshevSweep")
  add("residuals and transfers", "Residual RestrictResidual ProlongCorrection")
  add("back-substitution", "EndStage")
  add("error, update and sums", "CheckStep AcceptStep SumRegion")
}
function add(part, bodies,   i, n, one) {
  parts[++part_count] = part
  n = split(bodies, one, " ")
  for (i = 1; i <= n; ++i) part_of[one[i]] = part
}
# ptxcpu cuts names and sorts by the whole ones: of kernels that begin alike, rows stand in the order of the list. What
# is launched for snapshots alone may be missing.
function name_rows(   i, k, cut, rows, fitting, without, number) {
  for (i = 1; i <= row_count; ++i) {
    cut = row_name[i]
    if (cut == row_name[i - 1]) continue
    for (rows = 0; row_name[i + rows] == cut; ++rows) {}
    fitting = without = 0
    for (k = 1; k <= kernel_count; ++k) if (index(demangled[k], cut) == 1) { ++fitting; if (name_of[k] != "Interpolate") ++without }
    if (rows != fitting && rows != without) {
      if (fitting > 0) { print "counts.awk: " rows " kernels ran as " cut ", of " fitting " that begin so" > "/dev/stderr"; failed = 1 }
      for (k = 0; k < rows; ++k) body_of[i + k] = kernel_name(cut)
      continue
    }
    number = 0
    for (k = 1; k <= kernel_count; ++k)
      if (index(demangled[k], cut) == 1 && (rows == fitting || name_of[k] != "Interpolate")) body_of[i + number++] = name_of[k]
  }
}
$1 == "body" { compulsory[$2] = $3; next }
$1 == "run" { attempts = $2; voxels = $4; next }
$1 == "part" {
  name = $0; sub(/^part [0-9]+ [0-9]+ /, "", name)
  if (name ~ /^sweeps/) name = "sweeps"
  bytes_of_part[name] += $3
  next
}
$1 == "kernel" {
  split($0, p, "\t")
  sub(/^kernel (void )?/, "", p[1]); sub(/ (float|double)$/, "", p[2])
  demangled[++kernel_count] = p[1]; name_of[kernel_count] = p[2]; perfect[p[2]] = p[3]
  next
}
/^ptxcpu: [^ ].* [0-9.]+ +[0-9.]+$/ && !/kernel +launches/ {
  row_name[++row_count] = substr($0, 9, 44); sub(/ +$/, "", row_name[row_count])
  row[row_count] = substr($0, 53)
}
function take(body, values,   value) {
  split(values, value, " ")
  if (!(body in launches)) order[++kernels] = body
  launches[body] += value[1]; threads[body] += value[2]
  moved[body] += value[2] * (value[3] + value[4]); distinct[body] += value[2] * (value[5] + value[6])
  shared[body] += value[2] * value[7]; local_bytes[body] += value[2] * value[8]
  f64[body] += value[2] * value[9]; f32[body] += value[2] * value[10]
  sectors[body] = value[11]
}
END {
  name_rows()
  for (i = 1; i <= row_count; ++i) take(body_of[i], row[i])
  if (kernels == 0 || attempts == 0) { print "counts.awk: no profile" > "/dev/stderr"; failed = 1 }
  if (failed) exit 1
  if (!("ChebyshevSweep" in compulsory) && threads["ChebyshevSweep"] > 0)
    compulsory["ChebyshevSweep"] = bytes_of_part["sweeps"] / threads["ChebyshevSweep"]
  if (ratios) {
    for (i = 1; i <= part_count; ++i) {
      part = parts[i]; d = c = a = b = l = 0
      for (body in part_of) if (part_of[body] == part && body in compulsory) {
        d += distinct[body]; c += compulsory[body] * threads[body]; a += f64[body]; b += f32[body]; l += local_bytes[body]
      }
      if (c > 0) printf "%s\t%.4f\t%.5f\t%.5f\t%.4f\n", part, d / c, a / c, b / c, l / c
    }
    exit
  }
  print "| kernel | launches per attempt | accessed | distinct | compulsory | distinct / compulsory | f64 | f32 | sectors per request | perfect | shared | local |"
  print "|---|---|---|---|---|---|---|---|---|---|---|---|"
  for (i = 1; i <= kernels; ++i) {
    k = order[i]; t = threads[k] > 0 ? threads[k] : 1
    printf "| %s | %.2f | %.0f | %.0f | %s | %s | %.0f | %.0f | %.2f | %s | %.0f | %.0f |\n", k, launches[k] / attempts, moved[k] / t, distinct[k] / t,
      k in compulsory ? sprintf("%.0f", compulsory[k]) : "", k in compulsory ? sprintf("%.2f", distinct[k] / t / compulsory[k]) : "",
      f64[k] / t, f32[k] / t, sectors[k], k in perfect ? sprintf("%.2f", perfect[k]) : "", shared[k] / t, local_bytes[k] / t
    if (k in compulsory && distinct[k] / t > 1.1 * compulsory[k]) beyond = listed(beyond, k, distinct[k] / t / compulsory[k])
    if (k ~ /^cub/) delete perfect[k]
    if (k in perfect && sectors[k] > 1.1 * perfect[k]) scattered = listed(scattered, k, sectors[k] / perfect[k])
    if (local_bytes[k] > 0) in_local = in_local (in_local == "" ? "" : ", ") k
    all_launches += launches[k]; all_distinct += distinct[k]; all_f64 += f64[k]; all_f32 += f32[k]; all_local += local_bytes[k]; all_moved += moved[k]
  }
  v = voxels * attempts
  printf "| **all, per voxel and attempt** | **%.1f** | %.0f | **%.0f** | | | **%.0f** | **%.0f** | | | | %.0f |\n", all_launches / attempts, all_moved / v, all_distinct / v, all_f64 / v, all_f32 / v, all_local / v
  print "\nMore than 10 % above the compulsory traffic: " (beyond == "" ? "none" : beyond) "."
  print "More than 10 % above perfect requests: " (scattered == "" ? "none" : scattered) "."
  print "With local memory: " (in_local == "" ? "none" : in_local) "."
}
