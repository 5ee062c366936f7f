#pragma once

#include "kernels/voxel/chebyshev.hpp"
#include "kernels/voxel/finish.hpp"
#include "kernels/voxel/initial_state.hpp"
#include "kernels/voxel/multigrid.hpp"
#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/region_sums.hpp"
#include "kernels/voxel/stage.hpp"

// What a body must move at least per stored voxel that it runs over: every array that it names, once, neighbours not
// again. Time times memory bandwidth cannot be less; `howship run -v` and `howship bench` compare with it.

namespace howship::traffic {

constexpr double vector = diffusing_count * sizeof(float);
constexpr double faces = 3 * sizeof(float);
constexpr double plane = sizeof(float);
constexpr double slopes = physics::slope_count * sizeof(float);
constexpr double site = 5 * plane;  ///< volume, healthy, three secretions
template <class Real>
constexpr double diffusing = diffusing_count * sizeof(Real);
template <class Real>
constexpr double state = diffusing<Real> + local_count * sizeof(double);
template <class Real>
constexpr double increment = field_count * sizeof(Real);

template <class Real>
double bytes(const Prepare<Real>&) {
  return state<Real> + site + 3 * plane + hindrance_count * sizeof(Real) + slopes + faces + 2 * Blocks::bytes_per_voxel;
}
template <class Real>
double bytes(const FormStageState<Real>& body) {
  const double fields = body.stage > 0 ? diffusing_count : 0, bone = 2;
  return fields * 2 * sizeof(Real) + bone * sizeof(double) + hindrance_count * sizeof(Real) +
         body.stage * (fields + bone) * sizeof(Real);
}
template <class Real>
double bytes(const BeginStage<Real>& body) {
  return state<Real> + body.stage * increment<Real> + hindrance_count * sizeof(Real) + site + 3 * plane + slopes +
         vector + local_count * sizeof(Real);
}
inline double bytes(const ChebyshevSweep& body) {
  return Blocks::bytes_per_voxel + 2 * vector + (body.first ? 0.0 : vector + faces) + (body.remembers ? vector : 0.0);
}
inline double bytes(const Residual&) {
  return Blocks::bytes_per_voxel + faces + 3 * vector;
}
inline double bytes(const CoarsenOperator&) {
  return 8 * (Blocks::bytes_per_voxel + faces + plane) + Blocks::bytes_per_voxel + faces + plane;
}
inline double bytes(const InvertBlocks&) {
  return 2 * Blocks::bytes_per_voxel + faces;
}
inline double bytes(const RestrictResidual&) {
  return 8 * (vector + plane) + vector;
}
inline double bytes(const ProlongCorrection&) {
  return 2 * vector + plane + vector / 8;
}
template <class Real>
double bytes(const EndStage<Real>&) {
  return vector + increment<Real> + local_count * sizeof(Real) + slopes + plane;
}
template <class Real>
double bytes(const CheckStep<Real>&) {
  return state<Real> + rosenbrock::stages * increment<Real> + plane;
}
template <class Real>
double bytes(const AcceptStep<Real>&) {
  return 2 * state<Real> + rosenbrock::stages * increment<Real> + plane;
}
template <class Real>
double bytes(const SumRegion<Real>&) {
  return state<Real> + site;
}
template <class Real>
double bytes(const Interpolate<Real>&) {
  return state<Real> + rosenbrock::stages * increment<Real> + field_count * sizeof(float);
}
template <class Real>
double bytes(const SetInitialState<Real>&) {
  return state<Real> + site + 2 * plane;
}

}  // namespace howship::traffic
