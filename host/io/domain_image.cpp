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
}

std::size_t DomainImage::size() const {
  return static_cast<std::size_t>(grid_.extent[0]) * static_cast<std::size_t>(grid_.extent[1]) *
         static_cast<std::size_t>(grid_.extent[2]);
}

std::size_t DomainImage::place_of(std::size_t voxel) const {
  const Index3 index = domain_.voxel_index(voxel);
  const auto i = static_cast<std::size_t>(index[0] - begin_[0]);
  const auto j = static_cast<std::size_t>(index[1] - begin_[1]);
  const auto k = static_cast<std::size_t>(index[2] - begin_[2]);
  return i + static_cast<std::size_t>(grid_.extent[0]) * (j + static_cast<std::size_t>(grid_.extent[1]) * k);
}

void DomainImage::add_volume_fraction(VtiWriter& file) const {
  std::vector<float> values(size(), 0.0F);
  // A voxel that took in a sliver of its neighbour stands for more than itself, but a share ends at one.
  for_each_active(
      [&](std::size_t voxel, std::size_t place) { values[place] = std::min(1.0F, domain_.volume_fraction[voxel]); });
  file.add(volume_fraction_array, "1", values);
}

void DomainImage::add_blanking(VtiWriter& file) const {
  std::vector<std::uint8_t> ghosts(size(), vtkDataSetAttributes::HIDDENCELL);
  for_each_active([&](std::size_t, std::size_t place) { ghosts[place] = 0; });
  file.add(vtkDataSetAttributes::GhostArrayName(), "", ghosts);
}

void write_domain(const std::filesystem::path& file, const VoxelDomain& domain) {
  const DomainImage image(domain);
  VtiWriter writer(image.grid(), 0.0, 0);
  image.add_volume_fraction(writer);
  image.add_blanking(writer);
  writer.write(file, volume_fraction_array);
}

}  // namespace howship
