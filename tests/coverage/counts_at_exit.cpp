// Linked into builds that count executed lines, in place of _exit().

extern "C" void __gcov_dump();                         // NOLINT(bugprone-reserved-identifier): names of gcc
extern "C" [[noreturn]] void __real__exit(int);        // NOLINT(bugprone-reserved-identifier)
extern "C" [[noreturn]] void __wrap__exit(int code) {  // NOLINT(bugprone-reserved-identifier)
  __gcov_dump();
  __real__exit(code);
}
