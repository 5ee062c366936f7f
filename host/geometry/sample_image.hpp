#pragma once

#include <cstddef>
#include <vector>

#include "howship/domain.hpp"

#include "host/geometry/image.hpp"

namespace howship {

struct SampledImage {
  std::vector<float> values;     ///< per stored voxel of the domain; 0 in lanes outside the bone
  std::size_t outside = 0;       ///< voxels of the bone whose centre the image does not cover
  std::size_t extrapolated = 0;  ///< voxels that no bone of the image overlaps: they hold the nearest
};

/// Mean of an image over each voxel of the bone: interpolated where the grid is finer than the image, averaged where it
/// is coarser. Only what the image holds of the bone itself counts, so that the tissue around it does not bleed into
/// the cortex.
///
/// \param inside which voxels of the image are the bone (of Image::values' size), as select_labels has it; each counts
///   in full. Null takes the bone from the domain, which is better even where there are labels: voxels at a bone's
///   surface hold both bone and soft tissue, on whichever side of the outline they were put.
///
/// Without `inside`, an image voxel lies in the bone by the share f that the domain's cut voxels give it, and holds
/// f bone + (1 - f) surroundings. The surroundings are the mean of its neighbours with f below 0.01; taking them out
/// and dividing by f leaves the bone with 1/f times the noise, so it counts by f squared, the inverse variance. Below
/// f = 0.25 nothing is divided: such voxels do not count, and where no others overlap, the value is that of the nearest
/// bone. In an image that was masked (one value everywhere around the bone) voxels of that value do not count, the
/// others as they are. The blur of the scanner beyond its voxels is not corrected. \throws InputError when the image
/// covers less than half of the bone, or none of its bone
SampledImage sample_image(const Image& image, const VoxelDomain& domain, const std::vector<unsigned char>* inside);

}  // namespace howship
