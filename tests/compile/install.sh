#!/usr/bin/env bash
# install.sh BUILD: installs a build into an empty folder and looks for everything that must be there, with something in it.
set -euo pipefail
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$1" --prefix "$prefix" >/dev/null
status=0
for file in bin/howship share/doc/howship/LICENSE share/howship/howship_view.py share/man/man1/howship.1 \
  share/bash-completion/completions/howship share/zsh/site-functions/_howship \
  share/fish/vendor_completions.d/howship.fish lib/libhowship_app.a lib/cmake/howship/howship-config.cmake \
  include/howship/run.hpp include/howship/version.hpp; do
  if [ ! -s "$prefix/$file" ]; then
    echo "$file is missing or empty"
    status=1
  fi
done
exit $status
