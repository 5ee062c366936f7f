#!/usr/bin/env bash
# by_folder.sh CSV LEAST: a table of the lines reached, by folder and in all, from what gcovr prints as CSV, and the files
# with most lines not reached. Fails when there are no lines, or when less than LEAST percent of all are reached.
set -euo pipefail
awk -F, -v least="$2" '
  NR == 1 { for (i = 1; i <= NF; ++i) column[$i] = i; next }
  {
    folder = $column["filename"]
    sub(/\/[^\/]*$/, "", folder)
    total = $column["line_total"]; reached = $column["line_covered"]
    lines[folder] += total; hit[folder] += reached
    all += total; all_hit += reached
    missed[$column["filename"]] = total - reached
  }
  function share(part, of) { return sprintf("%.1f %%", of > 0 ? 100 * part / of : 100) }
  function print_sorted(table, order,    key) {
    for (key in table) print table[key] | order
    close(order)
  }
  END {
    print "| folder | lines | reached | share |\n|---|---|---|---|"
    for (folder in lines) row[folder] = "| `" folder "` | " lines[folder] " | " hit[folder] " | " share(hit[folder], lines[folder]) " |"
    print_sorted(row, "sort")
    print "| all | " all " | " all_hit " | " share(all_hit, all) " |\n\nmost lines not reached:"
    for (file in missed) if (missed[file] > 0) worst[file] = sprintf("%5d  %s", missed[file], file)
    print_sorted(worst, "sort -rn | head -n 12")
    if (all == 0) { print "no lines were counted" > "/dev/stderr"; exit 1 }
    if (100 * all_hit < least * all) {
      print "less than " least " % of the lines are reached" > "/dev/stderr"
      exit 1
    }
  }' "$1"
