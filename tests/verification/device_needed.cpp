// With HOWSHIP_TEST_BACKEND=cuda and no device, all tests of the process are skipped with the reason.

#include <gtest/gtest.h>

#include "kernels/backends.hpp"

#include "tests/verification/tested_backend.hpp"

namespace howship::testing_support {
namespace {

class DeviceNeeded final : public testing::Environment {
  void SetUp() override {
    const CudaStatus cuda = cuda_status();
    if (tested_backend() == "cuda" && !cuda.missing.empty()) GTEST_SKIP() << "skipped cuda: " << cuda.missing;
  }
};
const testing::Environment* const registered = testing::AddGlobalTestEnvironment(new DeviceNeeded);

}  // namespace
}  // namespace howship::testing_support
