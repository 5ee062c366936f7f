#!/usr/bin/env bash
# static_checks.sh [--in PATH]... BUILD [CHECK...]: checks of all sources without running them. BUILD is a configured build
# with g++; PATHs (host/case, tests/unit/units_test.cpp, ...) limit the files. CHECKs are all of these, if none is given:
#
#   definitions   no name is defined in two places (all files, whatever the PATHs)
#   cppcheck      cppcheck with cppcheck_suppressions.txt
#   clang         warnings of clang++, those of conversions included
#   tidy          clang-tidy with the repository's .clang-tidy
#
# Goes on after a check that has found something, and fails at the end. Exit status 77: a tool is not installed.
set -uo pipefail
checks=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$checks/../.." && pwd)
paths=()
while [ "${1:-}" = --in ]; do
  paths+=("${2%/}")
  shift 2
done
if [ $# -eq 0 ] || [ ! -f "$1/compile_commands.json" ]; then
  echo "usage: static_checks.sh [--in PATH]... BUILD [definitions|cppcheck|clang|tidy]...; BUILD is a configured build" >&2
  exit 2
fi
build=$(cd "$1" && pwd)
shift
if [ ${#paths[@]} -eq 0 ]; then paths=(host kernels tests); fi
if [ $# -eq 0 ]; then set -- definitions cppcheck clang tidy; fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# The commands of our files, each once, as clang can take them: g++'s precompiled header is not for it.
commands() {
  awk -v root="$root/" -v wanted="${paths[*]}" '
  BEGIN { count = split(wanted, path, " ") }
  /^ *"directory": / { directory = $0 }
  /^ *"command": / { command = $0; gsub(/ -Winvalid-pch| -include [^ ]*cmake_pch[^ ]*/, "", command); sub(/,$/, "", command) }
  /^ *"file": / {
    file = $0
    gsub(/^ *"file": "|",?$/, "", file)
    if (index(file, root) != 1 || file in seen) next
    name = substr(file, length(root) + 1)
    for (n = 1; n <= count; n++)
      if (name == path[n] || index(name, path[n] "/") == 1) {
        printf "%s{\n%s\n%s,\n  \"file\": \"%s\"\n}", seen[""]++ ? ",\n" : "[\n", directory, command, file
        seen[file] = 1
      }
  }
  END { print seen[""] ? "\n]" : "[]" }' "$build/compile_commands.json"
}
commands >"$work/compile_commands.json"
sed -n 's/^ *"file": "\(.*\)"$/\1/p' "$work/compile_commands.json" >"$work/files"
if ! [ -s "$work/files" ]; then
  echo "no file of ${paths[*]} is in $build/compile_commands.json" >&2
  exit 2
fi

# Files that clang can read: packs of kernels/cpu/simd.hpp are shuffled with what g++ alone has.
for_clang() {
  local header=kernels/cpu/simd.hpp of_gcc="" all=""
  while [ -n "$header" ]; do
    of_gcc=$(cd "$root" && grep -rlFf <(printf '#include "%s"\n' $header) --include='*.[ch]pp' host kernels tests || true)
    all="$all $of_gcc"
    header=$(grep '\.hpp$' <<<"$of_gcc" || true)
  done
  grep -vxFf <(printf "$root/%s\n" $all) "$work/files"
}

definitions() { "$checks/one_definition.sh" "$root"; }

# Without the libraries' headers, which it would read by the hour.
cppcheck_all() {
  mkdir "$work/ours" && sed 's/-isystem [^ ]* //g' "$work/compile_commands.json" >"$work/ours/compile_commands.json" &&
    cppcheck --project="$work/ours/compile_commands.json" -j "$(nproc)" --std=c++17 --library=googletest \
      --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet \
      --suppressions-list="$checks/cppcheck_suppressions.txt" --template='{file}:{line}: {message} [{id}]'
}

# -Wconversion of clang would include -Wsign-conversion, which g++ leaves out: see tests/README.md.
clang_all() {
  sed -n 's/^ *"command": "\(.*\)",$/\1/p' "$work/compile_commands.json" | grep -Ff <(for_clang | sed 's/^/ -c /') |
    sed -E 's/\\(["\\])/\1/g; s/^([^ ]*ccache )?[^ ]+ //; s/ -O[0-9s]//; s/ -o [^ ]+ -c / /' |
    sed 's/$/ -fsyntax-only -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wno-unknown-warning-option -Werror/' |
    xargs -d '\n' -P "$(nproc)" -I {} sh -c 'clang++ {}'
}

# What it says on stderr is how many warnings of libraries it has left out.
tidy_all() {
  for_clang | xargs -r -P "$(nproc)" -n 1 clang-tidy --quiet -p "$work" --extra-arg=-Wconversion 2>"$work/counts" ||
    { grep -v 'warnings* generated' "$work/counts"; false; }
}

for check in "$@"; do
  case $check in
    cppcheck) tool=cppcheck ;;
    clang) tool=clang++ ;;
    tidy) tool=clang-tidy ;;
    *) continue ;;
  esac
  if ! command -v $tool >/dev/null; then
    echo "skipped: $tool is not installed"
    exit 77
  fi
done

cd "$root" || exit 1
bad=()
for check in "$@"; do
  case $check in
    definitions) definitions ;;
    cppcheck) cppcheck_all ;;
    clang) clang_all ;;
    tidy) tidy_all ;;
    *)
      echo "there is no check '$check': definitions, cppcheck, clang, tidy" >&2
      exit 2
      ;;
  esac || bad+=("$check")
done
if [ ${#bad[@]} -gt 0 ]; then
  echo "static_checks.sh: not clean: ${bad[*]}" >&2
  exit 1
fi
echo "clean: $* over $(wc -l <"$work/files") files"
