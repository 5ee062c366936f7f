#pragma once

#include <string>
#include <utility>
#include <vector>

namespace howship {

/// Path data ("M1 2L3 4") through points with rising x, in units of the drawing, one decimal. A point whose y is not
/// finite breaks the line; a point between two breaks is a dot. Of many points within half a unit of x the first,
/// lowest, highest and last are kept, so that nothing that could be seen gets lost.
std::string polyline_path(const std::vector<std::pair<double, double>>& points);

}  // namespace howship
