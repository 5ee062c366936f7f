#include "kernels/backends.hpp"
#include "kernels/cuda/cuda_launcher.cuh"
#include "kernels/voxel/triad.hpp"
#include "kernels/voxel/voxel_backend.hpp"

namespace howship {

std::unique_ptr<Backend> make_cuda_backend(const BackendOptions& options, const VoxelDomain& domain,
                                           const TissueSites& sites, const TissueParameters& parameters) {
  const CudaStatus status = cuda_status();
  if (!status.missing.empty()) throw DeviceError(status.missing);
  if (options.device < 0 || options.device >= static_cast<int>(status.devices.size()))
    throw DeviceError("--device " + std::to_string(options.device) + " does not exist: this machine has " +
                      std::to_string(status.devices.size()) + " CUDA device(s), numbered from 0");
  cuda::CudaLauncher launcher(options.device, options.convoy);
  if (options.precision == "double")
    return std::make_unique<VoxelBackend<cuda::CudaLauncher, double>>(std::move(launcher), domain, sites, parameters,
                                                                      options);
  return std::make_unique<VoxelBackend<cuda::CudaLauncher, float>>(std::move(launcher), domain, sites, parameters,
                                                                   options);
}

std::unique_ptr<Triad> make_cuda_triad(const BackendOptions& options, std::size_t elements) {
  return std::make_unique<LauncherTriad<cuda::CudaLauncher>>(cuda::CudaLauncher(options.device), elements);
}

CudaStatus cuda_status() {
  CudaStatus status;
  status.compiled = true;
  status.version = HOWSHIP_CUDA_VERSION;
  status.architectures = HOWSHIP_CUDA_ARCHITECTURES;
  int count = 0;
  const cudaError_t error = cudaGetDeviceCount(&count);
  if (error != cudaSuccess || count == 0) {
    cudaGetLastError();
    int driver = 0;
    cudaDriverGetVersion(&driver);
    status.missing = driver == 0 ? "there is no NVIDIA driver on this machine: install it, or use --backend cpu"
                     : error == cudaErrorInsufficientDriver
                         ? "the NVIDIA driver supports CUDA " + std::to_string(driver / 1000) + "." +
                               std::to_string(driver % 1000 / 10) + ", this build needs " + status.version +
                               ": update the driver, or use --backend cpu"
                         : std::string("no CUDA device can be used (") +
                               (error == cudaSuccess ? "none found" : cudaGetErrorString(error)) +
                               "); use --backend cpu";
    return status;
  }
  for (int device = 0; device < count; ++device) {
    cudaDeviceProp properties{};
    if (cudaGetDeviceProperties(&properties, device) == cudaSuccess) status.devices.emplace_back(properties.name);
  }
  return status;
}

}  // namespace howship
