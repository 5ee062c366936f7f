#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <vector>

#include <cuda_runtime.h>

#include "kernels/cuda/check.cuh"

namespace howship::cuda {
namespace {

/// What runs where: a kernel, its grid, and where in constant memory its jobs begin. Two with the same numbers do the
/// same with whatever stands there.
struct PlacedLaunch {
  const void* function;
  unsigned blocks, arms, threads, offset;
  bool operator==(const PlacedLaunch& o) const {
    return function == o.function && blocks == o.blocks && arms == o.arms && threads == o.threads && offset == o.offset;
  }
};

/// Launches sequences of kernels; one that comes again as a CUDA graph, which takes the host one call and the device no
/// pause between kernels. At small cases these pauses would be most of a step.
class GraphCache {
 public:
  void launch(const std::vector<PlacedLaunch>& sequence, cudaStream_t stream) {
    const std::uint64_t key = hash(sequence);
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
      if (entry->key != key || !(entry->sequence == sequence)) continue;
      entries_.splice(entries_.begin(), entries_, entry);
      if (!entry->graph) entry->graph = capture(sequence, stream);
      HOWSHIP_CUDA_CHECK(cudaGraphLaunch(entry->graph.get(), stream));
      return;
    }
    // A sequence that never comes again is not worth a graph.
    launch_each(sequence, stream);
    entries_.push_front({key, sequence, nullptr});
    if (entries_.size() > most) entries_.pop_back();
  }

 private:
  struct Destroy {
    void operator()(cudaGraphExec_t graph) const { cudaGraphExecDestroy(graph); }
  };
  using Graph = std::unique_ptr<CUgraphExec_st, Destroy>;
  struct Entry {
    std::uint64_t key;
    std::vector<PlacedLaunch> sequence;
    Graph graph;
  };
  /// Solve plans change with the step's length: some dozens in a run.
  static constexpr std::size_t most = 128;

  static std::uint64_t hash(const std::vector<PlacedLaunch>& sequence) {
    std::uint64_t h = 14695981039346656037U;  // FNV-1a
    const auto add = [&h](std::uint64_t word) { h = (h ^ word) * 1099511628211U; };
    for (const PlacedLaunch& l : sequence) {
      add(reinterpret_cast<std::uintptr_t>(l.function));
      add(static_cast<std::uint64_t>(l.blocks) << 32U | l.offset);
      add(static_cast<std::uint64_t>(l.arms) << 32U | l.threads);
    }
    return h;
  }
  static void launch_each(const std::vector<PlacedLaunch>& sequence, cudaStream_t stream) {
    for (const PlacedLaunch& l : sequence) {
      unsigned offset = l.offset;
      void* arguments[] = {&offset};
      HOWSHIP_CUDA_CHECK(cudaLaunchKernel(l.function, dim3(l.blocks, l.arms), dim3(l.threads), arguments, 0, stream));
    }
  }
  static Graph capture(const std::vector<PlacedLaunch>& sequence, cudaStream_t stream) {
    HOWSHIP_CUDA_CHECK(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal));
    cudaGraph_t graph = nullptr;
    try {
      launch_each(sequence, stream);
    } catch (...) {
      cudaStreamEndCapture(stream, &graph);
      cudaGraphDestroy(graph);
      throw;
    }
    HOWSHIP_CUDA_CHECK(cudaStreamEndCapture(stream, &graph));
    cudaGraphExec_t made = nullptr;
    const cudaError_t error = cudaGraphInstantiate(&made, graph, 0);
    cudaGraphDestroy(graph);
    HOWSHIP_CUDA_CHECK(error);
    return Graph(made);
  }

  std::list<Entry> entries_;  ///< used last first
};

}  // namespace
}  // namespace howship::cuda
