#!/usr/bin/env bash
# lint.sh ROOT BUILD FILE...: clang-tidy with the repository's .clang-tidy finds nothing in FILEs (paths from ROOT). A FILE
# that is not in BUILD/compile_commands.json is compiled as plain C++17. gcc's own warnings, named in its flags, are unknown to
# clang and no finding.
set -euo pipefail
root=$1
build=$2
shift 2
if ! command -v clang-tidy >/dev/null; then
  echo "skipped: clang-tidy is not installed"
  exit 77
fi
cd "$root"
for file in "$@"; do
  if grep -q "\"file\":.*/$file\"" "$build/compile_commands.json"; then
    echo "$file" && clang-tidy --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option "$file"
  else
    echo "$file" && clang-tidy --quiet --config-file=.clang-tidy "$file" -- -std=c++17 -I.
  fi
done
