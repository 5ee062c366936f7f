#include "host/geometry/anatomy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace howship {
namespace {

constexpr double pi = 3.14159265358979323846;

Vec3 minus(const Vec3& a, const Vec3& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
double dot(const Vec3& a, const Vec3& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
double triple(const Vec3& a, const Vec3& b, const Vec3& c) {
  return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

/// Built once: the tests only read them.
const Anatomy& vertebra() {
  static const Anatomy a = make_vertebra();
  return a;
}
const Anatomy& pelvis() {
  static const Anatomy a = make_pelvis();
  return a;
}

/// Edges that are not shared by exactly two triangles running along them in opposite directions.
int bad_edges(const Surface& s) {
  std::map<std::pair<int, int>, int> runs;
  for (const auto& t : s.triangles) {
    for (int k = 0; k < 3; ++k) ++runs[{t[k], t[(k + 1) % 3]}];
  }
  int bad = 0;
  for (const auto& [edge, count] : runs) {
    const auto back = runs.find({edge.second, edge.first});
    if (count != 1 || back == runs.end() || back->second != 1) ++bad;
  }
  return bad;
}

/// Enclosed volume by the divergence theorem [mm3].
double volume(const Surface& s) {
  double sum = 0.0;
  for (const auto& [a, b, c] : s.triangles) sum += triple(s.points[a], s.points[b], s.points[c]);
  return sum / 6.0;
}

/// The pieces that no edge joins, in the order of their first triangles.
std::vector<Surface> pieces(const Surface& s) {
  std::vector<int> parent(s.points.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const auto& [a, b, c] : s.triangles) {
    parent[root(a)] = root(b);
    parent[root(b)] = root(c);
  }
  std::map<int, std::size_t> number;
  std::vector<Surface> all;
  for (const auto& t : s.triangles) {
    const auto [found, fresh] = number.emplace(root(t[0]), all.size());
    if (fresh) all.emplace_back();
    all[found->second].triangles.push_back(t);
  }
  for (Surface& piece : all) {
    std::map<int, int> renamed;
    for (auto& t : piece.triangles) {
      for (int& corner : t) {
        const auto [found, fresh] = renamed.emplace(corner, static_cast<int>(piece.points.size()));
        if (fresh) piece.points.push_back(s.points[corner]);
        corner = found->second;
      }
    }
  }
  return all;
}

/// Holes through one closed piece (its genus), by Euler's formula.
int holes(const Surface& s) {
  // Every edge has two triangles, thus F - E = -F/2.
  return 1 - (static_cast<int>(s.points.size()) - static_cast<int>(s.triangles.size()) / 2) / 2;
}

/// 1 inside, 0 outside: solid angles of all triangles over that of a sphere.
double winding(const Surface& s, const Vec3& at) {
  double sum = 0.0;
  for (const auto& t : s.triangles) {
    const Vec3 a = minus(s.points[t[0]], at);
    const Vec3 b = minus(s.points[t[1]], at);
    const Vec3 c = minus(s.points[t[2]], at);
    const double la = std::sqrt(dot(a, a));
    const double lb = std::sqrt(dot(b, b));
    const double lc = std::sqrt(dot(c, c));
    sum += 2.0 * std::atan2(triple(a, b, c), la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb);
  }
  return sum / (4.0 * pi);
}

/// To the nearest corner; the triangles are small.
double distance(const Surface& s, const Vec3& at) {
  double nearest = 1e300;
  for (const Vec3& p : s.points) nearest = std::min(nearest, dot(minus(p, at), minus(p, at)));
  return std::sqrt(nearest);
}

struct Box {
  Vec3 least{1e300, 1e300, 1e300};
  Vec3 most{-1e300, -1e300, -1e300};
  double side(int axis) const { return most[axis] - least[axis]; }
};

/// Of the points that a predicate accepts.
template <class F>
Box bounds(const Surface& s, const F& accept) {
  Box box;
  for (const Vec3& p : s.points) {
    if (!accept(p)) continue;
    for (int k = 0; k < 3; ++k) {
      box.least[k] = std::min(box.least[k], p[k]);
      box.most[k] = std::max(box.most[k], p[k]);
    }
  }
  return box;
}

/// Where a line along an axis crosses the surface; coordinates along it, ascending.
std::vector<double> crossings(const Surface& s, Vec3 through, int axis) {
  // Off the sampling lattice, so that the line meets no edge.
  const int u = (axis + 1) % 3;
  const int v = (axis + 2) % 3;
  through[u] += 1.234e-4;
  through[v] += 2.345e-4;
  std::vector<double> found;
  for (const auto& t : s.triangles) {
    const Vec3 a = minus(s.points[t[0]], through);
    const Vec3 b = minus(s.points[t[1]], through);
    const Vec3 c = minus(s.points[t[2]], through);
    const double wa = b[u] * c[v] - b[v] * c[u];
    const double wb = c[u] * a[v] - c[v] * a[u];
    const double wc = a[u] * b[v] - a[v] * b[u];
    if ((wa < 0 || wb < 0 || wc < 0) && (wa > 0 || wb > 0 || wc > 0)) continue;
    const double sum = wa + wb + wc;
    if (sum != 0.0) found.push_back(through[axis] + (wa * a[axis] + wb * b[axis] + wc * c[axis]) / sum);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// All points between a and b lie outside.
bool passes(const Surface& s, const Vec3& a, const Vec3& b, int steps) {
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const Vec3 p = {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
    if (std::abs(winding(s, p)) > 0.1) return false;
  }
  return true;
}

Vec3 site(const Anatomy& a, const std::string& name) {
  for (const Site& s : a.sites) {
    if (s.name == name) return s.centre;
  }
  ADD_FAILURE() << "no site " << name;
  return {};
}

std::vector<std::string> names(const Anatomy& a) {
  std::vector<std::string> all;
  for (const Site& s : a.sites) all.push_back(s.name);
  std::sort(all.begin(), all.end());
  return all;
}

void expect_sites_well_inside(const Anatomy& a) {
  for (const Site& s : a.sites) {
    EXPECT_NEAR(winding(a.surface, s.centre), 1.0, 1e-6) << s.name;
    EXPECT_GE(distance(a.surface, s.centre), 2.5) << s.name;
  }
}

/// Largest distance by which a mirrored point misses its nearest partner. Points are binned by cells of 1 mm.
double asymmetry(const Surface& s) {
  const auto cell = [](const Vec3& p) {
    return std::array<int, 3>{static_cast<int>(std::floor(p[0])), static_cast<int>(std::floor(p[1])),
                              static_cast<int>(std::floor(p[2]))};
  };
  std::map<std::array<int, 3>, std::vector<std::size_t>> bins;
  for (std::size_t i = 0; i < s.points.size(); ++i) bins[cell(s.points[i])].push_back(i);
  double worst = 0.0;
  for (const Vec3& p : s.points) {
    const Vec3 m = {p[0], -p[1], p[2]};
    const auto home = cell(m);
    double nearest = 1.0;
    for (int k = 0; k < 27; ++k) {
      const auto bin = bins.find({home[0] + k % 3 - 1, home[1] + k / 3 % 3 - 1, home[2] + k / 9 - 1});
      if (bin == bins.end()) continue;
      for (const std::size_t i : bin->second) {
        const Vec3 d = minus(s.points[i], m);
        nearest = std::min(nearest, std::sqrt(dot(d, d)));
      }
    }
    worst = std::max(worst, nearest);
  }
  return worst;
}

TEST(Vertebra, IsOneClosedPieceWoundOutwards) {
  EXPECT_EQ(bad_edges(vertebra().surface), 0);
  EXPECT_EQ(pieces(vertebra().surface).size(), 1U);
  EXPECT_GT(volume(vertebra().surface), 45e3);
  EXPECT_LT(volume(vertebra().surface), 75e3);
}

TEST(Vertebra, HasNoTriangleWithoutArea) {
  for (const auto& [a, b, c] : vertebra().surface.triangles) {
    const auto& p = vertebra().surface.points;
    const Vec3 u = minus(p[b], p[a]);
    const Vec3 v = minus(p[c], p[a]);
    ASSERT_GT(dot(u, u) * dot(v, v) - dot(u, v) * dot(u, v), 0.0);
  }
}

// Panjabi et al. 1992 (width and depth of the upper endplate of L3), Zhou et al. 2000 (height).
TEST(Vertebra, BodyHasThePublishedSize) {
  const Surface& s = vertebra().surface;
  // The ring of the upper endplate, away from pedicles and articular processes.
  const Box rim = bounds(s, [](const Vec3& p) { return p[0] > -14.0 && p[2] > 10.0; });
  EXPECT_NEAR(rim.side(1), 44.0, 1.0);
  const std::vector<double> along_depth = crossings(s, {0, 0, 11.8}, 0);
  ASSERT_GE(along_depth.size(), 2U);
  const double front = along_depth.back();
  EXPECT_NEAR(front - along_depth[along_depth.size() - 2], 35.0, 1.0);
  const Box body = bounds(s, [](const Vec3& p) { return p[0] > -16.0; });
  EXPECT_NEAR(body.side(2), 28.0, 1.0);
}

// Panjabi et al. 1992.
TEST(Vertebra, CanalPediclesAndProcessesHaveThePublishedSize) {
  const Surface& s = vertebra().surface;
  const auto gap_around = [](const std::vector<double>& found, double middle) {
    const auto above = std::upper_bound(found.begin(), found.end(), middle);
    return above == found.end() || above == found.begin() ? 1e300 : *above - *(above - 1);
  };
  EXPECT_NEAR(gap_around(crossings(s, {-24.5, 0, 5}, 1), 0.0), 24.0, 1.0);
  EXPECT_NEAR(gap_around(crossings(s, {0, 0, 0}, 0), -25.0), 17.5, 1.5);
  const Vec3 pedicle = site(vertebra(), "left pedicle");
  EXPECT_NEAR(gap_around(crossings(s, pedicle, 1), pedicle[1]), 10.0, 1.0);
  EXPECT_NEAR(gap_around(crossings(s, pedicle, 2), pedicle[2]), 14.5, 1.0);
  const Box all = bounds(s, [](const Vec3&) { return true; });
  EXPECT_NEAR(all.least[0], -70.0, 1.0);
  EXPECT_NEAR(all.side(1), 92.0, 1.0);
}

TEST(Vertebra, CanalIsOpenAndTheArchClosesIt) {
  const Surface& s = vertebra().surface;
  EXPECT_TRUE(passes(s, {-26, 0, -45}, {-26, 0, 40}, 40));
  EXPECT_TRUE(passes(s, {-24, 8, -45}, {-24, 8, 40}, 40));
  EXPECT_EQ(holes(s), 1);
  // Bone in front, behind and beside the canal.
  EXPECT_FALSE(passes(s, {-26, 0, -6}, {-80, 0, -6}, 80));
  EXPECT_FALSE(passes(s, {-26, 0, 0}, {30, 0, 0}, 40));
  EXPECT_FALSE(passes(s, {-26, 0, 5}, {-26, 60, 5}, 60));
}

TEST(Vertebra, SitesLieInsideTheBone) {
  EXPECT_EQ(names(vertebra()),
            (std::vector<std::string>{"left pedicle", "left transverse process", "right pedicle",
                                      "right transverse process", "spinous process", "vertebral body"}));
  expect_sites_well_inside(vertebra());
  EXPECT_GT(site(vertebra(), "left pedicle")[1], 0.0);
  EXPECT_LT(site(vertebra(), "spinous process")[0], site(vertebra(), "vertebral body")[0]);
}

TEST(Vertebra, IsTheSameLeftAndRight) {
  EXPECT_LT(asymmetry(vertebra().surface), 1e-3);
}

TEST(Vertebra, ComesOutTheSameEveryTime) {
  const Anatomy again = make_vertebra();
  EXPECT_EQ(again.surface.points, vertebra().surface.points);
  EXPECT_EQ(again.surface.triangles, vertebra().surface.triangles);
}

TEST(Pelvis, IsThreeClosedPiecesWoundOutwards) {
  EXPECT_EQ(bad_edges(pelvis().surface), 0);
  const std::vector<Surface> bones = pieces(pelvis().surface);
  ASSERT_EQ(bones.size(), 3U);
  for (const Surface& bone : bones) EXPECT_GT(volume(bone), 150e3);
  EXPECT_GT(volume(pelvis().surface), 600e3);
  EXPECT_LT(volume(pelvis().surface), 1000e3);
}

// Ranges of anatomy textbooks.
TEST(Pelvis, HasTheSizeOfAnAdults) {
  const Surface& s = pelvis().surface;
  const auto everywhere = [](const Vec3&) { return true; };
  EXPECT_NEAR(bounds(s, everywhere).side(1), 280.0, 5.0);
  for (const Surface& bone : pieces(s)) {
    const Box box = bounds(bone, everywhere);
    if (box.least[1] * box.most[1] > 0.0) {
      EXPECT_NEAR(box.side(2), 215.0, 7.0) << "hip bone";
    } else {
      EXPECT_NEAR(box.side(1), 110.0, 5.0) << "sacrum";
      EXPECT_NEAR(box.side(2), 110.0, 10.0) << "sacrum";
    }
  }
  // The bone comes nearest to the hip centre in the cup's face.
  EXPECT_NEAR(2.0 * distance(s, {0, 86, 0}), 51.0, 1.0);
  EXPECT_NEAR(2.0 * distance(s, {0, -86, 0}), 51.0, 1.0);
}

TEST(Pelvis, WingIsThin) {
  const Vec3 wing = site(pelvis(), "left iliac wing");
  const double thickness = 2.0 * distance(pelvis().surface, wing);
  EXPECT_GE(thickness, 6.0);
  EXPECT_LE(thickness, 12.0);
}

TEST(Pelvis, JointsAreNarrowAndOpen) {
  const Surface& s = pelvis().surface;
  const std::vector<double> symphysis = crossings(s, {40, 0, -30}, 1);
  const auto left = std::upper_bound(symphysis.begin(), symphysis.end(), 0.0);
  ASSERT_TRUE(left != symphysis.begin() && left != symphysis.end());
  EXPECT_NEAR(*left - *(left - 1), 4.5, 0.5);

  // The left hip bone comes near to the sacrum over the joint's face, and nowhere into it.
  Surface hip;
  Surface sacrum;
  for (const Surface& bone : pieces(s)) {
    const Box box = bounds(bone, [](const Vec3&) { return true; });
    if (box.least[1] > 0.0) hip = bone;
    if (box.least[1] * box.most[1] < 0.0) sacrum = bone;
  }
  double narrowest = 1e300;
  int facing = 0;
  int checked = 0;
  for (const Vec3& p : hip.points) {
    if (p[0] < -90.0 || p[0] > -20.0 || p[1] > 70.0 || p[2] < 30.0) continue;
    const double gap = distance(sacrum, p);
    narrowest = std::min(narrowest, gap);
    if (gap < 3.5) ++facing;
    if (checked++ % 100 != 0) continue;
    EXPECT_NEAR(winding(sacrum, p), 0.0, 0.01);
  }
  EXPECT_GT(narrowest, 1.8);
  EXPECT_LT(narrowest, 3.0);
  // A point stands for about a square of the sampling width, 2.25 mm2.
  EXPECT_GT(2.25 * facing, 500.0);
}

TEST(Pelvis, ObturatorForamenAndPelvicCavityAreOpen) {
  const Surface& s = pelvis().surface;
  for (const double side : {1.0, -1.0}) {
    EXPECT_TRUE(passes(s, {-20, side * 18, -28}, {60, side * 108, -74}, 60));
  }
  // The foramen is ringed by bone: it is the only hole through a hip bone.
  for (const Surface& bone : pieces(s)) {
    const Box box = bounds(bone, [](const Vec3&) { return true; });
    if (box.least[1] * box.most[1] < 0.0) continue;
    EXPECT_EQ(holes(bone), 1);
  }
  EXPECT_TRUE(passes(s, {30, 0, 90}, {-35, 0, -100}, 40));
}

TEST(Pelvis, SitesLieInsideTheBone) {
  EXPECT_EQ(names(pelvis()), (std::vector<std::string>{"left acetabulum", "left iliac wing", "left ischium",
                                                       "left pubis", "right acetabulum", "right iliac wing",
                                                       "right ischium", "right pubis", "sacrum"}));
  expect_sites_well_inside(pelvis());
  EXPECT_GT(site(pelvis(), "left acetabulum")[2], 0.0);
  EXPECT_LT(site(pelvis(), "right ischium")[1], 0.0);
}

TEST(Pelvis, IsTheSameLeftAndRight) {
  EXPECT_LT(asymmetry(pelvis().surface), 1e-3);
}

TEST(SimpleShape, BoxIsExact) {
  const Anatomy box = make_box({3.0, 5.0, 7.0});
  EXPECT_EQ(box.surface.triangles.size(), 12U);
  EXPECT_EQ(bad_edges(box.surface), 0);
  EXPECT_DOUBLE_EQ(volume(box.surface), 105.0);
  const Box b = bounds(box.surface, [](const Vec3&) { return true; });
  EXPECT_EQ(b.most, (Vec3{1.5, 2.5, 3.5}));
  EXPECT_EQ(b.least, (Vec3{-1.5, -2.5, -3.5}));
  EXPECT_EQ(names(box), std::vector<std::string>{"centre"});
  expect_sites_well_inside(make_box({10, 10, 10}));
}

TEST(SimpleShape, SphereHasTheBallsVolume) {
  for (const double radius : {0.5, 10.0, 35.0}) {
    const Anatomy sphere = make_sphere(radius);
    EXPECT_EQ(bad_edges(sphere.surface), 0);
    EXPECT_EQ(pieces(sphere.surface).size(), 1U);
    EXPECT_EQ(holes(sphere.surface), 0);
    EXPECT_GE(sphere.surface.triangles.size(), 5120U);
    const double ball = 4.0 / 3.0 * pi * radius * radius * radius;
    EXPECT_NEAR(volume(sphere.surface) / ball, 1.0, 1e-9);
    for (const Vec3& p : sphere.surface.points) ASSERT_NEAR(std::sqrt(dot(p, p)) / radius, 1.0, 1e-3);
  }
  expect_sites_well_inside(make_sphere(10.0));
}

}  // namespace
}  // namespace howship
