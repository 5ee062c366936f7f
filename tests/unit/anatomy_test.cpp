#include "tests/unit/anatomy_support.hpp"

namespace howship {
namespace {

using namespace anatomy_test;

/// Built once: the tests only read it.
const Anatomy& pelvis() {
  static const Anatomy a = make_pelvis();
  return a;
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
      EXPECT_NEAR(box.side(2), 144.0, 10.0) << "sacrum and coccyx";
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
  EXPECT_EQ(pelvis().sites.size(), 33U);
  const std::vector<std::string> all = names(pelvis());
  for (const char* name : {"left acetabulum", "left iliac wing", "left ischium", "left pubis", "right acetabulum",
                           "right iliac wing", "right ischium", "right pubis", "sacrum"})
    EXPECT_TRUE(std::binary_search(all.begin(), all.end(), name)) << name;
  expect_sites_well_inside(pelvis());
  EXPECT_GT(site(pelvis(), "left acetabulum")[2], 0.0);
  EXPECT_LT(site(pelvis(), "right ischium")[1], 0.0);
}

TEST(Pelvis, IsTheSameLeftAndRight) {
  EXPECT_LT(asymmetry(pelvis().surface), 0.05);
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
