#!/usr/bin/env bash
# tools/dependencies.sh PROGRAM [--markdown|--spdx]: what a howship program depends on, its licences and how it is used.
#
#   --markdown  tools/DEPENDENCIES.md: what it needs itself; the same on every machine
#   --spdx      SPDX 2.3 as JSON, with versions: what it needs itself, and every package from which a library is loaded
#
# Fails when the program links a library, or CMake looks for one, that tools/package/dependencies.txt does not name.
set -euo pipefail
program=$1
form=${2:---markdown}
root=$(cd "$(dirname "$0")/.." && pwd)
table=${DEPENDENCIES:-$root/tools/package/dependencies.txt}
export LC_ALL=C

rows() { grep -v '^#' "$table"; }

# Names of the table whose libraries the program asks for itself.
linked=$(readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
if [ -z "$linked" ]; then
  echo "tools/dependencies.sh: $program asks for no shared library: not the program howship" >&2
  exit 1
fi
status=0
used=
while read -r library; do
  name=
  while IFS='|' read -r candidate _ _ patterns _; do
    for pattern in $patterns; do
      # shellcheck disable=SC2254
      case $library in $pattern) name=$candidate ;; esac
    done
  done < <(rows)
  if [ -z "$name" ]; then
    echo "$library is linked and not in $table" >&2
    status=1
  fi
  used+="|$name|"
done <<<"$linked"
while IFS='|' read -r name _ how _; do
  if [ "$how" = linked ] && [[ $used != *"|$name|"* ]]; then
    echo "$name is in $table and not linked" >&2
    status=1
  fi
done < <(rows)
# What is not linked shows only in what CMake looks for.
while read -r package; do
  if ! rows | cut -d'|' -f5 | grep -qxF -- "$package"; then
    echo "find_package($package) is in CMake's files and not in $table" >&2
    status=1
  fi
done < <(find "$root/CMakeLists.txt" "$root/host" "$root/kernels" "$root/tests/CMakeLists.txt" "$root/tests/backend" \
  "$root/tests/bench" \( -name CMakeLists.txt -o -name '*.cmake' \) -print0 |
  xargs -0 sed -n 's/^ *find_package(\([A-Za-z0-9_]*\).*/\1/p' | sort -u)
if [ $status -ne 0 ]; then exit $status; fi

markdown() {
  cat <<'END'
# Dependencies

What howship uses besides its own sources, under which licence, and the Debian 12 package that it comes from. Written by
`tools/dependencies.sh build/release/howship`; with `--spdx` it writes an SPDX document with versions, which the Debian
package holds as `howship.spdx.json`. `howship info` names the versions that a program was built with.

| what | licence | used | for | to build | to run |
|---|---|---|---|---|---|
END
  while IFS='|' read -r name licence how _ _ build run purpose; do
    packages() { if [ "$1" = - ]; then echo –; else echo "\`${1// /\`, \`}\`"; fi; }
    echo "| $name | $licence | $how | $purpose | $(packages "$build") | $(packages "$run") |"
  done < <(rows)
  cat <<'END'

Linked libraries are shared ones of the system; of the GCC runtime the licence's exception holds. Headers become part of
the program. howship itself is under Apache-2.0.
END
}

version_of() { dpkg-query -W -f='${Version}' "$1" 2>/dev/null || true; }

# Licences that Debian's copyright file of a package names, in its own short words: of all its files, not of the library
# alone, so they are not what SPDX calls declared.
licences_of() {
  local found
  found=$(sed -n 's/^Li[cs]ense: *\([A-Za-z0-9].*\)/\1/p' "/usr/share/doc/$1/copyright" 2>/dev/null | tr -d '"\\\t' | sort -u |
    paste -sd ';' | sed 's/;/; /g')
  echo "${found:-see /usr/share/doc/$1/copyright}"
}

# Some packages still name their files below /lib, which is /usr/lib.
packages_of_libraries() {
  local files
  files=$(ldd "$program" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' | xargs -r realpath)
  { printf '%s\n' "$files" && sed -n 's/^\/usr//p' <<<"$files"; } | xargs -r dpkg-query -S 2>/dev/null | sed 's/:.*//' |
    sort -u || true
}

# One SPDX package. SPDX allows letters, digits, dots and dashes in identifiers.
spdx_package() {
  printf '%s    {"SPDXID": "SPDXRef-%s", "name": "%s", "versionInfo": "%s", "downloadLocation": "NOASSERTION",\n' \
    "$separator" "${1//[^A-Za-z0-9.-]/-}" "$1" "${2:-unknown}"
  printf '     "filesAnalyzed": false, "licenseConcluded": "%s", "licenseDeclared": "%s", "copyrightText": "NOASSERTION",\n' \
    "$3" "$3"
  printf '     "comment": "%s"}' "$4"
  separator=$',\n'
}
relations=
relate() { relations+="${relations:+,$'\n'}    {\"spdxElementId\": \"SPDXRef-${1//[^A-Za-z0-9.-]/-}\", \"relationshipType\": \"$2\", \"relatedSpdxElement\": \"SPDXRef-${3//[^A-Za-z0-9.-]/-}\"}"; }

spdx() {
  if ! command -v dpkg-query >/dev/null; then
    echo "tools/dependencies.sh: versions are asked of dpkg, which is not here" >&2
    exit 1
  fi
  local version created separator='' direct=
  version=$("$program" --version | sed -n '1s/^howship \([^ ]*\).*/\1/p')
  created=$(date -u +%Y-%m-%dT%H:%M:%SZ ${SOURCE_DATE_EPOCH:+-d "@$SOURCE_DATE_EPOCH"})
  cat <<END
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "howship-$version",
  "documentNamespace": "urn:howship:$version:$(sha256sum "$program" | cut -c1-32)",
  "creationInfo": {"created": "$created", "creators": ["Tool: tools/dependencies.sh"]},
  "hasExtractedLicensingInfos": [
    {"licenseId": "LicenseRef-NVIDIA-CUDA-EULA", "extractedText": "End User License Agreement of the NVIDIA CUDA Toolkit"}
  ],
  "packages": [
END
  spdx_package howship "$version" Apache-2.0 "the program"
  relate DOCUMENT DESCRIBES howship
  while IFS='|' read -r name licence how _ _ build run purpose; do
    case $how in linked | headers | "when run"*) ;; *) continue ;; esac
    local package=${run%% *}
    if [ "$package" = - ]; then package=${build%% *}; fi
    spdx_package "$name" "$(version_of "$package")" "$licence" "$how, for $purpose; Debian: $package"
    relate howship DEPENDS_ON "$name"
    direct+=" $run "
  done < <(rows)
  # What those load in turn, by the package that it comes from.
  while read -r package; do
    if [[ " $direct " == *" $package "* ]]; then continue; fi
    spdx_package "$package" "$(version_of "$package")" NOASSERTION \
      "loaded by what howship links; Debian names: $(licences_of "$package")"
    relate howship DEPENDS_ON "$package"
  done < <(packages_of_libraries)
  printf '\n  ],\n  "relationships": [\n%s\n  ]\n}\n' "$relations"
}

case $form in
  --markdown) markdown ;;
  --spdx) spdx ;;
  *)
    echo "tools/dependencies.sh: $form: --markdown or --spdx is expected" >&2
    exit 2
    ;;
esac
