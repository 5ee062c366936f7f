#!/usr/bin/env bash
# tools/install-deps.sh [PACKAGE...]: installs the Debian packages that howship is built with, and those named. Asks
# nothing; does nothing when all are there.
set -euo pipefail

packages=(g++ cmake ninja-build ccache git ca-certificates
          libvtk9-dev libegl-dev libegl-mesa0 libgl1-mesa-dri libglew-dev fonts-dejavu-core zlib1g-dev libssl-dev
          libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libsundials-dev libspdlog-dev libfmt-dev
          libgtest-dev libgmock-dev "$@")

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
    echo "tools/install-deps.sh: needs root or sudo to install: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@"
}
log=$(mktemp)
if ! { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "tools/install-deps.sh: apt-get failed; its log is $log" >&2
  exit 1
fi
rm -f "$log"
