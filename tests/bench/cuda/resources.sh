#!/usr/bin/env bash
# resources.sh BUILD WORK ARCHITECTURE...: compiles kernels/cuda/*.cu as the configured BUILD does, but for each
# architecture (80, 90, ...), and prints what ptxas reports of each kernel, one a line, separated by tabs:
#   ARCHITECTURE KERNEL THREADS REGISTERS STACK SPILL_STORES SPILL_LOADS SHARED    [bytes]; THREADS a block, 0 not fixed
# Leaves the PTX in WORK/ARCHITECTURE. Needs nvcc alone, no device.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
work=$2
shift 2

# The build's commands without their output and architecture; `\x` in JSON is x.
grep -E '"command": .*/kernels/cuda/[a-z_]+\.cu ' "$build/compile_commands.json" |
  sed -E 's/^ *"command": "//; s/",$//; s/\\(.)/\1/g; s/ --generate-code=[^ ]*//g; s/ -lineinfo//g; s/ -o [^ ]*//; s/ -c / /' >"$work/commands"
if [ ! -s "$work/commands" ]; then
  echo "resources.sh: $build compiles no kernels/cuda/*.cu" >&2
  exit 1
fi

compile() { # ARCHITECTURE
  local folder=$work/$1 n=0
  while read -r command; do
    n=$((n + 1))
    mkdir -p "$folder/$n"
    (cd "$build" && eval "$command" -cubin "-arch=sm_$1" -Xptxas -v --keep --keep-dir "$folder/$n" -o "$folder/$n/cubin") >"$folder/$n.log" 2>&1 ||
      { cat "$folder/$n.log" >&2; return 1; }
  done <"$work/commands"
  # .maxntid stands beside the kernel in the PTX.
  find "$folder" -name '*.ptx' -exec cat {} + | awk '
    /\.entry / { name = $0; sub(/.*\.entry /, "", name); sub(/\(.*/, "", name) }
    /^\.maxntid/ { gsub(/,/, ""); n = $2 * ($3 == "" ? 1 : $3) * ($4 == "" ? 1 : $4); print name "\t" n }' >"$folder/threads"
  cat "$folder"/*.log | awk -v arch="$1" -v threads="$folder/threads" '
    BEGIN { while ((getline line < threads) > 0) { split(line, t, "\t"); at_most[t[1]] = t[2] } }
    # A number before a word: number_before("bytes smem").
    function number_before(word,   at, part, n) {
      at = index($0, " " word)
      if (at == 0) return 0
      n = split(substr($0, 1, at - 1), part, " ")
      return part[n] + 0
    }
    /Compiling entry function/ { split($0, q, "\047"); kernel = q[2] }
    /bytes stack frame, .*spill stores/ && kernel != "" {
      stack = number_before("bytes stack frame"); stores = number_before("bytes spill stores"); loads = number_before("bytes spill loads")
    }
    /: Used .* registers/ && kernel != "" {
      print arch "\t" kernel "\t" at_most[kernel] + 0 "\t" number_before("registers") "\t" stack "\t" stores "\t" loads "\t" number_before("bytes smem")
      kernel = ""
    }'
}

export -f compile
export build work
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -euo pipefail -c 'compile {} >"$work/{}.tsv"'
for architecture in "$@"; do cat "$work/$architecture.tsv"; done | c++filt |
  awk -F '\t' -v OFS='\t' "$(cat "$here/names.awk")"' { $2 = kernel_name($2); print }'
