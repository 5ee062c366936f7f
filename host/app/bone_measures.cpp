#include "host/app/bone_measures.hpp"

#include <algorithm>
#include <cmath>

namespace howship {
namespace {

constexpr double rounding = 1e-6;

template <class T>
void add_sums(const std::vector<T>& values, std::vector<double>& measures) {
  double sum = 0.0, weighted = 0.0;
  const double count = static_cast<double>(std::max<std::size_t>(values.size(), 1));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto value = static_cast<double>(values[i]);
    if (!std::isfinite(value)) continue;  // as a user's own cell array may hold
    sum += value;
    weighted += value * static_cast<double>(i) / count;
  }
  measures.insert(measures.end(), {sum, weighted});
}

}  // namespace

std::vector<double> measures_of(const VoxelDomain& domain, const TissueSites& sites, const OutputMesh* mesh) {
  std::vector<double> measures;
  for (std::size_t axis = 0; axis < 3; ++axis)
    measures.insert(measures.end(), {static_cast<double>(domain.grid.extent[axis]), domain.grid.origin[axis],
                                     domain.grid.spacing[axis]});
  measures.push_back(static_cast<double>(domain.stored_voxels()));
  measures.push_back(static_cast<double>(domain.active_voxels()));
  add_sums(domain.volume_fraction, measures);
  for (const auto& aperture : domain.aperture) add_sums(aperture, measures);
  for (const std::vector<float>* values : {&sites.healthy, &sites.tumour, &sites.bone_left})
    add_sums(*values, measures);
  for (const std::vector<float>& values : sites.phenotype) add_sums(values, measures);
  if (mesh == nullptr) return measures;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    std::vector<double> coordinates;
    for (const Vec3& point : mesh->points) coordinates.push_back(point[axis]);
    add_sums(coordinates, measures);
  }
  add_sums(mesh->corners, measures);
  for (const OutputMesh::Array& array : mesh->cell_data) add_sums(array.values, measures);
  return measures;
}

bool is_same_bone(const std::vector<double>& one, const std::vector<double>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](double a, double b) {
    return std::fabs(a - b) <= rounding * std::max({std::fabs(a), std::fabs(b), 1.0});
  });
}

}  // namespace howship
