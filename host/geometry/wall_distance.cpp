#include "host/geometry/wall_distance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "howship/vector_math.hpp"

#include "host/geometry/brick_order.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/triangle_distance.hpp"
#include "host/geometry/walls.hpp"

namespace howship {

namespace {

/// Gaps between pieces up to this part of a voxel are none: its volume does not tell them.
constexpr double touching = 0.1;

/// A box of voxels and a ball around their centres.
struct Ball {
  Vec3 centre{};        ///< [mm]
  double radius = 0.0;  ///< [mm]
};

Ball ball_of(const Grid& grid, const Index3& first, int edge) {
  Ball ball;
  double squared = 0.0;
  for (int axis = 0; axis < 3; ++axis) {
    ball.centre[axis] = grid.origin[axis] + (first[axis] + 0.5 * edge) * grid.spacing[axis];
    const double half = 0.5 * (edge - 1) * grid.spacing[axis];
    squared += half * half;
  }
  ball.radius = std::sqrt(squared);
  return ball;
}

/// A triangle that may be the closest to one of the points of a ball.
struct Candidate {
  double distance;  ///< of the ball's centre [mm]
  std::int32_t triangle;
};

/// What is measured of which voxels.
struct Target {
  std::vector<float>& distance;
  std::vector<float>* thickness;  ///< of the surface's shell, where that is wanted
};

/// Descends from blocks of bricks to voxels. At each level, only triangles remain whose distance from the centre
/// exceeds the least by no more than twice the radius: none is dropped that is closest to anything in the ball.
class Descent {
 public:
  Descent(const VoxelDomain& domain, const Surface& surface, const std::vector<TriangleDistance>& triangles,
          double band, const Target& target)
      : domain_(domain), surface_(surface), triangles_(triangles), band_(band), target_(target) {}

  /// Bricks [begin, end), whose coordinates agree above `level` bits.
  void measure_block(std::size_t begin, std::size_t end, int level, const std::vector<std::int32_t>& triangles) {
    if (levels_.size() < static_cast<std::size_t>(level) + 3) levels_.resize(static_cast<std::size_t>(level) + 3);
    std::vector<Candidate> all;
    all.reserve(triangles.size());
    for (const std::int32_t t : triangles) all.push_back({0.0, t});
    measure_bricks(begin, end, level, all, std::numeric_limits<double>::infinity());
  }

 private:
  /// \param from nearest first, as seen from a point `apart` of the ball's centre [mm]
  void narrow(const std::vector<Candidate>& from, double apart, const Ball& ball, std::vector<Candidate>& to) const {
    to.clear();
    // A little more than the geometry asks for, against rounding.
    const double slack = 2.0 * ball.radius + 1e-9 * (band_ + ball.radius);
    double limit = band_ + slack;
    for (const Candidate& candidate : from) {
      if (candidate.distance - apart > limit) break;
      const TriangleDistance& triangle = triangles_[static_cast<std::size_t>(candidate.triangle)];
      const Vec3 offset = minus(ball.centre, triangle.centre());
      const double reach = limit + triangle.radius();
      if (dot(offset, offset) > reach * reach) continue;
      const double distance = std::sqrt(triangle.squared(ball.centre));
      if (distance > limit) continue;
      to.push_back({distance, candidate.triangle});
      limit = std::min(limit, distance + slack);
    }
    to.erase(std::remove_if(to.begin(), to.end(), [&](const Candidate& c) { return c.distance > limit; }), to.end());
    std::sort(to.begin(), to.end(), [](const Candidate& a, const Candidate& b) {
      return a.distance != b.distance ? a.distance < b.distance : a.triangle < b.triangle;
    });
  }

  void measure_bricks(std::size_t begin, std::size_t end, int level, const std::vector<Candidate>& from, double apart) {
    std::vector<Candidate>& candidates = levels_[static_cast<std::size_t>(level) + 2];
    Index3 first = domain_.brick_coordinates[begin];
    for (int& c : first) c = (c >> level << level) * brick_edge;
    const Ball ball = ball_of(domain_.grid, first, brick_edge << level);
    narrow(from, apart, ball, candidates);
    if (candidates.empty()) {
      for (std::size_t b = begin; b < end; ++b) set_beyond(b * brick_size);
      return;
    }
    if (level == 0) {
      measure_cubes(begin, first, candidates);
      return;
    }
    const auto part = [&](std::size_t b) {
      const Index3& c = domain_.brick_coordinates[b];
      return (c[0] >> (level - 1) & 1) | (c[1] >> (level - 1) & 1) << 1 | (c[2] >> (level - 1) & 1) << 2;
    };
    const double half = half_diagonal(brick_edge << (level - 1));
    for (std::size_t b = begin; b < end;) {
      std::size_t last = b + 1;
      while (last < end && part(last) == part(b)) ++last;
      measure_bricks(b, last, level - 1, candidates, half);
      b = last;
    }
  }

  /// From the centre of a cube of voxels to its corner [mm].
  double half_diagonal(int edge) const {
    const Vec3& h = domain_.grid.spacing;
    return 0.5 * edge * std::sqrt(dot(h, h));
  }

  /// One brick, by cubes of 2x2x2 voxels.
  void measure_cubes(std::size_t brick, const Index3& first, const std::vector<Candidate>& from) {
    constexpr int half = brick_edge / 2;
    std::vector<Candidate>& candidates = levels_[1];
    for (int cube = 0; cube < 8; ++cube) {
      const Index3 at{cube % 2 * half, cube / 2 % 2 * half, cube / 4 * half};
      const Ball ball = ball_of(domain_.grid, {first[0] + at[0], first[1] + at[1], first[2] + at[2]}, half);
      narrow(from, half_diagonal(half), ball, candidates);
      for (int i = 0; i < 8; ++i) {
        const int lane = lane_of(at[0] + i % 2, at[1] + i / 2 % 2, at[2] + i / 4);
        measure_voxel(brick * brick_size + static_cast<std::size_t>(lane), candidates, ball.radius * (1.0 + 1e-9));
      }
    }
  }

  void measure_voxel(std::size_t v, const std::vector<Candidate>& candidates, double apart) {
    const bool measured = wants_distance(v);
    if (!measured && (target_.thickness == nullptr || !domain_.active(v))) return;
    const Vec3 centre = domain_.voxel_centre(v);
    double least = band_ * band_;
    std::int32_t closest = -1;
    for (const Candidate& candidate : candidates) {
      const double at_best = candidate.distance - apart;
      if (at_best > 0.0 && at_best * at_best > least) break;
      const double squared = triangles_[static_cast<std::size_t>(candidate.triangle)].squared(centre);
      if (squared > least || (squared == least && closest >= 0)) continue;
      least = squared;
      closest = candidate.triangle;
    }
    if (measured) target_.distance[v] = static_cast<float>(closest < 0 ? band_ : std::sqrt(least));
    if (closest < 0 || target_.thickness == nullptr) return;
    const Vec3 weights = triangles_[static_cast<std::size_t>(closest)].closest_weights(centre);
    double thickness = 0.0;
    for (int corner = 0; corner < 3; ++corner)
      thickness +=
          weights[corner] * surface_.cortical_thickness[static_cast<std::size_t>(surface_.triangles[closest][corner])];
    (*target_.thickness)[v] = static_cast<float>(thickness);
  }

  /// A brick farther from the surface than the band.
  void set_beyond(std::size_t first) {
    for (std::size_t v = first; v < first + brick_size; ++v)
      if (wants_distance(v)) target_.distance[v] = static_cast<float>(band_);
  }

  bool wants_distance(std::size_t v) const { return domain_.volume_fraction[v] >= 0.5F; }

  const VoxelDomain& domain_;
  const Surface& surface_;
  const std::vector<TriangleDistance>& triangles_;
  double band_;
  Target target_;
  std::vector<std::vector<Candidate>> levels_;  // of the blocks being descended into, cubes of voxels first
};

/// Blocks of bricks, side by side in the domain, that agree above `level` bits; the triangles near each.
struct Blocks {
  int level = 0;
  std::vector<std::size_t> begins;  ///< bricks, one more than there are blocks
  std::vector<std::vector<std::int32_t>> triangles;
};

/// As large as the band at least, so that a triangle is near few blocks.
int block_level(const Grid& grid, double band) {
  int level = 2;
  const double brick = brick_edge * std::min({grid.spacing[0], grid.spacing[1], grid.spacing[2]});
  while (level < 12 && std::ldexp(brick, level) < band) ++level;
  return level;
}

Blocks make_blocks(const VoxelDomain& domain, const Surface& surface, double band) {
  Blocks blocks;
  blocks.level = block_level(domain.grid, band);
  const auto block_of = [&](std::size_t b) {
    const Index3& c = domain.brick_coordinates[b];
    return Index3{c[0] >> blocks.level, c[1] >> blocks.level, c[2] >> blocks.level};
  };
  struct Numbered {
    std::uint64_t code;
    std::int32_t block;
  };
  std::vector<Numbered> numbers;
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    if (b > 0 && block_of(b) == block_of(b - 1)) continue;
    numbers.push_back({z_curve(block_of(b)), static_cast<std::int32_t>(blocks.begins.size())});
    blocks.begins.push_back(b);
  }
  blocks.triangles.resize(blocks.begins.size());
  blocks.begins.push_back(domain.bricks());
  std::sort(numbers.begin(), numbers.end(), [](const Numbered& a, const Numbered& b) { return a.code < b.code; });

  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    Index3 first{};
    Index3 last{};
    bool any = true;
    for (int axis = 0; axis < 3; ++axis) {
      const double edge = std::ldexp(brick_edge * domain.grid.spacing[axis], blocks.level);
      const auto& corners = surface.triangles[t];
      const auto [least, most] = std::minmax(
          {surface.points[corners[0]][axis], surface.points[corners[1]][axis], surface.points[corners[2]][axis]});
      const double begin = (least - band - domain.grid.origin[axis]) / edge;
      const double end = (most + band - domain.grid.origin[axis]) / edge;
      const double blocks_along = ((domain.grid.extent[axis] - 1) / brick_edge >> blocks.level) + 1.0;
      first[axis] = static_cast<int>(std::clamp(std::floor(begin - 1e-9), 0.0, blocks_along));
      last[axis] = static_cast<int>(std::clamp(std::floor(end + 1e-9), -1.0, blocks_along - 1.0));
      any = any && last[axis] >= first[axis];
    }
    if (!any) continue;
    for (int z = first[2]; z <= last[2]; ++z)
      for (int y = first[1]; y <= last[1]; ++y)
        for (int x = first[0]; x <= last[0]; ++x) {
          const std::uint64_t code = z_curve({x, y, z});
          const auto found = std::lower_bound(numbers.begin(), numbers.end(), code,
                                              [](const Numbered& n, std::uint64_t c) { return n.code < c; });
          for (auto n = found; n != numbers.end() && n->code == code; ++n)
            blocks.triangles[static_cast<std::size_t>(n->block)].push_back(static_cast<std::int32_t>(t));
        }
  }
  return blocks;
}

void measure(const VoxelDomain& domain, const Surface& surface, double band, const Target& target) {
  std::vector<TriangleDistance> triangles;
  triangles.reserve(surface.triangles.size());
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) triangles.emplace_back(surface, t);
  const Blocks blocks = make_blocks(domain, surface, band);
  const auto count = static_cast<std::ptrdiff_t>(blocks.triangles.size());
#pragma omp parallel
  {
    Descent descent(domain, surface, triangles, band, target);
#pragma omp for schedule(dynamic, 4)
    for (std::ptrdiff_t i = 0; i < count; ++i)
      descent.measure_block(blocks.begins[i], blocks.begins[i + 1], blocks.level, blocks.triangles[i]);
  }
}

}  // namespace

void measure_wall_distance(VoxelDomain& domain, const Surface& surface, double band) {
  const bool shell = !surface.cortical_thickness.empty();
  domain.wall_distance.assign(domain.stored_voxels(), 0.0F);
  domain.cortical_thickness.assign(shell ? domain.stored_voxels() : 0, 0.0F);
  const Vec3& h = domain.grid.spacing;
  // A shell blends over one voxel at its inner side as well.
  const double voxel = *std::max_element(h.begin(), h.end());
  for (const float thickness : surface.cortical_thickness)
    band = std::max(band, static_cast<double>(thickness) + voxel);
  const Surface walls = walls_of(surface, touching * std::min({h[0], h[1], h[2]}));
  measure(domain, walls, band, {domain.wall_distance, shell ? &domain.cortical_thickness : nullptr});
}

}  // namespace howship
