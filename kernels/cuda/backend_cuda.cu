#include <algorithm>

#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/transform_iterator.h>

#include "kernels/backends.hpp"
#include "kernels/cuda/cuda_launcher.cuh"
#include "kernels/voxel/triad.hpp"
#include "kernels/voxel/voxel_backend.hpp"

namespace howship {

namespace cuda {

namespace {
constexpr std::size_t padding = 1024;  // bytes, as on the CPU
constexpr int most_results = 32;       // sums and minima of one reduction

std::string megabytes(std::size_t bytes) {
  return std::to_string(bytes / 1000000) + " MB";
}

auto segment_offsets(int bricks, int first) {
  return thrust::make_transform_iterator(thrust::make_counting_iterator(first), SegmentStart{bricks});
}
}  // namespace

CudaLauncher::CudaLauncher(int device) {
  HOWSHIP_CUDA_CHECK(cudaSetDevice(device));
  cudaDeviceProp properties{};
  HOWSHIP_CUDA_CHECK(cudaGetDeviceProperties(&properties, device));
  description_ = std::string(properties.name) + ", compute capability " + std::to_string(properties.major) + "." +
                 std::to_string(properties.minor);
  cudaStream_t stream = nullptr;
  HOWSHIP_CUDA_CHECK(cudaStreamCreate(&stream));
  stream_.reset(stream);
}

void* CudaLauncher::allocate_bytes(std::size_t bytes) {
  const std::size_t total = bytes + 2 * padding;
  void* block = nullptr;
  const cudaError_t error = cudaMalloc(&block, total);
  if (error == cudaErrorMemoryAllocation) {
    cudaGetLastError();  // the failed allocation is reported here, not by the next launch
    std::size_t free = 0, all = 0;
    cudaMemGetInfo(&free, &all);
    throw DeviceError("out of device memory: " + megabytes(total) + " more are needed beyond the " + megabytes(bytes_) +
                      " in use, and " + megabytes(free) + " of " + megabytes(all) +
                      " are free; use a coarser geometry.spacing or --backend cpu");
  }
  HOWSHIP_CUDA_CHECK(error);
  memory_.emplace_back(block);
  bytes_ += total;
  HOWSHIP_CUDA_CHECK(cudaMemsetAsync(block, 0, total, stream_.get()));
  return static_cast<char*>(block) + padding;
}

void CudaLauncher::reserve_reductions(int bricks, int slots) {
  partials_ = allocate<double>(static_cast<std::size_t>(bricks) * most_results);
  results_ = allocate<double>(static_cast<std::size_t>(slots) * most_results);
  std::size_t sum_bytes = 0, min_bytes = 0;
  HOWSHIP_CUDA_CHECK(cub::DeviceSegmentedReduce::Sum(nullptr, sum_bytes, partials_, results_, most_results,
                                                     segment_offsets(bricks, 0), segment_offsets(bricks, 1),
                                                     stream_.get()));
  HOWSHIP_CUDA_CHECK(cub::DeviceSegmentedReduce::Min(nullptr, min_bytes, partials_, results_, most_results,
                                                     segment_offsets(bricks, 0), segment_offsets(bricks, 1),
                                                     stream_.get()));
  scratch_bytes_ = std::max({sum_bytes, min_bytes, std::size_t{1}});
  scratch_ = allocate<char>(scratch_bytes_);
}

void CudaLauncher::combine(int bricks, int sums, int minima, int slot) {
  double* result = results_ + static_cast<std::size_t>(slot) * most_results;
  HOWSHIP_CUDA_CHECK(cub::DeviceSegmentedReduce::Sum(scratch_, scratch_bytes_, partials_, result, sums,
                                                     segment_offsets(bricks, 0), segment_offsets(bricks, 1),
                                                     stream_.get()));
  if (minima > 0)
    HOWSHIP_CUDA_CHECK(cub::DeviceSegmentedReduce::Min(scratch_, scratch_bytes_, partials_, result + sums, minima,
                                                       segment_offsets(bricks, sums), segment_offsets(bricks, sums + 1),
                                                       stream_.get()));
}

void CudaLauncher::fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) {
  double values[most_results];
  to_host(values, results_ + static_cast<std::size_t>(slot) * most_results, sum_count + minimum_count);
  std::copy_n(values, sum_count, sums);
  if (minimum_count > 0) std::copy_n(values + sum_count, minimum_count, minima);
}

}  // namespace cuda

std::unique_ptr<Backend> make_cuda_backend(const BackendOptions& options, const VoxelDomain& domain,
                                           const TissueSites& sites, const TissueParameters& parameters) {
  const CudaStatus status = cuda_status();
  if (!status.missing.empty()) throw DeviceError(status.missing);
  if (options.device < 0 || options.device >= static_cast<int>(status.devices.size()))
    throw DeviceError("--device " + std::to_string(options.device) + " does not exist: this machine has " +
                      std::to_string(status.devices.size()) + " CUDA device(s), numbered from 0");
  cuda::CudaLauncher launcher(options.device);
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
