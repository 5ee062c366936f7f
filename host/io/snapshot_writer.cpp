#include "host/io/snapshot_writer.hpp"

#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "host/io/cell_arrays.hpp"
#include "host/io/rounding.hpp"
#include "host/io/vti_writer.hpp"

namespace howship {
SnapshotWriter::SnapshotWriter(std::filesystem::path folder, const VoxelDomain& domain, const Baseline& baseline,
                               std::vector<std::string> arrays, double accuracy)
    : folder_(std::move(folder)),
      baseline_(baseline),
      arrays_(std::move(arrays)),
      accuracy_(accuracy),
      image_(domain),
      series_(folder_ / "fields.pvd") {
  check_array_names(arrays_);
}

void SnapshotWriter::write(const Snapshot& snapshot, const LesionMap& lesions, int threads) {
  const auto wanted = [&](const std::string& array) { return is_wanted(arrays_, array); };
  VtiWriter file(image_.grid(), snapshot.time, threads);
  for (const CellArray& array : cell_arrays) {
    if (!wanted(array.name)) continue;
    const Rounding rounded(accuracy_, array.scale);
    file.add<float>(array.name, array.unit, image_.cells<float>(0.0F, [&](std::size_t voxel) {
      return rounded(array.value(snapshot, baseline_, voxel));
    }));
  }
  image_.add_volume_fraction(file);

  if (wanted(lesion_class_array)) {
    const std::vector<LesionClass> class_of_id = classes_by_id(lesions);
    file.add<std::uint8_t>(lesion_class_array, "1", image_.cells<std::uint8_t>(0, [&](std::size_t voxel) {
      return static_cast<std::uint8_t>(class_of_id[static_cast<std::size_t>(lesions.id[voxel])]);
    }));
  }

  image_.add_blanking(file);

  const std::string name = fmt::format("fields/fields_{:04}.vti", series_.size());
  file.write(folder_ / name, wanted(shown_first) ? shown_first : volume_fraction_array);
  series_.add(snapshot.time, name);
}

}  // namespace howship
