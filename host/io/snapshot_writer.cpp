#include "host/io/snapshot_writer.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>
#include <vtkDataSetAttributes.h>

#include "host/io/cell_arrays.hpp"
#include "host/io/vti_writer.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

/// Array that viewers colour by when they open a snapshot.
constexpr const char* shown_first = "bmd_change";

/// First voxel and first beyond the last that hold bone, per axis.
std::pair<Index3, Index3> active_box(const VoxelDomain& domain) {
  Index3 begin, end;
  begin.fill(std::numeric_limits<int>::max());
  end.fill(std::numeric_limits<int>::min());
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (!domain.active(voxel)) continue;
    const Index3 index = domain.voxel_index(voxel);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      begin[axis] = std::min(begin[axis], index[axis]);
      end[axis] = std::max(end[axis], index[axis] + 1);
    }
  }
  if (begin[0] > end[0]) throw std::invalid_argument("a domain without bone cannot be written");
  return {begin, end};
}

/// Class of each lesion by id.
std::vector<std::uint8_t> classes_by_id(const LesionMap& lesions) {
  std::vector<std::uint8_t> classes(1, static_cast<std::uint8_t>(LesionClass::None));
  for (const Lesion& lesion : lesions.lesions) {
    classes.resize(std::max(classes.size(), static_cast<std::size_t>(lesion.id) + 1), classes.front());
    classes[static_cast<std::size_t>(lesion.id)] = static_cast<std::uint8_t>(lesion.phenotype);
  }
  return classes;
}

}  // namespace

SnapshotWriter::SnapshotWriter(std::filesystem::path folder, const VoxelDomain& domain, const Baseline& baseline,
                               std::vector<std::string> arrays)
    : folder_(std::move(folder)), domain_(domain), baseline_(baseline), arrays_(std::move(arrays)) {
  check_array_names(arrays_);
  const auto [begin, end] = active_box(domain);
  image_begin_ = begin;
  image_.spacing = domain.grid.spacing;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    image_.extent[axis] = end[axis] - begin[axis];
    image_.origin[axis] = domain.grid.origin[axis] + begin[axis] * domain.grid.spacing[axis];
  }
}

bool SnapshotWriter::wanted(const std::string& array) const {
  return arrays_.empty() || std::find(arrays_.begin(), arrays_.end(), array) != arrays_.end();
}

template <class Visit>
void SnapshotWriter::for_each_active(Visit visit) const {
  const auto nx = static_cast<std::size_t>(image_.extent[0]);
  const auto ny = static_cast<std::size_t>(image_.extent[1]);
  for (std::size_t voxel = 0; voxel < domain_.stored_voxels(); ++voxel) {
    if (!domain_.active(voxel)) continue;
    const Index3 index = domain_.voxel_index(voxel);
    const auto i = static_cast<std::size_t>(index[0] - image_begin_[0]);
    const auto j = static_cast<std::size_t>(index[1] - image_begin_[1]);
    const auto k = static_cast<std::size_t>(index[2] - image_begin_[2]);
    visit(voxel, i + nx * (j + ny * k));
  }
}

void SnapshotWriter::write(const Snapshot& snapshot, const LesionMap& lesions, int threads) {
  const std::size_t size = static_cast<std::size_t>(image_.extent[0]) * static_cast<std::size_t>(image_.extent[1]) *
                           static_cast<std::size_t>(image_.extent[2]);
  VtiWriter file(image_, snapshot.time, threads);

  std::vector<float> values(size, 0.0F);
  for (const CellArray& array : cell_arrays) {
    if (!wanted(array.name)) continue;
    for_each_active(
        [&](std::size_t voxel, std::size_t place) { values[place] = array.value(snapshot, baseline_, voxel); });
    file.add(array.name, array.unit, values);
  }
  // A voxel that took in a sliver of its neighbour stands for more than itself, but a share ends at one.
  for_each_active(
      [&](std::size_t voxel, std::size_t place) { values[place] = std::min(1.0F, domain_.volume_fraction[voxel]); });
  file.add(volume_fraction_array, "1", values);

  if (wanted(lesion_class_array)) {
    const std::vector<std::uint8_t> class_of_id = classes_by_id(lesions);
    std::vector<std::uint8_t> classes(size, class_of_id.front());
    for_each_active([&](std::size_t voxel, std::size_t place) {
      classes[place] = class_of_id[static_cast<std::size_t>(lesions.id[voxel])];
    });
    file.add(lesion_class_array, "1", classes);
  }

  std::vector<std::uint8_t> ghosts(size, vtkDataSetAttributes::HIDDENCELL);
  for_each_active([&](std::size_t, std::size_t place) { ghosts[place] = 0; });
  file.add(vtkDataSetAttributes::GhostArrayName(), "", ghosts);

  const std::string name = fmt::format("fields/fields_{:04}.vti", written_.size());
  file.write(folder_ / name, wanted(shown_first) ? shown_first : volume_fraction_array);
  written_.emplace_back(snapshot.time, name);
  write_series();
}

void SnapshotWriter::write_series() const {
  std::string text = fmt::format(
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\">\n  <!-- timestep in days -->\n"
      "  <Collection>\n");
  for (const auto& [time, name] : written_) {
    text += fmt::format("    <DataSet timestep=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n", time, name);
  }
  text += "  </Collection>\n</VTKFile>\n";
  replace_file(folder_ / "fields.pvd", {text});
}

}  // namespace howship
