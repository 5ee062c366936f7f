// The triad that the benchmark measures memory with does what STREAM's does, all of it.

#include "kernels/voxel/triad.hpp"

#include <string>

#include <gtest/gtest.h>

#include "kernels/backends.hpp"
#include "kernels/cpu/cpu_launcher.hpp"

namespace howship {
namespace {

TEST(Triad, AddsThreeTimesOneArrayToAnotherEverywhere) {
  constexpr int bricks = 37;
  constexpr int count = bricks * brick_size;
  for (int threads : {1, 3}) {
    cpu::CpuLauncher launcher(threads);
    auto* a = launcher.allocate<double>(count);
    auto* b = launcher.allocate<double>(count);
    auto* c = launcher.allocate<double>(count);
    for (int i = 0; i < count; ++i) {
      b[i] = i;
      c[i] = 0.25 * i + 1.0;
    }
    launcher.launch(TriadBody{a, b, c}, bricks);
    for (int i = 0; i < count; ++i) ASSERT_EQ(a[i], i + 3.0 * (0.25 * i + 1.0)) << i;
  }
}

TEST(Triad, CountsThreeArraysOfWholeBricksInEachOfFour) {
  BackendOptions options;
  options.name = "cpu";
  options.threads = 2;
  const auto triad = make_triad(options, 1000);
  EXPECT_EQ(triad->bytes(), 4.0 * 3.0 * 8.0 * 960.0);
  triad->run();
}

}  // namespace
}  // namespace howship
