#pragma once

#include <gtest/gtest.h>

#include "howship/backend.hpp"

#include "kernels/backends.hpp"

#include "tests/backend/instances.hpp"

namespace howship::test {

inline BackendOptions options_of(const Instance& instance) {
  BackendOptions options;
  options.name = instance.backend;
  options.precision = instance.precision;
  options.threads = instance.threads;
  return options;
}

/// Tests of one back end each, skipped where its device is missing.
class OnBackEnds : public testing::TestWithParam<Instance> {
 protected:
  void SetUp() override {
    if (GetParam().cuda() && !cuda_status().missing.empty()) GTEST_SKIP() << cuda_status().missing;
  }
};

}  // namespace howship::test
