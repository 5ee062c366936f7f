#include "host/io/cell_arrays.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/fields.hpp"

namespace howship {
namespace {

template <Field field>
float stored(const Snapshot& snapshot, const Baseline&, std::size_t voxel) {
  return snapshot.fields[static_cast<std::size_t>(index_of(field))][voxel];
}

float bone_volume_fraction(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel) {
  return stored<Field::Osteoid>(snapshot, baseline, voxel) +
         stored<Field::MineralisedMatrix>(snapshot, baseline, voxel);
}

float bmd(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel) {
  return static_cast<float>(bmd_per_mineral * static_cast<double>(stored<Field::Mineral>(snapshot, baseline, voxel)));
}

float bmd_change(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel) {
  const auto mineral = static_cast<double>(stored<Field::Mineral>(snapshot, baseline, voxel));
  return static_cast<float>(100.0 * (mineral / static_cast<double>(baseline.mineral[voxel]) - 1.0));
}

float healthy_mineral(const Baseline& baseline, std::size_t voxel) {
  return baseline.mineral[voxel];
}

std::vector<std::string> known_names() {
  std::vector<std::string> known;
  known.reserve(std::size(cell_arrays) + 2);
  for (const CellArray& array : cell_arrays) known.emplace_back(array.name);
  known.emplace_back(lesion_class_array);
  known.emplace_back(volume_fraction_array);
  return known;
}

constexpr double scale_of(Field field) {
  return field_info[static_cast<std::size_t>(index_of(field))].typical;
}

constexpr CellArray of_field(Field field, float (*value)(const Snapshot&, const Baseline&, std::size_t)) {
  const FieldInfo& info = field_info[static_cast<std::size_t>(index_of(field))];
  return {info.name, info.unit, value, nullptr, info.typical};
}

}  // namespace

const std::array<CellArray, 15> cell_arrays = {{
    of_field(Field::Rankl, stored<Field::Rankl>),
    of_field(Field::Opg, stored<Field::Opg>),
    of_field(Field::Denosumab, stored<Field::Denosumab>),
    of_field(Field::TgfBeta, stored<Field::TgfBeta>),
    of_field(Field::Pthrp, stored<Field::Pthrp>),
    of_field(Field::OsteogenicFactor, stored<Field::OsteogenicFactor>),
    of_field(Field::Calcium, stored<Field::Calcium>),
    of_field(Field::OsteoblastPrecursors, stored<Field::OsteoblastPrecursors>),
    of_field(Field::Osteoblasts, stored<Field::Osteoblasts>),
    of_field(Field::Osteoclasts, stored<Field::Osteoclasts>),
    of_field(Field::Tumour, stored<Field::Tumour>),
    {"bone_volume_fraction", "1", bone_volume_fraction, nullptr, scale_of(Field::MineralisedMatrix)},
    {"mineral_content", "1", stored<Field::Mineral>, nullptr, scale_of(Field::Mineral)},
    {"bmd", "mg/cm3", bmd, nullptr, bmd_per_mineral* scale_of(Field::Mineral)},
    {"bmd_change", "%", bmd_change, healthy_mineral, 100.0},
}};

void check_array_names(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (!is_array_name(name)) {
      throw InputError(
          fmt::format("output.arrays: \"{}\" is no cell array; known are {}", name, fmt::join(known_names(), ", ")));
    }
  }
}

bool is_array_name(const std::string& name) {
  const std::vector<std::string> known = known_names();
  return std::find(known.begin(), known.end(), name) != known.end();
}

bool is_wanted(const std::vector<std::string>& names, const std::string& array) {
  return names.empty() || std::find(names.begin(), names.end(), array) != names.end();
}

void check_finite(const VoxelDomain& domain, const Snapshot& snapshot) {
  for (int f = 0; f < field_count; ++f) {
    const std::vector<float>& values = snapshot.fields[static_cast<std::size_t>(f)];
    for (std::size_t voxel = 0; voxel < values.size(); ++voxel) {
      if (!domain.active(voxel) || std::isfinite(values[voxel])) continue;
      const Index3 index = domain.voxel_index(voxel);
      const Vec3 centre = domain.voxel_centre(voxel);
      throw NumericalError(fmt::format(
          "{} is {} in voxel ({}, {}, {}) at ({:.3f}, {:.3f}, {:.3f}) mm on day {}, so the snapshot was not "
          "written; lower numerics.rtol or numerics.max_step",
          field_info[static_cast<std::size_t>(f)].name, values[voxel], index[0], index[1], index[2], centre[0],
          centre[1], centre[2], snapshot.time));
    }
  }
}

}  // namespace howship
