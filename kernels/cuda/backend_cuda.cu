#include "kernels/backends.hpp"
#include "kernels/cuda/cuda_launcher.cuh"
#include "kernels/cuda/device_words.hpp"
#include "kernels/device_memory.hpp"
#include "kernels/voxel/triad.hpp"
#include "kernels/voxel/voxel_backend.hpp"

static_assert(CUDART_VERSION >= 12000, "howship needs CUDA 12.0 or later");

namespace howship {

namespace {
/// Before the first allocation: one that fails midway would tell of an array, not of the case.
void require_device_memory(const BackendOptions& options, const VoxelDomain& domain) {
  std::size_t free = 0, all = 0;
  HOWSHIP_CUDA_CHECK(cudaMemGetInfo(&free, &all));
  const double need = device_bytes(domain, options.precision);
  const double have = device_bytes_for_fields(static_cast<double>(free));
  if (need <= have) return;
  cudaDeviceProp properties{};
  HOWSHIP_CUDA_CHECK(cudaGetDeviceProperties(&properties, options.device));
  throw DeviceError(cuda::device_too_small(need, have, static_cast<double>(all), properties.name));
}
}  // namespace

std::unique_ptr<Backend> make_cuda_backend(const BackendOptions& options, const VoxelDomain& domain,
                                           const TissueSites& sites, const TissueParameters& parameters) {
  if (const std::string problem = cuda_problem(options.device); !problem.empty()) throw DeviceError(problem);
  cuda::CudaLauncher launcher(options.device, options.convoy);
  require_device_memory(options, domain);
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
    cuda::MachineFacts machine;
    cudaDriverGetVersion(&machine.driver);
    machine.driver_too_old = error == cudaErrorInsufficientDriver;
    if (error != cudaSuccess) machine.error = cudaGetErrorString(error);
    status.missing = cuda::machine_problem(machine, status.version);
    return status;
  }
  for (int device = 0; device < count; ++device) {
    cudaDeviceProp properties{};
    if (cudaGetDeviceProperties(&properties, device) == cudaSuccess) status.devices.emplace_back(properties.name);
  }
  return status;
}

std::string cuda_problem(int device) {
  const CudaStatus status = cuda_status();
  if (!status.missing.empty()) return status.missing;
  if (std::string problem = cuda::device_number_problem(device, static_cast<int>(status.devices.size()));
      !problem.empty())
    return problem;
  // Its context is made here, which fails where another process has the device for itself, or all of its memory.
  cudaFuncAttributes attributes{};
  cudaError_t error = cudaSetDevice(device);
  if (error == cudaSuccess) error = cudaFuncGetAttributes(&attributes, &cuda::combine_bricks);
  if (error == cudaSuccess) return "";
  cudaGetLastError();
  cudaDeviceProp properties{};
  HOWSHIP_CUDA_CHECK(cudaGetDeviceProperties(&properties, device));
  if (error == cudaErrorNoKernelImageForDevice || error == cudaErrorInvalidDeviceFunction ||
      error == cudaErrorUnsupportedPtxVersion)
    return cuda::no_code_for(device, properties.name,
                             std::to_string(properties.major) + "." + std::to_string(properties.minor),
                             status.architectures);
  return std::string("device ") + std::to_string(device) + ", " + properties.name + ", can't be used (" +
         cudaGetErrorString(error) + "); use --backend cpu";
}

double free_device_bytes(int device) {
  if (!cuda_problem(device).empty()) return 0.0;
  std::size_t free = 0, all = 0;
  HOWSHIP_CUDA_CHECK(cudaMemGetInfo(&free, &all));  // of the device that cuda_problem() has set
  return static_cast<double>(free);
}

}  // namespace howship
