#include "host/geometry/cell_clip.hpp"

#include <cmath>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace howship {
namespace {

using Triangles = std::vector<CellClip::Triangle>;

constexpr Index3 extent{8, 8, 8};

double volume_of(const std::array<Vec3, 4>& t) {
  Vec3 e[3];
  for (int k = 0; k < 3; ++k)
    for (int axis = 0; axis < 3; ++axis) e[k][axis] = t[k + 1][axis] - t[0][axis];
  return (e[0][0] * (e[1][1] * e[2][2] - e[1][2] * e[2][1]) + e[0][1] * (e[1][2] * e[2][0] - e[1][0] * e[2][2]) +
          e[0][2] * (e[1][0] * e[2][1] - e[1][1] * e[2][0])) /
         6.0;
}

Triangles faces_of(std::array<Vec3, 4> t) {
  if (volume_of(t) < 0.0) std::swap(t[0], t[1]);
  return {{t[0], t[1], t[3]}, {t[1], t[2], t[3]}, {t[2], t[0], t[3]}, {t[0], t[2], t[1]}};
}

std::array<Vec3, 4> random_tetrahedron(std::mt19937& random, double low, double high) {
  std::uniform_real_distribution<double> coordinate(low, high);
  std::array<Vec3, 4> t;
  for (Vec3& p : t) p = {coordinate(random), coordinate(random), coordinate(random)};
  return t;
}

std::map<Index3, double> shares_of(const Triangles& triangles, const Index3& of = extent) {
  CellClip clip;
  std::map<Index3, double> shares;
  for (const SharedVolume& s : clip.cut(triangles, of)) {
    EXPECT_EQ(shares.count(s.voxel), 0U);
    shares[s.voxel] = s.volume;
  }
  return shares;
}

TEST(CellClip, GivesTheKnownSharesOfACornerOfSpace) {
  // x + y + z <= 3, with legs of three voxels.
  const auto shares = shares_of(faces_of({Vec3{1, 2, 3}, Vec3{4, 2, 3}, Vec3{1, 5, 3}, Vec3{1, 2, 6}}));
  ASSERT_EQ(shares.size(), 10U);
  for (const auto& [v, volume] : shares) {
    const int level = v[0] - 1 + v[1] - 2 + v[2] - 3;
    EXPECT_NEAR(volume, level == 0 ? 1.0 : level == 1 ? 5.0 / 6.0 : 1.0 / 6.0, 1e-14);
  }
}

TEST(CellClip, SharesAddUpToTheVolume) {
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    const auto t = random_tetrahedron(random, 0.0, i % 3 == 0 ? 8.0 : 2.5);
    double sum = 0.0;
    for (const auto& [v, volume] : shares_of(faces_of(t))) {
      EXPECT_LE(volume, 1.0 + 1e-12);
      sum += volume;
    }
    ASSERT_NEAR(sum, std::abs(volume_of(t)), 1e-11);
  }
}

TEST(CellClip, SharesAreThoseOfFinerVoxelsTogether) {
  std::mt19937 random(4);
  for (int i = 0; i < 50; ++i) {
    Triangles triangles = faces_of(random_tetrahedron(random, 0.0, 4.0));
    const auto coarse = shares_of(triangles);
    for (auto& t : triangles)
      for (Vec3& p : t)
        for (double& x : p) x *= 2.0;
    std::map<Index3, double> sums;
    for (const auto& [v, volume] : shares_of(triangles)) sums[{v[0] / 2, v[1] / 2, v[2] / 2}] += volume / 8.0;
    for (const auto& [v, volume] : sums) {
      const auto found = coarse.find(v);
      ASSERT_NEAR(volume, found == coarse.end() ? 0.0 : found->second, 1e-12);
    }
  }
}

TEST(CellClip, LeavesOutWhatLiesBeyondTheGrid) {
  std::mt19937 random(5);
  int cut = 0;
  for (int i = 0; i < 100; ++i) {
    Triangles triangles = faces_of(random_tetrahedron(random, 0.0, 8.0));
    const auto whole = shares_of(triangles);
    for (auto& t : triangles)
      for (Vec3& p : t)
        for (double& x : p) x -= 2.0;
    const auto part = shares_of(triangles, {3, 3, 3});
    for (const auto& [v, volume] : whole) {
      const Index3 moved{v[0] - 2, v[1] - 2, v[2] - 2};
      bool in = true;
      for (const int x : moved) in = in && x >= 0 && x < 3;
      const auto found = part.find(moved);
      ASSERT_NEAR(found == part.end() ? 0.0 : found->second, in ? volume : 0.0, 1e-12);
      cut += in ? 0 : 1;
    }
  }
  EXPECT_GT(cut, 100);
}

TEST(CellClip, TakesFacesInThePlanesOfTheGrid) {
  // A prism whose bottom, top and two sides lie in grid planes.
  const Vec3 p[6] = {{1, 1, 2}, {3, 1, 2}, {1, 2, 2}, {1, 1, 3}, {3, 1, 3}, {1, 2, 3}};
  const Triangles prism = {{p[0], p[2], p[1]}, {p[3], p[4], p[5]}, {p[0], p[1], p[4]}, {p[0], p[4], p[3]},
                           {p[1], p[2], p[5]}, {p[1], p[5], p[4]}, {p[2], p[0], p[3]}, {p[2], p[3], p[5]}};
  const auto shares = shares_of(prism);
  ASSERT_EQ(shares.size(), 2U);
  EXPECT_NEAR(shares.at({1, 1, 2}), 0.75, 1e-15);
  EXPECT_NEAR(shares.at({2, 1, 2}), 0.25, 1e-15);
}

}  // namespace
}  // namespace howship
