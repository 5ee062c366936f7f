#pragma once

#include "kernels/voxel/chebyshev.hpp"
#include "kernels/voxel/finish.hpp"
#include "kernels/voxel/initial_state.hpp"
#include "kernels/voxel/multigrid.hpp"
#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/region_sums.hpp"
#include "kernels/voxel/stage.hpp"
#include "kernels/voxel/triad.hpp"

// The voxel bodies compiled for one instruction set. Only these functions differ between instruction sets; everything
// that calls them is compiled once, for the baseline, so that no inline function of the standard library can slip in
// from a file that was compiled for a newer processor.

namespace howship::cpu {

/// Runs a body over bricks [first, last). Reducing bodies leave sums, then minima of each brick in
/// results[brick * (sums + minima)].
template <class Body>
struct Entry {
  void (*run)(const Body& body, int first, int last, double* results);
};

template <class... Bodies>
struct Table : Entry<Bodies>... {};

using BodyTable =
    Table<SetInitialState<float>, SetInitialState<double>, Prepare<float>, Prepare<double>, FormStageState<float>,
          FormStageState<double>, BeginStage<float>, BeginStage<double>, EndStage<float>, EndStage<double>,
          CheckStep<float>, CheckStep<double>, AcceptStep<float>, AcceptStep<double>, Interpolate<float>,
          Interpolate<double>, SumRegion<float>, SumRegion<double>, ChebyshevSweep, CoarsenOperator, InvertBlocks,
          Residual, RestrictResidual, ProlongCorrection, TriadBody>;

extern const BodyTable table_baseline;
#if defined(__x86_64__)
extern const BodyTable table_v3;  ///< AVX2 and FMA
extern const BodyTable table_v4;  ///< AVX-512
#endif

}  // namespace howship::cpu
