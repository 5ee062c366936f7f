#include "kernels/cuda/device_words.hpp"

#include <gtest/gtest.h>

namespace howship::cuda {
namespace {

TEST(DeviceWords, SayWhichThingIsMissingOnTheMachineAndWhatToDo) {
  EXPECT_EQ(machine_problem({}, "13.0"), "there is no NVIDIA driver on this machine: install it, or use --backend cpu");
  EXPECT_EQ(machine_problem({11040, true, 0, "CUDA driver version is insufficient"}, "13.0"),
            "the NVIDIA driver supports CUDA 11.4, this build needs 13.0: update the driver, build with a CUDA toolkit "
            "that it supports, or use --backend cpu");
  EXPECT_EQ(machine_problem({13000, false, 0, ""}, "13.0"),
            "no CUDA device can be used (none found); use --backend cpu");
  EXPECT_EQ(machine_problem({13000, false, 0, "system not yet initialized"}, "13.0"),
            "no CUDA device can be used (system not yet initialized); use --backend cpu");
  EXPECT_EQ(machine_problem({13000, false, 2, ""}, "13.0"), "");
}

TEST(DeviceWords, SayHowManyDevicesThereAre) {
  EXPECT_EQ(device_number_problem(0, 1), "");
  EXPECT_EQ(device_number_problem(1, 2), "");
  EXPECT_EQ(device_number_problem(1, 1), "--device 1 does not exist: this machine has 1 CUDA device, numbered from 0");
  EXPECT_EQ(device_number_problem(-1, 2),
            "--device -1 does not exist: this machine has 2 CUDA devices, numbered from 0");
}

/// What to do where there is no code.
std::string advice(const std::string& capability) {
  const std::string line = no_code_for(0, "a GPU", capability, "90");
  return line.substr(line.find(": ") + 2);
}

TEST(DeviceWords, SayForWhichArchitectureToBuild) {
  EXPECT_EQ(no_code_for(1, "RTX 4060", "8.9", "75-real, 120"),
            "device 1, RTX 4060, has compute capability 8.9, and this build has no code for it (only 75-real, 120): "
            "build with -DCMAKE_CUDA_ARCHITECTURES=89, choose another --device, or use --backend cpu");
  EXPECT_EQ(advice("7.5"), "build with -DCMAKE_CUDA_ARCHITECTURES=75, choose another --device, or use --backend cpu");
  EXPECT_EQ(advice("12.0"), "build with -DCMAKE_CUDA_ARCHITECTURES=120, choose another --device, or use --backend cpu");
}

TEST(DeviceWords, AskForNoArchitectureThatNvccRefuses) {
  EXPECT_EQ(advice("7.0"),
            "build with CUDA 12.x and -DCMAKE_CUDA_ARCHITECTURES=70, choose another --device, or use --backend cpu");
  EXPECT_EQ(advice("3.7"), "choose another --device, or use --backend cpu");
}

TEST(DeviceWords, SayWhatIsNeededAndWhatThereIs) {
  EXPECT_EQ(device_too_small(12.3e9, 7.9e9, 8.5e9, "RTX 4060"),
            "out of device memory: this case needs 12300 MB, and 7900 of 8500 MB are free for it on RTX 4060; use a "
            "coarser geometry.spacing or --backend cpu");
}

}  // namespace
}  // namespace howship::cuda
