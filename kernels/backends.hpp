#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/triad.hpp"

// The back ends that make_backend() chooses from. The CUDA functions come from kernels/cuda/backend_cuda.cu, or from
// stub.cpp in a build without nvcc.

namespace howship {

std::unique_ptr<Backend> make_cpu_backend(const BackendOptions& options, const VoxelDomain& domain,
                                          const TissueSites& sites, const TissueParameters& parameters);
std::string describe_cpu(int threads);
/// \throws InputError, DeviceError when HOWSHIP_ISA asks for what there is not
void require_instruction_set();

/// \throws NotCompiled in a build without CUDA, DeviceError when there is no device
std::unique_ptr<Backend> make_cuda_backend(const BackendOptions& options, const VoxelDomain& domain,
                                           const TissueSites& sites, const TissueParameters& parameters);

std::unique_ptr<Triad> make_cpu_triad(const BackendOptions& options, std::size_t elements);
std::unique_ptr<Triad> make_cuda_triad(const BackendOptions& options, std::size_t elements);

/// What a back end of these voxels allocates on its device, counted array by array [byte]. A CUDA device needs a share
/// for itself besides (memory_plan.hpp).
double device_bytes(const VoxelDomain& domain, const std::string& precision);

/// What the CUDA side of this build can do here.
struct CudaStatus {
  bool compiled = false;
  std::vector<std::string> devices;
  std::string missing;        ///< why no device can be used; empty when one can
  std::string version;        ///< of the toolkit
  std::string architectures;  ///< as given to CMake
};
CudaStatus cuda_status();
/// Why this device can't be used, for people; empty when it can: no driver or too old a one, no such device, no code
/// for it in this build. \throws DeviceError
std::string cuda_problem(int device);
/// Memory that is free on a CUDA device now [byte]; 0 when it can't be used. \throws DeviceError
double free_device_bytes(int device);

/// "cpu" or "cuda": which of them make_backend() makes, or would if it could. \throws DeviceError
std::string backend_taken(const BackendOptions& options);

/// \throws InputError or DeviceError when a device is asked for and the CPU would be taken, or HOWSHIP_ISA asks for
/// what there is not, whichever back end is taken: nothing that was asked for is left out without a word
void require_device(const BackendOptions& options);

}  // namespace howship
