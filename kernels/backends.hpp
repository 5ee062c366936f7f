#pragma once

#include <memory>
#include <string>
#include <vector>

#include "howship/backend.hpp"

// The back ends that make_backend() chooses from. The CUDA functions come from kernels/cuda/backend_cuda.cu, or from
// stub.cpp in a build without nvcc.

namespace howship {

std::unique_ptr<Backend> make_cpu_backend(const BackendOptions& options, const VoxelDomain& domain,
                                          const TissueSites& sites, const TissueParameters& parameters);
std::string describe_cpu(int threads);

/// \throws NotCompiled in a build without CUDA, DeviceError when there is no device
std::unique_ptr<Backend> make_cuda_backend(const BackendOptions& options, const VoxelDomain& domain,
                                           const TissueSites& sites, const TissueParameters& parameters);

/// What the CUDA side of this build can do here.
struct CudaStatus {
  bool compiled = false;
  std::vector<std::string> devices;
  std::string missing;        ///< why no device can be used; empty when one can
  std::string version;        ///< of the toolkit
  std::string architectures;  ///< as given to CMake
};
CudaStatus cuda_status();

}  // namespace howship
