#pragma once

#include <cstddef>
#include <string>

// Why no device, or not this one, can be used: one line each that says what to do.

namespace howship::cuda {

/// What the CUDA runtime says of this machine.
struct MachineFacts {
  int driver = 0;  ///< CUDA version that the driver supports, 1000 major + 10 minor; 0 without one
  bool driver_too_old = false;
  int devices = 0;
  std::string error;  ///< of the runtime; empty when there was none
};
/// \param toolkit version that this executable was built with, as "13.0"
/// \return empty when there is a device
std::string machine_problem(const MachineFacts& machine, const std::string& toolkit);

/// \return empty when `device` is one of `devices`
std::string device_number_problem(int device, int devices);

/// \param capability    as "7.0"; below 7.5 CUDA 13 has no code for it, below 5.0 CUDA 12 neither
/// \param architectures that there is code for, as CMAKE_CUDA_ARCHITECTURES has them
std::string no_code_for(int device, const std::string& name, const std::string& capability,
                        const std::string& architectures);

/// \param need, have, all bytes; have: as device_bytes_for_fields() has it
std::string device_too_small(double need, double have, double all, const std::string& name);

}  // namespace howship::cuda
