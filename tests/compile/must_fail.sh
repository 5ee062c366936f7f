#!/usr/bin/env bash
# must_fail.sh TEXT COMMAND...: the command must fail and say TEXT for every line of TEXT.
set -uo pipefail
texts=$1
shift
output=$("$@" 2>&1)
status=$?
printf '%s\n' "$output"
if [ $status -eq 77 ]; then exit 77; fi
if [ $status -eq 0 ]; then
  echo "passed, although it was given a fault" >&2
  exit 1
fi
while IFS= read -r text; do
  if ! grep -qF -- "$text" <<<"$output"; then
    echo "did not report: $text" >&2
    exit 1
  fi
done <<<"$texts"
