# Used by one_definition.sh: collects what is defined at namespace scope outside of unnamed namespaces, and prints each name
# with more than one place. Reads the layout that clang-format gives: what stands at the start of a line is at namespace
# scope, and a body ends with the next } there.

# Namespaces around the line.
function scope(   n, path) {
  for (n = 1; n <= depth; n++) path = path space[n] "::"
  return path
}
# Position of the bracket that closes the one at `from`.
function closing(text, from, opener, closer,   n, level, c) {
  for (n = from; n <= length(text); n++) {
    c = substr(text, n, 1)
    if (c == opener) level++
    if (c == closer && --level == 0) return n
  }
  return length(text)
}
# "const Vec3& centre, int n = 0" -> "const Vec3&, int": names and defaults of parameters tell no functions apart.
function types_of(list,   n, c, level, part, out) {
  list = list ","
  for (n = 1; n <= length(list); n++) {
    c = substr(list, n, 1)
    if (c ~ /[<({]/) level++
    if (c ~ /[>)}]/) level--
    if (c != "," || level > 0) { part = part c; continue }
    sub(/ = .*$/, "", part)
    if (part ~ /[ &*][A-Za-z_0-9]+ *$/) sub(/[A-Za-z_0-9]+ *$/, "", part)
    gsub(/^ +| +$/, "", part)
    out = out (out == "" ? "" : ", ") part
    part = ""
  }
  return out
}
# A name that the linker may see twice.
function define(name,   what) {
  what = scope() name
  places[what] = places[what] "  " file ":" line "\n"
  if (count[what]++ == 1) order[++twice] = what
  seen++
}
# The layout is not what is expected: better a fault than definitions not seen.
function lost() {
  print file ": brackets at the start of a line do not match"
  bad++
}
# As many of one bracket as of the other in what was read of the statement.
function evened(opener, closer) {
  return gsub(opener, "&", statement_text) == gsub(closer, "&", statement_text)
}
# One statement at namespace scope, up to its { or ;.
function statement(text,   parameters, first, last, name, body, n) {
  for (n = 1; n <= depth; n++) if (space[n] == "") return
  body = text ~ /\{$/
  gsub(/ +/, " ", text)
  while (text ~ /^template </) {
    last = closing(text, 10, "<", ">")
    parameters = parameters substr(text, 1, last) " "
    text = substr(text, last + 2)
  }
  if (text ~ /^(static|using|typedef|extern|friend) /) return
  if (text ~ /^(struct|class|union|enum) /) {
    if (!body) return
    sub(/^(struct|class|union|enum class|enum) (alignas\([^)]*\) )?/, "", text)
    sub(/( final)?( : .*)? ?\{$/, "", text)
    define(text)
    return
  }
  first = index(text, "(")
  if (first && (!index(text, "=") || index(text, "=") > first || text ~ /operator/)) {
    # A function; only its definition.
    if (!body) return
    if (text ~ /operator\(\)/) first = index(text, "operator()") + 10
    name = substr(text, 1, first - 1)
    if (match(name, /[A-Za-z_0-9:<>]*operator.*$/)) name = substr(name, RSTART)
    else sub(/^.*[ &*]/, "", name)
    if (name == "main") return  # one an executable
    last = closing(text, first, "(", ")")
    name = parameters name "(" types_of(substr(text, first + 1, last - first - 1)) ")"
    define(name (substr(text, last + 1) ~ /^ const/ ? " const" : ""))
    return
  }
  if (text ~ /^(inline )/) {
    sub(/ ?[={[;(].*$/, "", text)
    sub(/^.*[ &*]/, "", text)
    define(text)
  }
}
FNR == 1 {
  if (depth || open != "") lost()
  depth = 0
  open = ""
  statement_text = raw = ""
  file = FILENAME
  files++
}
# Text in strings is no code.
raw != "" {
  if (!(at = index($0, raw))) next
  $0 = substr($0, at + length(raw))
  raw = ""
}
{
  while (match($0, /R"[a-z]*\(/)) {
    before = substr($0, 1, RSTART - 1) "\"\""
    raw = ")" substr($0, RSTART + 2, RLENGTH - 3) "\""
    $0 = substr($0, RSTART + RLENGTH)
    at = index($0, raw)
    $0 = before (at ? substr($0, at + length(raw)) : "")
    if (!at) break
    raw = ""
  }
  gsub(/'\\?["{}()]'/, "0")
  gsub(/"([^"\\]|\\.)*"/, "\"\"")
}
open == "};" && /\};$/ { open = ""; next }
open == "}" && /^}/ { open = ""; next }
open == "" && statement_text == "" && /^}/ { if (--depth < 0) lost(); next }
open != "" || /^(#|\/\/|$)/ { next }
{ sub(/(^| +)\/\/.*$/, "") }
/^namespace [^=]*\{$/ {
  space[++depth] = $0 == "namespace {" ? "" : $2
  next
}
{
  if (statement_text == "") line = FNR
  sub(/^ +/, "")
  statement_text = statement_text (statement_text == "" ? "" : " ") $0
}
# A statement ends with its body or a semicolon, unless these are those of a lambda among its arguments.
(/\{$/ && evened("[(]", "[)]")) || (/[;}]$/ && evened("[{]", "[}]")) {
  open = / = \{$/ ? "};" : /\{$/ ? "}" : ""
  gsub(/ = \{[^}]*\}/, "", statement_text)
  # The body, where it stands in the same line.
  if (match(statement_text, /\{/)) statement_text = substr(statement_text, 1, RSTART)
  statement(statement_text)
  statement_text = ""
}
END {
  if (depth || open != "") lost()
  if (files == 0) { print "no sources found"; exit 1 }
  for (n = 1; n <= twice; n++) printf "defined in more than one place: %s\n%s", order[n], places[order[n]]
  if (twice || bad) exit 1
  printf "%d definitions in %d files, each name once\n", seen, files
}
