#pragma once

#include <cstdlib>
#include <string>

#include "host/app/simulation.hpp"

namespace howship::testing_support {

/// Back end of all tests of this process: what the environment variable HOWSHIP_TEST_BACKEND names, else the CPU.
inline std::string tested_backend() {
  const char* const name = std::getenv("HOWSHIP_TEST_BACKEND");
  return name == nullptr ? "cpu" : name;
}

inline BackendOptions tested_options(const Case& c, int threads = 1) {
  BackendOptions options = backend_options(c);
  options.name = tested_backend();
  options.threads = threads;
  return options;
}

}  // namespace howship::testing_support
