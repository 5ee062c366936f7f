#!/usr/bin/env bash
# Installs, beside what howship is built with, the Debian packages of the checks that go beyond the tests: clang with
# libFuzzer, clang-tidy, clang-format, cppcheck, valgrind, gcovr. Asks nothing; does nothing when all are there.
set -euo pipefail
exec "$(dirname "$0")/install-deps.sh" clang libclang-rt-dev libomp-dev clang-tidy clang-format cppcheck valgrind gcovr
