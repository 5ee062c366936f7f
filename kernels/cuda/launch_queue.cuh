#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <mutex>
#include <vector>

#include <cuda_runtime.h>

#include "kernels/cuda/check.cuh"
#include "kernels/cuda/graph_cache.cuh"
#include "kernels/cuda/kernels.cuh"
#include "kernels/voxel/launch_list.hpp"

namespace howship::cuda {
namespace {

/// A kernel over a grid, for LaunchList.
struct Kernel {
  const void* function;
  unsigned blocks, threads;
  bool operator==(const Kernel& o) const {
    return function == o.function && blocks == o.blocks && threads == o.threads;
  }
};

/// What an arm brings to a launch: its list, and where its results are to be copied afterwards.
struct QueuedLaunches {
  LaunchList<Kernel> list;
  const double* device_results = nullptr;
  double* host_results = nullptr;  ///< page-locked
  std::size_t results = 0;
};

struct DestroyStream {
  void operator()(cudaStream_t s) const { cudaStreamDestroy(s); }
};
struct DestroyEvent {
  void operator()(cudaEvent_t e) const { cudaEventDestroy(e); }
};
struct FreePinned {
  void operator()(void* p) const { cudaFreeHost(p); }
};
using Stream = std::unique_ptr<CUstream_st, DestroyStream>;
using Event = std::unique_ptr<CUevent_st, DestroyEvent>;

inline Stream make_stream() {
  cudaStream_t stream = nullptr;
  HOWSHIP_CUDA_CHECK(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking));
  return Stream(stream);
}
inline Event make_event() {
  cudaEvent_t event = nullptr;
  HOWSHIP_CUDA_CHECK(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
  return Event(event);
}
/// Page-locked memory of the host, which the device copies from and to by itself.
template <class T>
std::unique_ptr<T[], FreePinned> make_pinned(std::size_t count) {
  void* block = nullptr;
  HOWSHIP_CUDA_CHECK(cudaMallocHost(&block, count * sizeof(T)));
  return std::unique_ptr<T[], FreePinned>(static_cast<T*>(block));
}

/// Runs lists of launches on one stream, in parts that fit the constant memory.
class LaunchQueue {
 public:
  /// \param device the current one
  explicit LaunchQueue(int device) : device_(device), stream_(make_stream()) {
    HOWSHIP_CUDA_CHECK(cudaGetSymbolAddress(&bank_, bank));
    for (Slot& slot : slots_) {
      slot.jobs = make_pinned<std::byte>(bank_bytes);
      slot.read = make_event();
    }
  }
  LaunchQueue(const LaunchQueue&) = delete;
  LaunchQueue& operator=(const LaunchQueue&) = delete;

  cudaStream_t stream() const { return stream_.get(); }

  /// Launches of all lists, those that can be as one, then the copies of their results; returns when all has ended.
  void run(const std::vector<QueuedLaunches*>& all) {
    // The constant memory is one for all queues of this process.
    const std::lock_guard<std::mutex> alone(bank_mutex());
    HOWSHIP_CUDA_CHECK(cudaSetDevice(device_));  // which each thread has to
    try {
      enqueue(all);
    } catch (...) {
      cudaStreamSynchronize(stream_.get());
      throw;
    }
    HOWSHIP_CUDA_CHECK(cudaStreamSynchronize(stream_.get()));
  }

 private:
  /// Jobs on their way to the device.
  struct Slot {
    std::unique_ptr<std::byte[], FreePinned> jobs;
    Event read;  ///< the device has them
  };

  static std::mutex& bank_mutex() {
    static std::mutex mutex;
    return mutex;
  }

  void enqueue(const std::vector<QueuedLaunches*>& all) {
    std::vector<const LaunchList<Kernel>*> lists;
    lists.reserve(all.size());
    for (const QueuedLaunches* one : all) lists.push_back(&one->list);
    const auto joint = join(lists);
    sequence_.clear();
    used_ = 0;
    for (const auto& launch : joint.launches) {
      for (std::size_t first = 0; first < launch.count;) {
        if (used_ + launch.bytes > bank_bytes) flush();
        const std::size_t count = std::min(launch.count - first, (bank_bytes - used_) / launch.bytes);
        place(launch.kernel, joint.members.data() + launch.first + first, count, launch.bytes);
        first += count;
      }
    }
    flush();
    for (const QueuedLaunches* one : all)
      if (one->results > 0)
        HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(one->host_results, one->device_results, one->results * sizeof(double),
                                           cudaMemcpyDeviceToHost, stream_.get()));
  }
  void place(const Kernel& kernel, const JointLaunches<Kernel>::Member* members, std::size_t count, std::size_t bytes) {
    constexpr std::size_t alignment = LaunchList<Kernel>::alignment;
    if (used_ == 0) HOWSHIP_CUDA_CHECK(cudaEventSynchronize(slots_[slot_].read.get()));
    sequence_.push_back(
        {kernel.function, kernel.blocks, static_cast<unsigned>(count), kernel.threads, static_cast<unsigned>(used_)});
    for (std::size_t m = 0; m < count; ++m)
      std::memcpy(slots_[slot_].jobs.get() + used_ + m * bytes, members[m].body(), bytes);
    used_ += (count * bytes + alignment - 1) / alignment * alignment;
  }
  void flush() {
    if (sequence_.empty()) return;
    Slot& slot = slots_[slot_];
    HOWSHIP_CUDA_CHECK(cudaMemcpyAsync(bank_, slot.jobs.get(), used_, cudaMemcpyHostToDevice, stream_.get()));
    HOWSHIP_CUDA_CHECK(cudaEventRecord(slot.read.get(), stream_.get()));
    graphs_.launch(sequence_, stream_.get());
    slot_ = (slot_ + 1) % slots_.size();
    sequence_.clear();
    used_ = 0;
  }

  int device_;
  Stream stream_;
  void* bank_ = nullptr;
  std::array<Slot, 2> slots_;
  std::size_t slot_ = 0, used_ = 0;
  std::vector<PlacedLaunch> sequence_;
  GraphCache graphs_;
};

}  // namespace
}  // namespace howship::cuda
