#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

namespace howship {

/// One voxel of the cortical shell.
struct CortexVoxel {
  std::size_t voxel = 0;     ///< as stored in the domain
  std::int32_t inward = -1;  ///< place in Cortex::voxels of the next one towards the cancellous bone; -1 = adjoins it
  float outer_area = 0;  ///< of the bone's outer surface that it carries [mm2]; 0 where another voxel lies outside it
};

/// The cortical shell of a healthy bone.
///
/// Compact is bone whose healthy BV/TV lies above the value that best parts the bone's voxels in two (Otsu 1979, IEEE
/// Trans Syst Man Cybern 9:62; by volume). The shell is what of it hangs together with the outer surface through open
/// faces and has cancellous bone beneath it. Where compact bone is not at least twice as dense as cancellous bone, as
/// in a uniform block, there is no shell.
struct Cortex {
  double threshold = 0;             ///< healthy BV/TV from which on bone is compact [1]
  std::vector<CortexVoxel> voxels;  ///< by rising length of the way inwards; empty = no shell
};

/// From each voxel of the shell, `inward` follows the shortest way through open faces to the cancellous bone.
Cortex find_cortex(const VoxelDomain& domain, const Baseline& baseline);

}  // namespace howship
