#!/usr/bin/env bash
# include_direction.sh ROOT: includes run in one direction. Prints every one that does not, and fails.
#
#   host/cli -> host/app -> host/{case,geometry,io,solver} -> kernels -> include/howship
#   host/cli -> host/report -> host/view -> host/{geometry,io}
#   host/cli -> host/models -> host/systemic -> kernels/physics
#   kernels/{cpu,cuda} -> kernels/voxel -> kernels/physics
set -euo pipefail
cd "$1"

find include kernels host -type f \( -name '*.hpp' -o -name '*.cpp' -o -name '*.cuh' -o -name '*.cu' -o -name '*.in' \) -print0 |
  sort -z | xargs -0 awk '
function refuse(why) {
  printf "%s:%d: %s: %s\n", FILENAME, FNR, header, why
  bad++
}
# Folder of a file of ours: "host/io", "kernels/voxel", "kernels" for what lies directly there.
function folder_of(path,   part, n) {
  n = split(path, part, "/")
  return part[1] == "include" || part[1] == "howship" ? "howship" : n > 2 ? part[1] "/" part[2] : part[1]
}
BEGIN {
  # What a folder may include of ours besides itself and include/howship.
  may["howship"] = ""
  may["kernels/physics"] = ""
  may["kernels/voxel"] = "kernels/physics"
  may["kernels/cpu"] = may["kernels/cuda"] = "kernels kernels/voxel kernels/physics"
  may["kernels"] = "kernels/voxel kernels/physics"
  may["host/case"] = may["host/geometry"] = may["host/io"] = ""
  may["host/view"] = "host/geometry host/io"
  may["host/report"] = "host/case host/io host/view"
  may["host/systemic"] = "kernels/physics"
  may["host/models"] = "host/systemic"
  may["host/solver"] = "host/systemic kernels"
  may["host/app"] = "host/case host/geometry host/io host/solver host/systemic kernels kernels/physics"
  may["host/cli"] = "host/app host/case host/geometry host/io host/models host/report host/solver host/systemic"
}
FNR == 1 { folder = folder_of(FILENAME); files++ }
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
  header = $0
  sub(/^[^<"]*[<"]/, "", header)
  sub(/[>"].*$/, "", header)
  if (!(folder in may)) refuse("folder " folder " has no rule in include_direction.sh")
  if (header ~ /^(howship|kernels|host|tests)\//) {
    to = folder_of(header)
    if (to != folder && to != "howship" && index(" " may[folder] " ", " " to " ") == 0)
      refuse(folder " must not include " to)
    next
  }
  if ($0 ~ /include[ \t]*"/) refuse("write the path from the root of the repository")
  if (header ~ /^vtk/ && folder !~ /^host\/(io|geometry|view)$/ && !(folder == "host/cli" && header == "vtkObject.h"))
    refuse("VTK is for host/io, host/geometry and host/view")
  if (header ~ /^CLI\// && folder != "host/cli") refuse("CLI11 is for host/cli")
  if (header ~ /^(cuda|cub\/|thrust\/|nvtx|nvml|nvrtc)/ && folder != "kernels/cuda") refuse("CUDA is for kernels/cuda")
  if (header == "omp.h" && folder ~ /^(howship|kernels\/(physics|voxel))$/) refuse("OpenMP is for launchers and host")
  if (header == "iostream" && folder !~ /^host\//) refuse("output is for host")
  if (header ~ /^(EGL|GL)\// && folder != "host/view") refuse("OpenGL is for host/view")
  if (header ~ /^nlohmann\// && folder != "host/io") refuse("JSON is read in host/io")
  if (header ~ /^toml/ && folder != "host/case") refuse("toml++ is for host/case")
  if (header ~ /^(cvode|nvector|sun)/ && folder != "host/systemic") refuse("SUNDIALS is for host/systemic")
}
END {
  if (files == 0) { print "no sources found"; exit 1 }
  if (bad) exit 1
  printf "%d files include in one direction\n", files
}'
