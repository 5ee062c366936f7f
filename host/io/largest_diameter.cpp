#include "host/io/largest_diameter.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "howship/vector_math.hpp"

namespace howship {
namespace {

// 100 directions on a half sphere lie at most about 0.17 rad from any other, and cos 0.17 = 0.986.
constexpr int direction_count = 100;
using Directions = std::array<Vec3, direction_count>;

/// Fibonacci lattice on the upper half sphere.
Directions spread_directions() {
  const double golden_angle = std::acos(-1.0) * (3.0 - std::sqrt(5.0));
  Directions directions{};
  for (int i = 0; i < direction_count; ++i) {
    const double z = (i + 0.5) / direction_count;
    const double r = std::sqrt(1.0 - z * z);
    directions[static_cast<std::size_t>(i)] = {r * std::cos(golden_angle * i), r * std::sin(golden_angle * i), z};
  }
  return directions;
}

/// Outermost voxel centres along each direction, both ways.
struct Outermost {
  std::array<double, direction_count> least, most;
  std::array<Vec3, direction_count> first{}, last{};

  Outermost() {
    least.fill(std::numeric_limits<double>::infinity());
    most.fill(-std::numeric_limits<double>::infinity());
  }

  void include(const Directions& directions, const Vec3& centre) {
    for (std::size_t d = 0; d < direction_count; ++d) {
      const double along = dot(directions[d], centre);
      if (along < least[d]) {
        least[d] = along;
        first[d] = centre;
      }
      if (along > most[d]) {
        most[d] = along;
        last[d] = centre;
      }
    }
  }
};

double diameter(const Outermost& outermost, const Vec3& spacing) {
  double largest = 0.0;
  Vec3 axis{1.0, 0.0, 0.0};
  for (const Vec3& a : outermost.first) {
    for (const Vec3& b : outermost.last) {
      const Vec3 difference{b[0] - a[0], b[1] - a[1], b[2] - a[2]};
      const double distance = std::sqrt(dot(difference, difference));
      if (distance <= largest) continue;
      largest = distance;
      axis = {difference[0] / distance, difference[1] / distance, difference[2] / distance};
    }
  }
  const double voxel = std::hypot(axis[0] * spacing[0], axis[1] * spacing[1], axis[2] * spacing[2]);
  return largest + voxel;
}

}  // namespace

std::vector<double> largest_diameters(const VoxelDomain& domain, const std::vector<std::int32_t>& label,
                                      std::int32_t count) {
  const Directions directions = spread_directions();
  std::vector<Outermost> outermost(static_cast<std::size_t>(count));
  for (std::size_t voxel = 0; voxel < label.size(); ++voxel) {
    if (label[voxel] >= 0) {
      outermost[static_cast<std::size_t>(label[voxel])].include(directions, domain.voxel_centre(voxel));
    }
  }
  std::vector<double> result;
  result.reserve(outermost.size());
  for (const Outermost& o : outermost) result.push_back(diameter(o, domain.grid.spacing));
  return result;
}

}  // namespace howship
