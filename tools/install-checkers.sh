#!/usr/bin/env bash
# Installs the Debian packages of the checks that go beyond the tests: clang with libFuzzer, clang-tidy, clang-format,
# cppcheck, valgrind, gcovr. Nothing of howship needs them to be built or used. Asks nothing; does nothing when all are
# there.
set -euo pipefail

packages=(clang libclang-rt-dev libomp-dev clang-tidy clang-format cppcheck valgrind gcovr)

missing=()
for package in "${packages[@]}"; do
  if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "tools/install-checkers.sh: needs root or sudo to install: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo -n)
fi
echo "installing ${missing[*]}"
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@"
}
log=$(mktemp)
if ! { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "tools/install-checkers.sh: apt-get failed; its log is $log" >&2
  exit 1
fi
rm -f "$log"
