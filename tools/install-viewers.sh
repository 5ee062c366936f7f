#!/usr/bin/env bash
# tools/install-viewers.sh [FOLDER]: fetches ParaView beside the system, into FOLDER (default build/viewers), because
# Debian's packages of it cannot be installed together with the VTK that howship is built with. Installs Chromium and
# Xvfb. Only for looking at results and for the tests that do; asks nothing, does nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-build/viewers}

fail() {
  echo "tools/install-viewers.sh: $*" >&2
  exit 1
}
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  fail "needs apt-get and dpkg; elsewhere, install ParaView 5.11 and set HOWSHIP_PVPYTHON to its pvpython"
fi
mkdir -p "$folder" || fail "cannot make the folder $folder"
folder=$(cd "$folder" && pwd)
log=$folder/install.log
: >"$log"

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
apt_get() {
  env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1
}
updated=no
update() {
  if [ $updated = no ]; then "${as_root[@]}" env apt-get -q -o Acquire::Retries=3 update >>"$log" 2>&1 || true; fi
  updated=yes
}

missing=()
for package in chromium xvfb xauth; do
  if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then missing+=("$package"); fi
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "installing ${missing[*]}"
  update
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 \
    --no-install-recommends install "${missing[@]}" >>"$log" 2>&1 ||
    fail "apt-get could not install ${missing[*]}; its log is $log"
fi

if command -v pvpython >/dev/null; then
  echo "ParaView is installed: $(command -v pvpython)"
  exit 0
fi
if [ ! -x "$folder/bin/pvpython" ]; then
  echo "fetching ParaView into $folder (80 MB, 600 MB unpacked)"
  update
  archives=$folder/archives
  rm -rf "$archives" "$folder/root"
  mkdir -p "$archives/partial" "$folder/root"
  # apt-get takes the conflict for a wish to remove the other VTK; it only downloads.
  apt_get -y --no-install-recommends -o Debug::NoLocking=1 -o Dir::Cache::archives="$archives" \
    -o APT::Sandbox::User=root --download-only install paraview python3-paraview ||
    fail "apt-get could not download ParaView; its log is $log"
  for package in "$archives"/*.deb; do
    dpkg -x "$package" "$folder/root" >>"$log" 2>&1 || fail "cannot unpack $package; the log is $log"
  done
  rm -rf "$archives" "$folder/root/usr/share/doc"
  mkdir -p "$folder/bin"
  for program in paraview pvbatch pvpython; do
    # Without -noreset, Xvfb starts anew between two windows and refuses the second.
    cat >"$folder/bin/$program.new" <<'WRAPPER'
#!/bin/sh
root=$(cd "$(dirname "$0")/../root" && pwd)
for lib in "$root"/usr/lib/*-linux-gnu; do LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}; done
PYTHONPATH=$root/usr/lib/python3/dist-packages${PYTHONPATH:+:$PYTHONPATH}
export LD_LIBRARY_PATH PYTHONPATH
program=$root/usr/bin/$(basename "$0")
if [ -n "${DISPLAY:-}" ]; then exec "$program" "$@"; fi
exec xvfb-run -a -s "-screen 0 1920x1200x24 -noreset" "$program" "$@"
WRAPPER
    chmod +x "$folder/bin/$program.new"
  done
  for program in paraview pvbatch pvpython; do mv "$folder/bin/$program.new" "$folder/bin/$program"; done
  "$folder/bin/pvpython" -c 'import paraview.simple' >>"$log" 2>&1 || {
    rm "$folder/bin/pvpython"
    fail "ParaView does not start; the log is $log"
  }
fi
echo "ParaView: $folder/bin/pvpython SCRIPT, $folder/bin/paraview; without a screen they start their own (xvfb-run)"
