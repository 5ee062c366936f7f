#include "host/io/domain_image.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <vtkDataSetAttributes.h>

#include "host/io/cell_arrays.hpp"

namespace howship {

DomainImage::DomainImage(const VoxelDomain& domain) : domain_(domain) {
  Index3 end{};
  begin_.fill(std::numeric_limits<int>::max());
  end.fill(std::numeric_limits<int>::min());
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (!domain.active(voxel)) continue;
    const Index3 index = domain.voxel_index(voxel);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      begin_[axis] = std::min(begin_[axis], index[axis]);
      end[axis] = std::max(end[axis], index[axis] + 1);
    }
  }
  if (begin_[0] > end[0]) throw std::invalid_argument("a domain without bone cannot be written");
  grid_.spacing = domain.grid.spacing;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    grid_.extent[axis] = end[axis] - begin_[axis];
    grid_.origin[axis] = domain.grid.origin[axis] + begin_[axis] * domain.grid.spacing[axis];
  }

  rows_y_ = (end[1] - 1) / brick_edge + 1;
  const int rows_z = (end[2] - 1) / brick_edge + 1;
  const auto row_of = [&](std::int32_t brick) {
    const Index3& c = domain.brick_coordinates[static_cast<std::size_t>(brick)];
    return static_cast<std::size_t>(c[1]) + static_cast<std::size_t>(rows_y_) * static_cast<std::size_t>(c[2]);
  };
  row_begins_.assign(static_cast<std::size_t>(rows_y_) * static_cast<std::size_t>(rows_z) + 1, 0);
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    const Index3& c = domain.brick_coordinates[b];
    // Bricks without an active voxel may lie beyond the image.
    if (c[1] < rows_y_ && c[2] < rows_z) bricks_.push_back(static_cast<std::int32_t>(b));
  }
  std::sort(bricks_.begin(), bricks_.end(), [&](std::int32_t a, std::int32_t b) {
    const std::size_t row_a = row_of(a);
    const std::size_t row_b = row_of(b);
    return row_a != row_b ? row_a < row_b : domain.brick_coordinates[a][0] < domain.brick_coordinates[b][0];
  });
  for (const std::int32_t brick : bricks_) ++row_begins_[row_of(brick) + 1];
  for (std::size_t row = 0; row + 1 < row_begins_.size(); ++row) row_begins_[row + 1] += row_begins_[row];
}

void DomainImage::add_volume_fraction(VtiWriter& file) const {
  // A voxel that took in a sliver of its neighbour stands for more than itself, but a share ends at one.
  file.add<float>(volume_fraction_array, "1", cells<float>(0.0F, [this](std::size_t voxel) {
                    return std::min(1.0F, domain_.volume_fraction[voxel]);
                  }));
}

void DomainImage::add_blanking(VtiWriter& file) const {
  constexpr std::uint8_t hidden = vtkDataSetAttributes::HIDDENCELL;
  file.add<std::uint8_t>(vtkDataSetAttributes::GhostArrayName(), "",
                         cells<std::uint8_t>(hidden, [](std::size_t) { return std::uint8_t{0}; }));
}

void write_domain(const std::filesystem::path& file, const VoxelDomain& domain) {
  const DomainImage image(domain);
  VtiWriter writer(image.grid(), 0.0, 0);
  image.add_volume_fraction(writer);
  image.add_blanking(writer);
  writer.write(file, volume_fraction_array);
}

}  // namespace howship
