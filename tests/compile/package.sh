#!/usr/bin/env bash
# package.sh BUILD: makes the Debian packages of a build and looks for everything that must be in them. A folder without
# CPackConfig.cmake holds the trees of packages themselves.
set -euo pipefail
for tool in cpack dpkg-deb dpkg-shlibdeps; do
  if ! command -v $tool >/dev/null; then
    echo "skipped: $tool is not installed"
    exit 77
  fi
done
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT
if [ -e "$1/CPackConfig.cmake" ]; then
  # Packing tighter takes a minute and changes nothing that is looked at here.
  cpack --config "$1/CPackConfig.cmake" -B "$packages" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip >"$packages/log" 2>&1 ||
    { cat "$packages/log" >&2 && exit 1; }
else
  for tree in "$1"/*/; do dpkg-deb --root-owner-group --build "$tree" "$packages" >/dev/null; done
fi

status=0
complain() {
  echo "$*"
  status=1
}
# require PACKAGE FIELD TEXT: the field holds the text.
require() {
  local value
  value=$(dpkg-deb -f "$packages"/"$1"_*.deb "$2")
  if [[ $value != *"$3"* ]]; then complain "$1: $2 is '$value', without '$3'"; fi
}
# require_files PACKAGE FILE...: each is there, not empty, readable by all and root's.
require_files() {
  local package=$1 listing
  shift
  listing=$(dpkg-deb -c "$packages"/"$package"_*.deb | tr -s ' ')
  for file in "$@"; do
    if ! grep -Eq "^-rw[x-]r-[x-]r-[x-] root/root [1-9][0-9]* .* \./usr/$file\$" <<<"$listing"; then
      complain "$package: usr/$file is missing, empty or not for everybody"
    fi
  done
}
for library in libc6 libvtk9 libsundials libfmt libspdlog libssl libgomp1 zlib1g libegl1 libglew libegl-mesa0; do
  require howship Depends "$library"
done
require howship Section science
require howship Maintainer "The howship developers <"
require howship Description "denosumab"
require_files howship bin/howship share/doc/howship/copyright share/doc/howship/changelog.gz \
  share/doc/howship/howship.spdx.json share/man/man1/howship.1.gz share/howship/howship_view.py \
  share/bash-completion/completions/howship share/zsh/vendor-completions/_howship \
  share/fish/vendor_completions.d/howship.fish
require libhowship-dev Depends libvtk9-dev
require libhowship-dev Depends libsundials-dev
require_files libhowship-dev include/howship/run.hpp include/howship/version.hpp lib/libhowship_app.a \
  lib/cmake/howship/howship-config.cmake share/doc/libhowship-dev/copyright
if [ $status -eq 0 ]; then (cd "$packages" && du -k ./*.deb); fi
exit $status
