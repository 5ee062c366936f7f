#include "host/case/anatomy_sizes.hpp"

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
  EXPECT_EQ(folded_edges(pelvis().surface), 0);
  for (const Surface& bone : bones) EXPECT_GT(volume(bone), 150e3);
  EXPECT_GT(volume(pelvis().surface), 600e3);
  EXPECT_LT(volume(pelvis().surface), 1000e3);
}

/// The left hip bone and the sacrum with the coccyx.
struct Bones {
  Surface hip, sacrum;
};
Bones bones_of(const Surface& s) {
  Bones bones;
  for (const Surface& bone : pieces(s)) {
    const Box box = bounds(bone, [](const Vec3&) { return true; });
    if (box.least[1] > 0.0) bones.hip = bone;
    if (box.least[1] * box.most[1] < 0.0) bones.sacrum = bone;
  }
  return bones;
}

void expect_the_size_asked_for(const PelvisSize& size, double sampling) {
  const Surface s = make_pelvis(size, sampling).surface;
  const auto everywhere = [](const Vec3&) { return true; };
  const auto [hip, sacrum] = bones_of(s);
  EXPECT_NEAR(bounds(hip, everywhere).side(2), size.height, 3.0);
  EXPECT_NEAR(bounds(sacrum, everywhere).side(1), size.sacrum_width, 5.0);
  // The bone comes nearest to the hip centre in the cup's face.
  const Vec3 centre = {0, 0.5 * size.hip_distance, 0};
  EXPECT_NEAR(2.0 * distance(s, centre), size.cup_diameter, 1.0);
  EXPECT_NEAR(2.0 * distance(s, {0, -centre[1], 0}), size.cup_diameter, 1.0);
  // The foremost point of the crest is the anterior superior spine.
  Vec3 spine{};
  for (const Vec3& p : hip.points)
    if (p[2] > 0.28 * size.height && p[0] > spine[0]) spine = p;
  EXPECT_NEAR(2.0 * spine[1], size.spine_width, 14.0);
  // Upper endplate of S1, from front to back.
  const double front = site_of(make_pelvis(size, 4.0), "sacral promontory")[0];
  const double rise =
      crossings(sacrum, {front - 13.0, 0, 0}, 2).back() - crossings(sacrum, {front - 3.0, 0, 0}, 2).back();
  EXPECT_NEAR(std::atan2(rise, 10.0) * 180.0 / pi, size.sacral_slope, 6.0);
}

TEST(Pelvis, HasTheSizeAskedFor) {
  expect_the_size_asked_for(PelvisSize{}, 1.2);
}

TEST(Pelvis, HasAnotherSizeWhenAskedFor) {
  PelvisSize size;
  size.spine_width = 222.0;
  size.hip_distance = 162.0;
  size.height = 196.0;
  size.cup_diameter = 46.0;
  size.sacral_slope = 33.0;
  size.sacrum_width = 104.0;
  expect_the_size_asked_for(size, 1.8);
}

/// The dimensions that shape it at an end of their ranges each: bit i of the number says which.
class APelvis : public testing::TestWithParam<unsigned> {};

TEST_P(APelvis, IsThreeClosedBonesAtTheEndsOfTheRanges) {
  PelvisSize size;
  unsigned bit = 0;
  for (const auto& info : pelvis_size_table()) {
    size.*info.member = (GetParam() >> bit & 1U) != 0 ? info.most : info.least;
    if (++bit == 9) break;
  }
  const Anatomy a = make_pelvis(size, 2.0);
  EXPECT_EQ(bad_edges(a.surface), 0);
  EXPECT_EQ(pieces(a.surface).size(), 3U);
  EXPECT_EQ(holes(bones_of(a.surface).hip), 1);
  expect_sites_well_inside(a, 1.2);
}

INSTANTIATE_TEST_SUITE_P(Ends, APelvis, testing::Values(0U, 0x1ffU, 0x155U, 0x0aaU, 0x133U, 0x0ccU, 0x10fU, 0x0f0U));

TEST(Pelvis, ShellIsThickestAroundTheHipJoint) {
  const Surface& s = pelvis().surface;
  ASSERT_EQ(s.cortical_thickness.size(), s.points.size());
  const PelvisSize size;
  const auto mean = [&](const Vec3& at, double radius) {
    double sum = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < s.points.size(); ++i) {
      const Vec3 d = minus(s.points[i], at);
      if (dot(d, d) > radius * radius) continue;
      sum += s.cortical_thickness[i];
      ++count;
    }
    EXPECT_GT(count, 10);
    return sum / count;
  };
  EXPECT_NEAR(mean({0, 86, 26}, 6.0), size.acetabular_cortex, 0.1);
  EXPECT_NEAR(mean(site_of(pelvis(), "right iliac wing"), 8.0), size.iliac_cortex, 0.1);
  EXPECT_NEAR(mean(site_of(pelvis(), "left ischial tuberosity"), 16.0), size.ischial_cortex, 0.1);
  EXPECT_NEAR(mean({-70, 0, 20}, 12.0), size.sacral_cortex, 0.25);
  for (const float t : s.cortical_thickness) ASSERT_GT(t, 0.3F);
}

TEST(Pelvis, WingIsThin) {
  const Vec3 wing = site_of(pelvis(), "left iliac wing");
  const double thickness = 2.0 * distance(pelvis().surface, wing);
  EXPECT_GE(thickness, 5.0);
  EXPECT_LE(thickness, 12.0);
}

TEST(Pelvis, JointsAreNarrowAndOpen) {
  const Surface& s = pelvis().surface;
  const std::vector<double> symphysis = crossings(s, {40, 0, -30}, 1);
  const auto left = std::upper_bound(symphysis.begin(), symphysis.end(), 0.0);
  ASSERT_TRUE(left != symphysis.begin() && left != symphysis.end());
  EXPECT_NEAR(*left - *(left - 1), 4.5, 0.5);

  // The left hip bone comes near to the sacrum over the joint's face, and nowhere into it.
  const auto [hip, sacrum] = bones_of(s);
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
  // A point stands for about a square of the sampling width.
  EXPECT_GT(1.2 * 1.2 * facing, 500.0);
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
  EXPECT_GT(site_of(pelvis(), "left acetabulum")[2], 0.0);
  EXPECT_LT(site_of(pelvis(), "right ischium")[1], 0.0);
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
