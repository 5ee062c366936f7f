#!/usr/bin/env bash
# check_reports.sh HOWSHIP: two small runs, their report and comparison, opened in headless Chromium. Exit status 77
# where chromium or node is missing.
set -euo pipefail
howship=$1
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >case.toml <<'CASE'
title = "<script>alert('L3')</script> \"ball\" & Kugel ≥ 1 µm, with a title that is long enough to reach beyond the width of a telephone"
[geometry]
shape = "sphere"
radius = "8 mm"
spacing = "2 mm"
[[lesion]]
phenotype = "lytic"
centre = ["0 mm", "0 mm", "0 mm"]
radius = "3 mm"
[[dose]]
drug = "denosumab"
amount = "120 mg"
start = "1 day"
[time]
end = "3 day"
[output]
every = "1 day"
CASE
"$howship" run case.toml -o a --quiet
"$howship" run case.toml -o b --quiet --set dose.1.amount="60 mg"
"$howship" report a --animate
"$howship" compare a b
"$here/check_page.sh" a/report.html
"$here/check_page.sh" compare.html
