#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"

#include "kernels/physics/elementary.hpp"

namespace howship::physics {

/// Where the values of a voxel end that bone can have.
struct FieldRange {
  double most[field_count];  ///< of each field, overshoot included [unit]
};

inline FieldRange field_range() {
  FieldRange range{};
  for (int f = 0; f < field_count; ++f) range.most[f] = (1.0 + overshoot) * field_info[f].most;
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
  count += select(u[index_of(Field::Osteoid)] + matrix < V(1.0 + overshoot), none, one);
  count += select(u[index_of(Field::Mineral)] < matrix + overshoot, none, one);
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
