#include "host/solver/field_guard.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

namespace howship {

namespace {

/// Runs over the values and keeps the worst.
class Search {
 public:
  void look_at(int field, std::size_t voxel, double value, double least) {
    const FieldInfo& info = field_info[field];
    if (!std::isfinite(value)) {
      if (std::isfinite(worst_)) keep(HUGE_VAL, voxel, said(info, value) + ", not a finite number");
      if (voxel == voxel_) ++not_finite_;
    } else if (value >= (1.0 + overshoot) * info.most) {
      consider(value / info.most, voxel,
               [&] { return fmt::format("{}, above {:g}, the largest it can be", said(info, value), info.most); });
    } else if (value < least * 1e-3 * info.typical) {
      consider(1.0 - value / info.typical, voxel, [&] { return said(info, value) + ", below zero"; });
    }
  }

  void look_at_bone(std::size_t voxel, double osteoid, double matrix, double mineral) {
    if (std::max({osteoid, matrix, mineral}) >= 1.0 + overshoot) return;  // said of the field itself
    if (osteoid + matrix >= 1.0 + overshoot)
      consider(osteoid + matrix, voxel, [&] {
        return fmt::format("osteoid + mineralised_matrix = {:.6g}, more than all of the tissue", osteoid + matrix);
      });
    if (mineral >= matrix + overshoot)
      consider(1.0 + mineral - matrix, voxel, [&] {
        return fmt::format("field mineral = {:.6g}, more than mineralised_matrix = {:.6g} which holds it", mineral,
                           matrix);
      });
  }

  std::optional<ImpossibleValue> found(const VoxelDomain& domain) const {
    if (what_.empty()) return std::nullopt;
    const Index3 v = domain.voxel_index(voxel_);
    const Vec3 x = domain.voxel_centre(voxel_);
    const std::string others = not_finite_ > 1 ? fmt::format(" (as are {} more fields)", not_finite_ - 1) : "";
    return ImpossibleValue{
        what_ + others,
        fmt::format("in voxel ({}, {}, {}) at ({:.2f}, {:.2f}, {:.2f}) mm", v[0], v[1], v[2], x[0], x[1], x[2]),
        std::isfinite(worst_)};
  }

 private:
  static std::string said(const FieldInfo& info, double value) {
    const std::string unit = info.unit;
    return fmt::format("field {} = {:.6g}{}", info.name, value, unit == "1" ? "" : " " + unit);
  }
  template <class Text>
  void consider(double badness, std::size_t voxel, Text text) {
    if (badness > worst_) keep(badness, voxel, text());
  }
  void keep(double badness, std::size_t voxel, std::string what) {
    worst_ = badness;
    voxel_ = voxel;
    what_ = std::move(what);
  }

  double worst_ = 0.0;
  std::size_t voxel_ = 0;
  int not_finite_ = 0;  ///< fields of that voxel
  std::string what_;
};

}  // namespace

std::optional<ImpossibleValue> find_impossible(const FieldValues& fields, const VoxelDomain& domain, double least) {
  Search search;
  const auto of = [&](Field f, std::size_t voxel) { return fields[static_cast<std::size_t>(index_of(f))][voxel]; };
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    for (int f = 0; f < field_count; ++f) search.look_at(f, v, fields[static_cast<std::size_t>(f)][v], least);
    search.look_at_bone(v, of(Field::Osteoid, v), of(Field::MineralisedMatrix, v), of(Field::Mineral, v));
  }
  return search.found(domain);
}

}  // namespace howship
