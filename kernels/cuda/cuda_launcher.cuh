#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <cuda_runtime.h>

#include "howship/convoy.hpp"
#include "howship/error.hpp"

#include "kernels/cuda/check.cuh"
#include "kernels/cuda/kernels.cuh"
#include "kernels/cuda/launch_queue.cuh"

namespace howship::cuda {
namespace {

/// Runs voxel bodies on a CUDA device: one thread per voxel, in order on one stream. Launches wait in a list until
/// something is fetched, copied or waited for; a step's launches make one CUDA graph. In a convoy those of all arms are
/// made together, on one stream. Memory is allocated before the first step only. Results of reductions are copied at
/// the end of each list.
class CudaLauncher {
 public:
  explicit CudaLauncher(int device, Convoy* convoy = nullptr) : convoy_(convoy) {
    HOWSHIP_CUDA_CHECK(cudaSetDevice(device));
    cudaDeviceProp properties{};
    HOWSHIP_CUDA_CHECK(cudaGetDeviceProperties(&properties, device));
    description_ = std::string(properties.name) + ", compute capability " + std::to_string(properties.major) + "." +
                   std::to_string(properties.minor);
    if (convoy == nullptr) {
      queue_ = std::make_shared<LaunchQueue>(device);
    } else {
      if (!convoy->shared()) convoy->shared() = std::make_shared<LaunchQueue>(device);
      queue_ = std::static_pointer_cast<LaunchQueue>(convoy->shared());
    }
  }

  std::string name() const { return "cuda"; }
  std::string description() const { return description_; }
  double bytes() const { return static_cast<double>(bytes_); }

  /// Zero-filled. Freed with the launcher.
  /// \throws DeviceError when the memory cannot be had
  template <class T>
  T* allocate(std::size_t count) {
    return static_cast<T*>(allocate_bytes(count * sizeof(T)));
  }
  template <class T>
  void to_device(T* device, const T* host, std::size_t count) {
    wait();
    HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(device, host, count * sizeof(T), cudaMemcpyHostToDevice, queue_->stream()));
    HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(queue_->stream()));
  }
  template <class T>
  void to_host(T* host, const T* device, std::size_t count) {
    wait();
    HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(host, device, count * sizeof(T), cudaMemcpyDeviceToHost, queue_->stream()));
    HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(queue_->stream()));
  }

  void set_phase(int phase) { phase_ = phase; }
  template <class Body>
  void launch(const Body& body, int bricks) {
    if (bricks == 0) return;
    const unsigned blocks = (static_cast<unsigned>(bricks) + bricks_per_block - 1) / bricks_per_block;
    add(&sweep_bricks<Body>, blocks, threads_per_block, SweepJob<Body>{body, bricks});
  }

  void reserve_reductions(int bricks, int slots) {
    partials_ = allocate<double>(static_cast<std::size_t>(bricks) * most_results);
    queued_.results = static_cast<std::size_t>(slots) * most_results;
    results_ = allocate<double>(queued_.results);
    host_results_ = make_pinned<double>(queued_.results);
    queued_.device_results = results_;
    queued_.host_results = host_results_.get();
  }
  template <class Body>
  void reduce(const Body& body, int bricks, int slot) {
    static_assert(Body::sums + Body::minima <= most_results);
    if (bricks > 0)
      add(&reduce_bricks<Body>, static_cast<unsigned>(bricks), brick_size, ReduceJob<Body>{body, bricks, partials_});
    add(&combine_bricks, Body::sums + Body::minima, combining_threads,
        CombineJob{partials_, results_ + static_cast<std::size_t>(slot) * most_results, bricks, Body::sums});
  }
  void fetch(int slot, double* sums, int sum_count, double* minima, int minimum_count) {
    wait();
    const double* const values = host_results_.get() + static_cast<std::size_t>(slot) * most_results;
    std::copy_n(values, sum_count, sums);
    if (minimum_count > 0) std::copy_n(values + sum_count, minimum_count, minima);
  }

  void wait() {
    if (queued_.list.empty()) return;
    // Launches that failed are not to be tried again.
    const struct Clear {
      LaunchList<Kernel>& list;
      ~Clear() { list.clear(); }
    } clear{queued_.list};
    if (convoy_ == nullptr) {
      queue_->run({&queued_});
      return;
    }
    convoy_->meet(&queued_, queued_.list.attempts(), [this](const std::vector<Convoy::Load>& loads) {
      std::vector<QueuedLaunches*> all;
      all.reserve(loads.size());
      for (Convoy::Load load : loads) all.push_back(static_cast<QueuedLaunches*>(load));
      queue_->run(all);
    });
  }

 private:
  static constexpr std::size_t padding = 1024;  ///< bytes, as on the CPU
  static constexpr int most_results = 32;       ///< sums and minima of one reduction

  template <class Job>
  void add(void (*kernel)(unsigned), unsigned blocks, unsigned threads, const Job& job) {
    queued_.list.add(Kernel{reinterpret_cast<const void*>(kernel), blocks, threads}, phase_, job);
  }

  static std::string megabytes(std::size_t bytes) { return std::to_string(bytes / 1000000) + " MB"; }
  void* allocate_bytes(std::size_t bytes) {
    const std::size_t total = bytes + 2 * padding;
    void* block = nullptr;
    const cudaError_t error = cudaMalloc(&block, total);
    if (error == cudaErrorMemoryAllocation) {
      cudaGetLastError();  // the failed allocation is reported here, not by the next launch
      std::size_t free = 0, all = 0;
      cudaMemGetInfo(&free, &all);
      throw DeviceError("out of device memory: " + megabytes(total) + " more are needed beyond the " +
                        megabytes(bytes_) + " in use, and " + megabytes(free) + " of " + megabytes(all) +
                        " are free; use a coarser geometry.spacing or --backend cpu");
    }
    HOWSHIP_CUDA_CHECK(error);
    memory_.emplace_back(block);
    bytes_ += total;
    HOWSHIP_CUDA_CHECK(cudaMemsetAsync(block, 0, total, queue_->stream()));
    return static_cast<char*>(block) + padding;
  }

  struct FreeMemory {
    void operator()(void* p) const { cudaFree(p); }
  };
  Convoy* convoy_;
  std::string description_;
  std::shared_ptr<LaunchQueue> queue_;
  std::vector<std::unique_ptr<void, FreeMemory>> memory_;
  std::size_t bytes_ = 0;
  double *partials_ = nullptr, *results_ = nullptr;
  std::unique_ptr<double[], FreePinned> host_results_;
  QueuedLaunches queued_;
  int phase_ = phase::after;
};

}  // namespace
}  // namespace howship::cuda
