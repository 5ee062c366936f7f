#pragma once

#include <vector>

#include "howship/domain.hpp"

#include "host/geometry/image.hpp"

namespace howship {

/// The part of an image around the bone: what its voxels hold of the bone, and how much that counts.
struct BoneInImage {
  Index3 first{};             ///< of the part in the image
  Index3 extent{};            ///< of the part
  std::vector<float> values;  ///< of the bone in each voxel
  std::vector<float> weight;  ///< [1], >= 0; 0 where there is none

  std::size_t at(int i, int j, int k) const {
    return static_cast<std::size_t>(i) +
           static_cast<std::size_t>(extent[0]) * (j + static_cast<std::size_t>(extent[1]) * k);
  }
};

/// The box of image voxels from `first` on, each with weight 1 where it is `inside`.
BoneInImage bone_of_labels(const Image& image, const std::vector<unsigned char>& inside, const Index3& first,
                           const Index3& extent);

/// The same for a bone that the image does not outline, with the surroundings taken out of voxels at its surface:
/// see sample_image.
BoneInImage bone_of_domain(const Image& image, const VoxelDomain& domain, const Index3& first, const Index3& extent);

}  // namespace howship
