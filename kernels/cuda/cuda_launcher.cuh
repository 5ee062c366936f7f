#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <cub/device/device_segmented_reduce.cuh>
#include <cuda_runtime.h>

#include "howship/domain.hpp"
#include "howship/error.hpp"

#include "kernels/cuda/check.cuh"

namespace howship::cuda {

/// Two bricks of 64 voxels per block: enough warps to hide latency at any occupancy the bodies reach.
constexpr int bricks_per_block = 2;
constexpr int threads_per_block = bricks_per_block * brick_size;

template <class Body>
__global__ void __launch_bounds__(threads_per_block) sweep_bricks(const Body body, int bricks) {
  const int brick = blockIdx.x * bricks_per_block + threadIdx.x / brick_size;
  if (brick < bricks) body.template run<typename Body::Lane>(brick, threadIdx.x % brick_size);
}

/// One block per brick. The order of the sums is that of the CPU's packs of eight lanes: eight packs one after another,
/// then a tree over the lanes. results is [sums + minima][bricks].
template <class Body>
__global__ void __launch_bounds__(brick_size) reduce_bricks(const Body body, int bricks, double* results) {
  constexpr int count = Body::sums + Body::minima;
  constexpr int pack = 8;
  __shared__ double value[count][brick_size];
  const int brick = blockIdx.x, lane = threadIdx.x;
  double mine[count];
  body.template run<double>(brick, lane, mine, mine + Body::sums);
  for (int k = 0; k < count; ++k) value[k][lane] = mine[k];
  __syncthreads();
  for (int k = lane; k < count; k += brick_size) {
    double total[pack];
    for (int i = 0; i < pack; ++i) {
      total[i] = value[k][i];
      for (int p = 1; p < brick_size / pack; ++p) {
        const double v = value[k][p * pack + i];
        total[i] = k < Body::sums ? total[i] + v : (v < total[i] ? v : total[i]);
      }
    }
    for (int width = pack / 2; width > 0; width /= 2)
      for (int i = 0; i < width; ++i)
        total[i] =
            k < Body::sums ? total[i] + total[i + width] : (total[i + width] < total[i] ? total[i + width] : total[i]);
    results[static_cast<std::size_t>(k) * bricks + brick] = total[0];
  }
}

/// Segment k of the reduction covers bricks [k * bricks, (k + 1) * bricks).
struct SegmentStart {
  int bricks;
  __host__ __device__ int operator()(int segment) const { return segment * bricks; }
};

/// Runs voxel bodies on a CUDA device: one thread per voxel, in order on one stream. Memory is allocated before the
/// first step only. Results of reductions stay on the device until they are fetched.
class CudaLauncher {
 public:
  explicit CudaLauncher(int device);

  std::string name() const { return "cuda"; }
  std::string description() const { return description_; }
  double bytes() const { return static_cast<double>(bytes_); }

  template <class T>
  T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_bytes(count * sizeof(T)));
  }
  template <class T>
  void to_device(T* device, const T* host, std::size_t count) {
    HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(device, host, count * sizeof(T), cudaMemcpyHostToDevice, stream_.get()));
    HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(stream_.get()));
  }
  template <class T>
  void to_host(T* host, const T* device, std::size_t count) {
    HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(host, device, count * sizeof(T), cudaMemcpyDeviceToHost, stream_.get()));
    HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(stream_.get()));
  }

  template <class Body>
  void launch(const Body& body, int bricks) {
    const int blocks = (bricks + bricks_per_block - 1) / bricks_per_block;
    sweep_bricks<<<blocks, threads_per_block, 0, stream_.get()>>>(body, bricks);
    HOWSHIP_CUDA_CHECK(cudaGetLastError());
  }

  void wait() { HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(stream_.get())); }
  void reserve_reductions(int bricks, int slots);

  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    reduce_bricks<<<bricks, brick_size, 0, stream_.get()>>>(body, bricks, partials_);
    HOWSHIP_CUDA_CHECK(cudaGetLastError());
    combine(bricks, Body::sums, Body::minima, slot);
  }
  void fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count);

 private:
  void* allocate_bytes(std::size_t bytes);
  void combine(int bricks, int sums, int minima, int slot);

  struct FreeMemory {
    void operator()(void* p) const { cudaFree(p); }
  };
  struct DestroyStream {
    void operator()(cudaStream_t s) const { cudaStreamDestroy(s); }
  };
  std::string description_;
  std::unique_ptr<CUstream_st, DestroyStream> stream_;
  std::vector<std::unique_ptr<void, FreeMemory>> memory_;
  std::size_t bytes_ = 0;
  double* partials_ = nullptr;
  double* results_ = nullptr;
  void* scratch_ = nullptr;
  std::size_t scratch_bytes_ = 0;
};

}  // namespace howship::cuda
