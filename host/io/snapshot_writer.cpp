#include "host/io/snapshot_writer.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "host/io/cell_arrays.hpp"
#include "host/io/vti_writer.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

/// Array that viewers colour by when they open a snapshot.
constexpr const char* shown_first = "bmd_change";

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
    : folder_(std::move(folder)), domain_(domain), baseline_(baseline), arrays_(std::move(arrays)), image_(domain) {
  check_array_names(arrays_);
}

bool SnapshotWriter::wanted(const std::string& array) const {
  return arrays_.empty() || std::find(arrays_.begin(), arrays_.end(), array) != arrays_.end();
}

void SnapshotWriter::write(const Snapshot& snapshot, const LesionMap& lesions, int threads) {
  VtiWriter file(image_.grid(), snapshot.time, threads);
  for (const CellArray& array : cell_arrays) {
    if (!wanted(array.name)) continue;
    file.add<float>(array.name, array.unit, image_.cells<float>(0.0F, [&](std::size_t voxel) {
      return array.value(snapshot, baseline_, voxel);
    }));
  }
  image_.add_volume_fraction(file);

  if (wanted(lesion_class_array)) {
    const std::vector<std::uint8_t> class_of_id = classes_by_id(lesions);
    file.add<std::uint8_t>(lesion_class_array, "1",
                           image_.cells<std::uint8_t>(class_of_id.front(), [&](std::size_t voxel) {
                             return class_of_id[static_cast<std::size_t>(lesions.id[voxel])];
                           }));
  }

  image_.add_blanking(file);

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
