#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "howship/backend.hpp"

#include "kernels/physics/reaction.hpp"

namespace howship::test {

/// Bone on which faults of a stencil show: extents that are no multiple of a brick, a block that crosses bricks, a
/// plate and a rod one voxel thick, a single voxel, all apart from each other; spacing differs per axis, and bricks are
/// stored in no order at all, for nothing may hang on it.
inline VoxelDomain awkward_domain() {
  VoxelDomain d;
  d.grid.extent = {11, 9, 10};
  d.grid.spacing = {0.5, 0.8, 1.1};
  const auto bone = [&](const Index3& v) {
    const auto within = [&](const Index3& low, const Index3& high) {
      for (std::size_t a = 0; a < 3; ++a)
        if (v[a] < low[a] || v[a] > high[a]) return false;
      return true;
    };
    return within({1, 1, 0}, {5, 4, 4}) || within({7, 0, 1}, {7, 8, 6}) || within({0, 7, 8}, {10, 7, 8}) ||
           within({0, 6, 4}, {0, 6, 4});
  };
  std::map<Index3, std::int32_t> bricks;
  for (int z = 0; z < d.grid.extent[2]; ++z)
    for (int y = 0; y < d.grid.extent[1]; ++y)
      for (int x = 0; x < d.grid.extent[0]; ++x)
        if (bone({x, y, z})) bricks[{x / brick_edge, y / brick_edge, z / brick_edge}] = 0;
  for (const auto& entry : bricks) d.brick_coordinates.push_back(entry.first);
  std::mt19937 random(7);
  std::shuffle(d.brick_coordinates.begin(), d.brick_coordinates.end(), random);
  for (std::size_t b = 0; b < d.bricks(); ++b) bricks[d.brick_coordinates[b]] = static_cast<std::int32_t>(b);
  for (const Index3& at : d.brick_coordinates) {
    std::array<std::int32_t, 6> around;
    for (int side = 0; side < 6; ++side) {
      Index3 beside = at;
      beside[static_cast<std::size_t>(side / 2)] += side % 2 == 0 ? -1 : 1;
      const auto found = bricks.find(beside);
      around[static_cast<std::size_t>(side)] = found == bricks.end() ? -1 : found->second;
    }
    d.neighbours.push_back(around);
  }
  std::uniform_real_distribution<float> share(0.1F, 1.0F);
  d.volume_fraction.resize(d.stored_voxels());
  d.wall_distance.assign(d.stored_voxels(), 0.5F);
  for (auto& faces : d.aperture) faces.resize(d.stored_voxels());
  for (std::size_t v = 0; v < d.stored_voxels(); ++v) {
    const Index3 at = d.voxel_index(v);
    if (!bone(at)) continue;
    d.volume_fraction[v] = share(random);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Index3 before = at;
      --before[axis];
      if (bone(before)) d.aperture[axis][v] = share(random);
    }
  }
  return d;
}

/// Trabecular to compact bone, each phenotype, tumour in half of the voxels, bone lost in some.
inline TissueSites random_sites(const VoxelDomain& d) {
  TissueSites s;
  std::mt19937 random(11);
  std::uniform_real_distribution<float> share(0.0F, 1.0F);
  const Phenotype kinds[] = {{}, lytic_phenotype, sclerotic_phenotype, mixed_phenotype};
  for (std::size_t v = 0; v < d.stored_voxels(); ++v) {
    const bool bone = d.active(v);
    const Phenotype kind = bone ? kinds[random() % 4] : Phenotype{};
    s.healthy.push_back(bone ? 0.06F + 0.7F * share(random) : 0.13F);
    for (std::size_t i = 0; i < phenotype_count; ++i)
      s.phenotype[i].push_back(static_cast<float>(kind.*phenotype_members[i]));
    s.tumour.push_back(bone && random() % 2 == 0 ? 0.3F * share(random) * (1.0F - s.healthy.back()) : 0.0F);
    s.bone_left.push_back(bone && random() % 4 == 0 ? 0.6F + 0.4F * share(random) : 1.0F);
  }
  return s;
}

/// All fields off their healthy values by up to 30 %, with drug and tumour; rounded to single precision, so that both
/// precisions start from the same numbers.
inline std::array<std::vector<double>, field_count> random_fields(const VoxelDomain& d, const TissueSites& sites) {
  const TissueConstants constants = make_constants(TissueParameters{});
  std::mt19937 random(13);
  std::uniform_real_distribution<double> off(0.7, 1.3), share(0.0, 1.0);
  std::array<std::vector<double>, field_count> fields;
  for (std::size_t v = 0; v < d.stored_voxels(); ++v) {
    physics::Site<double> site{};
    site.healthy = sites.healthy[v];
    physics::derive_site(constants, site);
    double u[field_count];
    physics::healthy_state(constants, site, u);
    u[index_of(Field::Denosumab)] = std::pow(10.0, 1.0 + 3.0 * share(random));
    u[index_of(Field::Tumour)] = 0.4 * share(random) * (1.0 - site.healthy);
    u[index_of(Field::Pthrp)] = 20.0 * share(random);
    u[index_of(Field::OsteogenicFactor)] = share(random);
    u[index_of(Field::Zoledronate)] = 3.0 * share(random);
    for (int f = 0; f < field_count; ++f)
      fields[static_cast<std::size_t>(f)].push_back(static_cast<float>(u[f] * off(random)));
  }
  return fields;
}

}  // namespace howship::test
