// Each function holds one fault that tests/compile/static_checks.sh must report.

namespace howship {

int low_half(long count) {
  return count;
}

int never_set() {
  int value;
  return value;
}

}  // namespace howship
