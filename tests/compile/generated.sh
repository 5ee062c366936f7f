#!/usr/bin/env bash
# generated.sh FILE COMMAND...: FILE is what COMMAND prints. Otherwise shows the difference and how to write it anew.
set -euo pipefail
file=$1
shift
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$@" >"$printed"
if ! diff -u "$file" "$printed"; then
  echo "$file is not what the program prints; write it anew with: $* > $file" >&2
  exit 1
fi
