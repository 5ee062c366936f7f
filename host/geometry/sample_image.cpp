#include "host/geometry/sample_image.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/bone_share.hpp"
#include "host/geometry/fill_missing.hpp"
#include "host/geometry/image_index.hpp"

namespace howship {

namespace {

constexpr int most_points_per_axis = 16;  // per voxel of the grid
constexpr double least_weight = 1e-3;     // of a point, below which no bone of the image is near

/// Box of the image that the grid can reach, with a voxel around it. \throws InputError when there is none
void find_part(const Image& image, const Grid& grid, const ImageIndex& to_index, Index3& first, Index3& extent) {
  Vec3 least{1e300, 1e300, 1e300}, most{-1e300, -1e300, -1e300};
  for (int corner = 0; corner < 8; ++corner) {
    Vec3 p = grid.origin;
    for (int axis = 0; axis < 3; ++axis)
      if ((corner >> axis & 1) != 0) p[axis] += grid.extent[axis] * grid.spacing[axis];
    const Vec3 index = to_index.place(p);
    for (int axis = 0; axis < 3; ++axis) {
      least[axis] = std::min(least[axis], index[axis]);
      most[axis] = std::max(most[axis], index[axis]);
    }
  }
  for (int axis = 0; axis < 3; ++axis) {
    const double begin = std::clamp(std::floor(least[axis]) - 1.0, 0.0, double(image.extent[axis]));
    const double end = std::clamp(std::ceil(most[axis]) + 2.0, 0.0, double(image.extent[axis]));
    first[axis] = static_cast<int>(begin);
    extent[axis] = static_cast<int>(end - begin);
    if (extent[axis] <= 0)
      throw InputError(
          "the image does not cover the bone: they lie in different places; check that both are of one patient and "
          "frame");
  }
}

struct Weighted {
  double sum = 0.0, weight = 0.0;
};

/// Adds the bone around a place, trilinearly.
void add(const BoneInImage& part, const Vec3& index, Weighted& mean) {
  Index3 lower{};
  Vec3 beyond{};
  for (int axis = 0; axis < 3; ++axis) {
    const double x = index[axis] - part.first[axis];
    if (!(x > -1.0) || !(x < part.extent[axis])) return;
    lower[axis] = static_cast<int>(std::floor(x));
    beyond[axis] = x - lower[axis];
  }
  for (int corner = 0; corner < 8; ++corner) {
    Index3 v{};
    double share = 1.0;
    bool there = true;
    for (int axis = 0; axis < 3; ++axis) {
      const int upper = corner >> axis & 1;
      v[axis] = lower[axis] + upper;
      share *= upper != 0 ? beyond[axis] : 1.0 - beyond[axis];
      there = there && v[axis] >= 0 && v[axis] < part.extent[axis];
    }
    if (!there) continue;
    const std::size_t n = part.at(v[0], v[1], v[2]);
    mean.sum += share * part.weight[n] * part.values[n];
    mean.weight += share * part.weight[n];
  }
}

/// Value of the bone nearest to a place, by distance in the world.
float nearest_bone(const Image& image, const BoneInImage& part, const Vec3& index) {
  Index3 centre{};
  int farthest = 0;
  for (int axis = 0; axis < 3; ++axis) {
    centre[axis] =
        static_cast<int>(std::clamp(std::round(index[axis] - part.first[axis]), 0.0, double(part.extent[axis] - 1)));
    farthest = std::max({farthest, centre[axis], part.extent[axis] - 1 - centre[axis]});
  }
  const Vec3 place = image.position(index);
  double shortest = std::numeric_limits<double>::infinity();  // step between voxels [mm]
  for (const Vec3& s : image.step) shortest = std::min(shortest, std::sqrt(s[0] * s[0] + s[1] * s[1] + s[2] * s[2]));
  double best = std::numeric_limits<double>::infinity();
  float value = 0.0F;
  int enough = farthest;
  for (int ring = 0; ring <= enough; ++ring) {
    const auto range = [&](int axis) {
      return std::pair{std::max(0, centre[axis] - ring), std::min(part.extent[axis] - 1, centre[axis] + ring)};
    };
    const auto [i0, i1] = range(0);
    const auto [j0, j1] = range(1);
    const auto [k0, k1] = range(2);
    for (int k = k0; k <= k1; ++k)
      for (int j = j0; j <= j1; ++j) {
        const bool whole_row = std::abs(k - centre[2]) == ring || std::abs(j - centre[1]) == ring;
        for (int i = i0; i <= i1; ++i) {
          if (!whole_row && std::abs(i - centre[0]) != ring) continue;
          const std::size_t n = part.at(i, j, k);
          if (part.weight[n] <= 0.0F) continue;
          const Vec3 p =
              image.position({double(part.first[0] + i), double(part.first[1] + j), double(part.first[2] + k)});
          const double d = (p[0] - place[0]) * (p[0] - place[0]) + (p[1] - place[1]) * (p[1] - place[1]) +
                           (p[2] - place[2]) * (p[2] - place[2]);
          if (d >= best) continue;
          best = d;
          value = part.values[n];
          // What lies farther in voxels can still be nearer in the world, up to here.
          enough = static_cast<int>(std::min(double(farthest), std::ceil(std::sqrt(best) / shortest)));
        }
      }
  }
  return value;
}

}  // namespace

SampledImage sample_image(const Image& image, const VoxelDomain& domain, const std::vector<unsigned char>* inside) {
  const ImageIndex to_index(image);
  Index3 first{}, extent{};
  find_part(image, domain.grid, to_index, first, extent);
  const BoneInImage part =
      inside != nullptr ? bone_of_labels(image, *inside, first, extent) : bone_of_domain(image, domain, first, extent);
  if (std::none_of(part.weight.begin(), part.weight.end(), [](float w) { return w > 0.0F; }))
    throw InputError(
        "no voxel of the image lies in the bone: they lie in different places, or the bone is thinner than the image's "
        "voxels");

  // Enough points along each axis of the grid that none of the image's voxels is stepped over.
  const Vec3& h = domain.grid.spacing;
  Index3 points{};
  std::array<Vec3, 3> edge{};
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 d{};
    d[axis] = h[axis];
    edge[axis] = to_index.direction(d);
    const double crossed = std::max({std::abs(edge[axis][0]), std::abs(edge[axis][1]), std::abs(edge[axis][2])});
    points[axis] = static_cast<int>(std::clamp(std::ceil(crossed - 1e-6), 1.0, double{most_points_per_axis}));
  }
  const double total = double(points[0]) * points[1] * points[2];

  const auto covered = [&](std::size_t v) {
    const Vec3 centre = to_index.place(domain.voxel_centre(v));
    bool in = true;
    for (int axis = 0; axis < 3; ++axis) in = in && centre[axis] >= -0.5 && centre[axis] <= image.extent[axis] - 0.5;
    return in;
  };
  SampledImage sampled;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v) && !covered(v)) ++sampled.outside;
  const std::size_t active = domain.active_voxels();
  if (2 * sampled.outside > active)
    throw InputError(
        fmt::format("the image covers only {:.0f} % of the bone: they lie in different places; check that both are of "
                    "one patient and frame",
                    100.0 * (1.0 - static_cast<double>(sampled.outside) / static_cast<double>(active))));
  sampled.values.assign(domain.stored_voxels(), 0.0F);
  std::vector<char> beyond(domain.stored_voxels(), 0);
  const auto voxels = static_cast<std::int64_t>(domain.stored_voxels());
  std::int64_t extrapolated = 0;
#pragma omp parallel for schedule(dynamic, 4096) reduction(+ : extrapolated)
  for (std::int64_t v = 0; v < voxels; ++v) {
    if (!domain.active(static_cast<std::size_t>(v))) continue;
    const Vec3 centre = to_index.place(domain.voxel_centre(static_cast<std::size_t>(v)));
    Weighted mean;
    for (int c = 0; c < points[2]; ++c)
      for (int b = 0; b < points[1]; ++b)
        for (int a = 0; a < points[0]; ++a) {
          Vec3 at = centre;
          const std::array<double, 3> off{(a + 0.5) / points[0] - 0.5, (b + 0.5) / points[1] - 0.5,
                                          (c + 0.5) / points[2] - 0.5};
          for (int n = 0; n < 3; ++n)
            for (int axis = 0; axis < 3; ++axis) at[n] += off[axis] * edge[axis][n];
          add(part, at, mean);
        }
    if (mean.weight > least_weight * total) {
      sampled.values[v] = static_cast<float>(mean.sum / mean.weight);
    } else {
      ++extrapolated;
      // The nearest may be far where the image ends: neighbours tell sooner.
      if (covered(static_cast<std::size_t>(v)))
        sampled.values[v] = nearest_bone(image, part, centre);
      else
        beyond[static_cast<std::size_t>(v)] = 1;
    }
  }
  std::vector<std::size_t> missing;
  for (std::size_t v = 0; v < beyond.size(); ++v)
    if (beyond[v] != 0) missing.push_back(v);
  const std::vector<std::size_t> unreached = fill_from_neighbours(domain, std::move(missing), sampled.values);
  for (const std::size_t v : unreached)
    sampled.values[v] = nearest_bone(image, part, to_index.place(domain.voxel_centre(v)));
  sampled.extrapolated = static_cast<std::size_t>(extrapolated);
  return sampled;
}

}  // namespace howship
