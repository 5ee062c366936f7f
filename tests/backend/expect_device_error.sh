#!/usr/bin/env bash
# expect_device_error.sh REGEX OPTIONS COMMAND...: runs `COMMAND run CASE --backend cuda OPTIONS` on a small case; it must end with
# status 4 and say one line, which matches REGEX, on standard error. Lines of the emulator itself do not count. The case has as many arms as
# the environment variable ARMS says, if any.
set -euo pipefail
message=$1
read -ra options <<<"$2"
shift 2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/case.toml" <<'CASE'
title = "ball"
[geometry]
shape = "sphere"
radius = "4 mm"
spacing = "1 mm"
[time]
end = "2 day"
CASE
for ((arm = 1; arm <= ${ARMS:-0}; ++arm)); do printf '[[arm]]\nname = "arm-%d"\n' $arm; done >>"$folder/case.toml"
status=0
"$@" run "$folder/case.toml" --backend cuda --output "$folder/out" "${options[@]}" >"$folder/stdout" 2>"$folder/stderr" || status=$?
grep -v '^ptxcpu' "$folder/stderr" >"$folder/said" || true
cat "$folder/stderr"
if [ "$status" -ne 4 ]; then
  echo "exit status $status instead of 4"
  exit 1
fi
if [ "$(wc -l <"$folder/said")" -ne 1 ] || ! grep -Eq "^howship: error: .*$message" "$folder/said"; then
  echo "one line with '$message' was expected on standard error"
  exit 1
fi
