#pragma once

#include <cstddef>
#include <filesystem>

#include "howship/domain.hpp"

#include "host/io/vti_writer.hpp"

namespace howship {

/// A domain as the smallest image that holds its bone.
class DomainImage {
 public:
  /// `domain` must outlive this object and hold bone.
  explicit DomainImage(const VoxelDomain& domain);

  const Grid& grid() const { return grid_; }
  std::size_t size() const;  ///< voxels of the image

  /// Calls visit(stored voxel, place in the image) for every active voxel.
  template <class Visit>
  void for_each_active(Visit visit) const {
    for (std::size_t voxel = 0; voxel < domain_.stored_voxels(); ++voxel)
      if (domain_.active(voxel)) visit(voxel, place_of(voxel));
  }

  void add_volume_fraction(VtiWriter& file) const;
  void add_blanking(VtiWriter& file) const;  ///< hides the voxels outside the bone

 private:
  std::size_t place_of(std::size_t voxel) const;

  const VoxelDomain& domain_;
  Grid grid_;
  Index3 begin_{};  ///< its first voxel in the domain's grid
};

/// Writes a domain as .vti with the cell array `volume_fraction`, blanked outside the bone. \throws FileError
void write_domain(const std::filesystem::path& file, const VoxelDomain& domain);

}  // namespace howship
