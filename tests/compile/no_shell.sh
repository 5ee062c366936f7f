#!/usr/bin/env bash
# no_shell.sh ROOT: nothing of the program starts a shell or another program, so that no text of a user can become a
# command. Prints every call that could, and fails. fork() alone stays in the program.
set -euo pipefail
cd "$1"

calls='\b(system|popen|exec(l|lp|le|v|vp|vpe|ve)|fexecve|posix_spawnp?|wordexp|dlopen)[[:space:]]*\('
libraries='#[[:space:]]*include[[:space:]]*[<"](boost/process|spawn\.h|wordexp\.h|dlfcn\.h|vtksys/(Process|SystemTools))'
folders=()
for folder in include kernels host; do
  if [ -d "$folder" ]; then folders+=("$folder"); fi
done
files=$(find "${folders[@]}" -type f \( -name '*.hpp' -o -name '*.cpp' -o -name '*.cuh' -o -name '*.cu' -o -name '*.in' \) | wc -l)
if [ "$files" -eq 0 ]; then
  echo "no sources found"
  exit 1
fi
# Words of comments and texts do not call.
found=$(grep -rnE --include='*.hpp' --include='*.cpp' --include='*.cuh' --include='*.cu' --include='*.in' \
  "$calls|$libraries" "${folders[@]}" | grep -vE '^[^:]+:[0-9]+:[[:space:]]*//' || true)
if [ -n "$found" ]; then
  printf '%s: starts another program\n' "$found"
  exit 1
fi
echo "$files files start no other program"
