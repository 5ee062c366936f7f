#pragma once

#include <vector>

#include "host/geometry/image.hpp"

namespace howship {

/// Which voxels of `image` have their centre in a selected voxel of `map`, whose grid may be another one.
std::vector<unsigned char> carried_over(const Image& map, const std::vector<unsigned char>& selected,
                                        const Image& image);

}  // namespace howship
