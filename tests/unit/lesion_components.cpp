#include "host/io/lesion_components.hpp"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;

std::vector<std::uint8_t> select(const VoxelDomain& domain, const std::vector<Index3>& voxels) {
  std::vector<std::uint8_t> selected(domain.stored_voxels(), 0);
  for (const Index3& v : voxels) selected[stored_voxel(domain, v)] = 1;
  return selected;
}

TEST(LesionComponents, JoinAcrossEverySideOfABrick) {
  const VoxelDomain domain = make_box({12, 12, 12});
  // From the middle brick's faces to the six bricks around it.
  const std::vector<std::pair<Index3, Index3>> pairs = {{{4, 5, 6}, {3, 5, 6}}, {{7, 5, 6}, {8, 5, 6}},
                                                        {{5, 4, 6}, {5, 3, 6}}, {{5, 7, 6}, {5, 8, 6}},
                                                        {{5, 6, 4}, {5, 6, 3}}, {{5, 6, 7}, {5, 6, 8}}};
  for (const auto& [a, b] : pairs) EXPECT_EQ(find_components(domain, select(domain, {a, b})).count, 1);
}

TEST(LesionComponents, DoNotJoinOverEdgesOrCorners) {
  const VoxelDomain domain = make_box({8, 8, 8});
  EXPECT_EQ(find_components(domain, select(domain, {{3, 3, 3}, {4, 4, 3}, {5, 5, 5}})).count, 3);
}

TEST(LesionComponents, AreSeparatedByAClosedFace) {
  VoxelDomain domain = make_box({8, 4, 4});
  const std::vector<std::uint8_t> selected = select(domain, {{3, 1, 1}, {4, 1, 1}});
  EXPECT_EQ(find_components(domain, selected).count, 1);
  domain.aperture[0][stored_voxel(domain, {4, 1, 1})] = 0.0F;
  EXPECT_EQ(find_components(domain, selected).count, 2);
}

/// Union of neighbours on a dense grid: another method on another data structure.
struct DenseUnion {
  std::vector<std::size_t> parent;
  std::size_t root(std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  }
};

TEST(LesionComponents, AgreeWithUnionFindOnADenseGrid) {
  std::mt19937 random(20240607);
  const auto chance = [&](double p) { return std::bernoulli_distribution(p)(random); };
  for (int round = 0; round < 20; ++round) {
    const Index3 n{13, 10, 9};
    VoxelDomain domain =
        make_domain({n, {1, 1, 1}, {}}, [](const Index3& v) { return (v[0] + v[1] * v[2]) % 5 == 0 ? 0.0F : 1.0F; });
    for (auto& aperture : domain.aperture) {
      for (float& open : aperture) open = open > 0.0F && chance(0.7) ? 0.01F : 0.0F;
    }
    std::vector<std::uint8_t> selected(domain.stored_voxels(), 0);
    for (std::size_t voxel = 0; voxel < selected.size(); ++voxel) {
      selected[voxel] = domain.active(voxel) && chance(0.6) ? 1 : 0;
    }

    std::map<Index3, std::size_t> voxel_at;
    for (std::size_t voxel = 0; voxel < selected.size(); ++voxel) {
      if (selected[voxel] != 0) voxel_at[domain.voxel_index(voxel)] = voxel;
    }
    DenseUnion dense{std::vector<std::size_t>(selected.size())};
    std::iota(dense.parent.begin(), dense.parent.end(), std::size_t{0});
    for (const auto& [index, voxel] : voxel_at) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        Index3 before = index;
        --before[axis];
        const auto other = voxel_at.find(before);
        if (other == voxel_at.end() || domain.aperture[axis][voxel] == 0.0F) continue;
        dense.parent[dense.root(voxel)] = dense.root(other->second);
      }
    }

    const Components parts = find_components(domain, selected);
    std::map<std::size_t, std::int32_t> label_of_root;
    for (std::size_t voxel = 0; voxel < selected.size(); ++voxel) {
      if (selected[voxel] == 0) {
        ASSERT_EQ(parts.label[voxel], -1);
        continue;
      }
      const auto [entry, added] = label_of_root.emplace(dense.root(voxel), parts.label[voxel]);
      ASSERT_EQ(entry->second, parts.label[voxel]);
      // New parts come in the order of their first stored voxel.
      if (added) {
        ASSERT_EQ(parts.label[voxel], static_cast<std::int32_t>(label_of_root.size()) - 1);
      }
    }
    EXPECT_EQ(parts.count, static_cast<std::int32_t>(label_of_root.size()));
    EXPECT_GT(parts.count, 10);
  }
}

}  // namespace
}  // namespace howship
