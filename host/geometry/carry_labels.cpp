#include "host/geometry/carry_labels.hpp"

#include <array>
#include <cmath>
#include <cstddef>

#include "host/geometry/image_index.hpp"

namespace howship {

std::vector<unsigned char> carried_over(const Image& map, const std::vector<unsigned char>& selected,
                                        const Image& image) {
  const ImageIndex index(map);
  // Index in the map of the first voxel of the image, and its change along the image's axes.
  const Vec3 start = index.place(image.first);
  std::array<Vec3, 3> change{};
  for (std::size_t axis = 0; axis < 3; ++axis) change[axis] = index.direction(image.step[axis]);
  std::vector<unsigned char> carried(image.voxels(), 0);
  std::size_t v = 0;
  for (int k = 0; k < image.extent[2]; ++k)
    for (int j = 0; j < image.extent[1]; ++j)
      for (int i = 0; i < image.extent[0]; ++i, ++v) {
        std::size_t at = 0;
        std::size_t stride = 1;
        bool inside = true;
        for (std::size_t axis = 0; axis < 3; ++axis) {
          const double place = start[axis] + i * change[0][axis] + j * change[1][axis] + k * change[2][axis];
          const double voxel = std::floor(place + 0.5);
          inside = inside && voxel >= 0.0 && voxel < map.extent[axis];
          if (!inside) break;
          at += stride * static_cast<std::size_t>(voxel);
          stride *= static_cast<std::size_t>(map.extent[axis]);
        }
        if (inside) carried[v] = selected[at];
      }
  return carried;
}

}  // namespace howship
