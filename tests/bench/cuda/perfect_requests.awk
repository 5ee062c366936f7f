# From PTX, one kernel a line, mangled name and a tab: the 32-byte sectors that a request of a warp to global memory would take on
# the mean if its 32 lanes accessed one after another; 4-byte indices, the same for all lanes, take one.
/\.entry / { if (requests > 0) print name "\t" sectors / requests; name = $0; sub(/.*\.entry /, "", name); sub(/\(.*/, "", name); requests = sectors = 0 }
/[ \t](ld|st)(\.global|\.f|\.u|\.v|\.b)/ {
  if (!match($0, /(ld|st)[.a-z0-9]*/)) next
  operation = substr($0, RSTART, RLENGTH)
  if (operation ~ /\.(param|local|shared|const)/) next
  width = operation ~ /64$/ ? 8 : operation ~ /32$/ ? 4 : operation ~ /16$/ ? 2 : 1
  many = operation ~ /\.v4/ ? 4 : operation ~ /\.v2/ ? 2 : 1
  ++requests
  sectors += operation ~ /^ld.*\.[us]32$/ ? 1 : width * many
}
END { if (requests > 0) print name "\t" sectors / requests }
