#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "howship/domain.hpp"

#include "host/io/vti_writer.hpp"

namespace howship {

/// A domain as the smallest image that holds its bone.
class DomainImage {
 public:
  /// `domain` must outlive this object and hold bone.
  explicit DomainImage(const VoxelDomain& domain);

  const Grid& grid() const { return grid_; }

  /// What VtiWriter::add takes: values of the image's cells, value_of(stored voxel) for active voxels and `outside` for
  /// all others. The image must outlive it.
  template <class T, class ValueOf>
  auto cells(T outside, ValueOf value_of) const {
    return [this, outside, value_of](std::size_t first, std::size_t count, T* to) {
      std::fill_n(to, count, outside);
      for_each_stored(first, count, [&](std::size_t voxel, std::size_t cell) {
        if (domain_.active(voxel)) to[cell - first] = value_of(voxel);
      });
    };
  }

  void add_volume_fraction(VtiWriter& file) const;
  void add_blanking(VtiWriter& file) const;  ///< hides the voxels outside the bone

 private:
  /// Calls visit(stored voxel, cell) for those of the image's cells [first, first + count) that the domain stores.
  template <class Visit>
  void for_each_stored(std::size_t first, std::size_t count, const Visit& visit) const;

  const VoxelDomain& domain_;
  Grid grid_;
  Index3 begin_{};  ///< its first voxel in the domain's grid

  // Bricks by rows along x: those of row (y, z) are bricks_[row_begins_[r]] to bricks_[row_begins_[r + 1]], where
  // r = y + rows_y_ * z, by ascending x.
  int rows_y_ = 0;
  std::vector<std::size_t> row_begins_;
  std::vector<std::int32_t> bricks_;
};

template <class Visit>
void DomainImage::for_each_stored(std::size_t first, std::size_t count, const Visit& visit) const {
  const auto nx = static_cast<std::size_t>(grid_.extent[0]);
  const auto ny = static_cast<std::size_t>(grid_.extent[1]);
  for (std::size_t row = first / nx; row * nx < first + count; ++row) {
    // In the domain's grid: the row's y and z, and the cells along x from `from` to before `to`.
    const int y = static_cast<int>(row % ny) + begin_[1];
    const int z = static_cast<int>(row / ny) + begin_[2];
    const int from = static_cast<int>(std::max(first, row * nx) - row * nx) + begin_[0];
    const int to = static_cast<int>(std::min(first + count, (row + 1) * nx) - row * nx) + begin_[0];
    const auto brick_row =
        static_cast<std::size_t>(y / brick_edge) + static_cast<std::size_t>(rows_y_) * (z / brick_edge);
    for (std::size_t b = row_begins_[brick_row]; b < row_begins_[brick_row + 1]; ++b) {
      const auto brick = static_cast<std::size_t>(bricks_[b]);
      const int x0 = domain_.brick_coordinates[brick][0] * brick_edge;
      for (int x = std::max(x0, from); x < std::min(x0 + brick_edge, to); ++x)
        visit(brick * brick_size + static_cast<std::size_t>(lane_of(x - x0, y % brick_edge, z % brick_edge)),
              row * nx + static_cast<std::size_t>(x - begin_[0]));
    }
  }
}

/// Writes a domain as .vti with the cell array `volume_fraction`, blanked outside the bone. \throws FileError
void write_domain(const std::filesystem::path& file, const VoxelDomain& domain);

}  // namespace howship
