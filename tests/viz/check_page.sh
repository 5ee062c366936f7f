#!/usr/bin/env bash
# check_page.sh PAGE [PICTURES]: check_page.mjs, or exit status 77 where node or chromium is missing.
set -euo pipefail
for program in node "${CHROMIUM:-chromium}"; do
  if ! command -v "$program" >/dev/null; then
    echo "skipped: no $program"
    exit 77
  fi
done
exec node "$(dirname "$0")/check_page.mjs" "$@"
