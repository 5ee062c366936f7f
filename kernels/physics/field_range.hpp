#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"

#include "kernels/physics/elementary.hpp"

namespace howship::physics {

/// Where the values of a voxel end that bone can have.
struct FieldRange {
  double most[field_count];  ///< of each field, overshoot included [unit]
  double tissue;             ///< of osteoid and matrix together [1]
  double mineral;            ///< of mineral above the matrix that holds it [1]
};

/// What a state may hold beyond a step, as a share: a step that is within the range is then scaled, at the usual
/// tolerance by 0.002 at most, and rounded. The step after it is held to the range again, while the state can still be
/// written.
constexpr double state_slack = 1.005;

/// \param slack 1 for a step, state_slack for a state
inline FieldRange field_range(double slack) {
  FieldRange range{};
  for (int f = 0; f < field_count; ++f) range.most[f] = slack * (1.0 + overshoot) * field_info[f].most;
  range.tissue = slack * (1.0 + overshoot);
  range.mineral = slack * overshoot;
  return range;
}

/// How many of a voxel's values are too large, NaN among them: each field by itself, bone that fills more than the
/// tissue, mineral that fills more than the matrix which holds it.
/// \param u all fields in the order of Field
template <class V>
HOWSHIP_INLINE V values_beyond(const FieldRange& range, const V* u) {
  const V none(0.0), one(1.0);
  V count(0.0);
  // "Not below" instead of "above": a NaN is neither.
  for (int f = 0; f < field_count; ++f) count += select(u[f] < V(range.most[f]), none, one);
  const V matrix = u[index_of(Field::MineralisedMatrix)];
  count += select(u[index_of(Field::Osteoid)] + matrix < V(range.tissue), none, one);
  count += select(u[index_of(Field::Mineral)] < matrix + V(range.mineral), none, one);
  return count;
}

/// How many of a voxel's values are below zero, as none of a state is.
template <class V>
HOWSHIP_INLINE V values_below_zero(const V* u) {
  V count(0.0);
  for (int f = 0; f < field_count; ++f) count += select(u[f] < V(0.0), V(1.0), V(0.0));
  return count;
}

}  // namespace howship::physics
