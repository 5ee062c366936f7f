#pragma once

#include <cstddef>

#include <cub/block/block_reduce.cuh>
#include <cuda_runtime.h>

#include "howship/domain.hpp"

// The kernels, each of which reads what it is to do from constant memory: a launch is then fully told by its kernel,
// its grid and an offset there, so that a step's launches make the same CUDA graph again and again while their
// coefficients change. The second dimension of the grid counts the arms of a trial, whose jobs stand one after another.
//
// Everything here has internal linkage: each translation unit has constant memory of its own, and kernels that read
// another's would find nothing.

namespace howship::cuda {
namespace {

constexpr std::size_t bank_bytes = 61440;  ///< of the 65536 there are, some of which the compiler keeps for itself
__constant__ __align__(16) unsigned char bank[bank_bytes];

template <class Job>
__device__ __forceinline__ const Job& job_at(unsigned offset) {
  return *reinterpret_cast<const Job*>(bank + offset + blockIdx.y * static_cast<unsigned>(sizeof(Job)));
}

/// Two bricks of 64 voxels per block: the bodies' registers, not this, limit how many warps there are.
constexpr int bricks_per_block = 2;
constexpr int threads_per_block = bricks_per_block * brick_size;

template <class Body>
struct SweepJob {
  Body body;
  int bricks;
};
template <class Body>
__global__ void __launch_bounds__(threads_per_block) sweep_bricks(unsigned offset) {
  const auto& job = job_at<SweepJob<Body>>(offset);
  const int brick = static_cast<int>(blockIdx.x) * bricks_per_block + static_cast<int>(threadIdx.x) / brick_size;
  if (brick < job.bricks) job.body.template run<typename Body::Lane>(brick, static_cast<int>(threadIdx.x) % brick_size);
}

template <class Body>
struct ReduceJob {
  Body body;
  int bricks;
  double* partials;  ///< [sums + minima][bricks]
};
/// One block per brick. The order of the sums is that of the CPU's packs of eight lanes: eight packs one after another,
/// then a tree over the lanes.
template <class Body>
__global__ void __launch_bounds__(brick_size) reduce_bricks(unsigned offset) {
  constexpr int count = Body::sums + Body::minima;
  constexpr int pack = 8;
  const auto& job = job_at<ReduceJob<Body>>(offset);
  __shared__ double value[count][brick_size];
  const int brick = static_cast<int>(blockIdx.x), lane = static_cast<int>(threadIdx.x);
  double mine[count];
  job.body.template run<double>(brick, lane, mine, mine + Body::sums);
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
    job.partials[static_cast<std::size_t>(k) * job.bricks + brick] = total[0];
  }
}

struct CombineJob {
  const double* partials;  ///< of ReduceJob
  double* results;         ///< sums, then minima
  int bricks, sums;
};
constexpr int combining_threads = 256;

/// One block per sum or minimum, whose order depends on the number of bricks alone.
__global__ void __launch_bounds__(combining_threads) combine_bricks(unsigned offset) {
  using Reduce = cub::BlockReduce<double, combining_threads>;
  __shared__ typename Reduce::TempStorage storage;
  const auto& job = job_at<CombineJob>(offset);
  const int k = static_cast<int>(blockIdx.x);
  const bool sums = k < job.sums;
  const double* const values = job.partials + static_cast<std::size_t>(k) * job.bricks;
  const auto include = [sums](double a, double b) { return sums ? a + b : (b < a ? b : a); };
  // A block without bricks has the first one's value for a minimum.
  double own = sums || job.bricks == 0 ? 0.0 : values[0];
  for (int b = static_cast<int>(threadIdx.x); b < job.bricks; b += combining_threads) own = include(own, values[b]);
  const double all = Reduce(storage).Reduce(own, include);
  if (threadIdx.x == 0) job.results[k] = all;
}

}  // namespace
}  // namespace howship::cuda
