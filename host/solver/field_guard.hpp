#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"

namespace howship {

/// [brick][lane] per field, as a Backend gives them.
using FieldValues = std::array<std::vector<double>, field_count>;

/// A value that bone cannot have, and where it stands.
struct ImpossibleValue {
  std::string what;   ///< "field tumour = 1.31, above 1, the largest it can be"
  std::string where;  ///< "in voxel (3, 4, 5) at (1.50, 2.00, -0.25) mm"
  bool finite = true;
};

/// Finds the worst of the values that values_beyond() counts, or that lie below `least` times their field's scale; one
/// that is not finite comes before all others. Empty when there is none.
///
/// For messages only: it takes all fields to the host.
/// \param least in thousandths of the typical value, <= 0: 0 of a state, -1 of a step before it is clipped
std::optional<ImpossibleValue> find_impossible(const FieldValues& fields, const VoxelDomain& domain, double least);

}  // namespace howship
