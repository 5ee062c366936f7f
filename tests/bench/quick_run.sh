#!/usr/bin/env bash
# quick_run.sh HOWSHIP: `howship bench --quick` runs and writes its figures.
set -euo pipefail
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
"$1" bench --quick --threads 1 --json "$figures"
"$(dirname "$0")"/check_figures.sh "$figures"
