#include "kernels/cuda/device_words.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace howship::cuda {

std::string machine_problem(const MachineFacts& machine, const std::string& toolkit) {
  if (machine.devices > 0) return "";
  if (machine.driver == 0) return "there is no NVIDIA driver on this machine: install it, or use --backend cpu";
  if (machine.driver_too_old)
    return fmt::format(
        "the NVIDIA driver supports CUDA {}.{}, this build needs {}: update the driver, build with a CUDA toolkit that "
        "it supports, or use --backend cpu",
        machine.driver / 1000, machine.driver % 1000 / 10, toolkit);
  return fmt::format("no CUDA device can be used ({}); use --backend cpu",
                     machine.error.empty() ? "none found" : machine.error);
}

std::string device_number_problem(int device, int devices) {
  if (device >= 0 && device < devices) return "";
  return fmt::format("--device {} does not exist: this machine has {} CUDA device{}, numbered from 0", device, devices,
                     devices == 1 ? "" : "s");
}

std::string no_code_for(int device, const std::string& name, const std::string& capability,
                        const std::string& architectures) {
  std::string number = capability;
  number.erase(std::remove(number.begin(), number.end(), '.'), number.end());
  const int value = std::atoi(number.c_str());
  const std::string build = value < 50 ? ""
                                       : fmt::format("build with {}-DCMAKE_CUDA_ARCHITECTURES={}, ",
                                                     value < 75 ? "CUDA 12.x and " : "", number);
  return fmt::format(
      "device {}, {}, has compute capability {}, and this build has no code for it (only {}): {}choose another "
      "--device, or use --backend cpu",
      device, name, capability, architectures, build);
}

std::string device_too_small(double need, double have, double all, const std::string& name) {
  return fmt::format(
      "out of device memory: this case needs {:.0f} MB, and {:.0f} of {:.0f} MB are free for it on {}; use a coarser "
      "geometry.spacing or --backend cpu",
      need / 1e6, have / 1e6, all / 1e6, name);
}

}  // namespace howship::cuda
