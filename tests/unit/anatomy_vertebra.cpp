#include <set>

#include "host/case/anatomy_sizes.hpp"

#include "tests/unit/anatomy_support.hpp"

namespace howship {
namespace {

using namespace anatomy_test;

/// Built once: the tests only read them.
const Anatomy& vertebra(const std::string& level) {
  static std::map<std::string, Anatomy> known;
  const auto found = known.find(level);
  if (found != known.end()) return found->second;
  return known[level] = make_vertebra(vertebra_size(level));
}

/// Free distance around the point `middle` of a line.
double gap_around(const std::vector<double>& found, double middle) {
  const auto above = std::upper_bound(found.begin(), found.end(), middle);
  return above == found.end() || above == found.begin() ? 1e300 : *above - *(above - 1);
}

class ALumbarVertebra : public testing::TestWithParam<std::string> {
 protected:
  const Anatomy& bone() const { return vertebra(GetParam()); }
  const Surface& surface() const { return bone().surface; }
  VertebraSize size() const { return vertebra_size(GetParam()); }
  double back() const { return -0.25 * (size().upper_depth + size().lower_depth); }
};

TEST_P(ALumbarVertebra, IsOneClosedPieceWoundOutwards) {
  EXPECT_EQ(bad_edges(surface()), 0);
  EXPECT_EQ(pieces(surface()).size(), 1U);
  // The arch closes the canal: one hole.
  EXPECT_EQ(holes(surface()), 1);
  // Scans of adults: 57.3 cm3 at L2 and 63.1 cm3 at L4 on average of 87.
  EXPECT_GT(volume(surface()), 47e3);
  EXPECT_LT(volume(surface()), 70e3);
}

TEST_P(ALumbarVertebra, HasNoFoldsAndNoTriangleWithoutArea) {
  EXPECT_EQ(folded_edges(surface()), 0);
  const auto& p = surface().points;
  for (const auto& [a, b, c] : surface().triangles) {
    const Vec3 u = minus(p[b], p[a]);
    const Vec3 v = minus(p[c], p[a]);
    ASSERT_GT(dot(u, u) * dot(v, v) - dot(u, v) * dot(u, v), 0.0);
  }
}

TEST_P(ALumbarVertebra, BodyMeasuresWhatWasAskedFor) {
  const VertebraSize s = size();
  // Near the rims, which lie closer together behind or in front.
  const auto below_rim = [&](const Vec3& p, double side) {
    const double half = 0.5 * (s.body_height + (s.anterior_height - s.body_height) * (p[0] - back()) / (-2.0 * back()));
    return side * p[2] > half - 5.0;
  };
  for (const double side : {1.0, -1.0}) {
    const Box across = bounds(surface(), [&](const Vec3& p) { return p[0] > -10.0 && below_rim(p, side); });
    EXPECT_NEAR(across.side(1), side > 0 ? s.upper_width : s.lower_width, 1.0);
    const Box along = bounds(
        surface(), [&](const Vec3& p) { return p[0] > back() - 2.5 && std::abs(p[1]) < 1.0 && below_rim(p, side); });
    EXPECT_NEAR(along.side(0), side > 0 ? s.upper_depth : s.lower_depth, 1.2);
  }
  const auto behind = [&](const Vec3& p) { return p[0] > back() + 1.0 && p[0] < back() + 4.0 && std::abs(p[1]) < 5.0; };
  const auto before = [&](const Vec3& p) { return p[0] > -back() - 4.0; };
  EXPECT_NEAR(bounds(surface(), behind).side(2), s.body_height, 0.8);
  EXPECT_NEAR(bounds(surface(), before).side(2), s.anterior_height, 0.8);
}

TEST_P(ALumbarVertebra, EndplatesAreHollowWithinARing) {
  const VertebraSize s = size();
  const std::vector<double> middle = crossings(surface(), {-1.5, 0, 0}, 2);
  const std::vector<double> left = crossings(surface(), {-1.5, 0.5 * s.upper_width - 4.0, 0}, 2);
  ASSERT_GE(middle.size(), 2U);
  ASSERT_GE(left.size(), 2U);
  EXPECT_NEAR(left.back() - middle.back(), s.upper_concavity, 0.3);
  EXPECT_NEAR(middle.front() - left.front(), s.lower_concavity, 0.3);
}

TEST_P(ALumbarVertebra, CanalPediclesAndProcessesMeasureWhatWasAskedFor) {
  const VertebraSize s = size();
  const Vec3 pedicle = site_of(bone(), "left pedicle");
  double widest = 0.0;
  for (double x = back() - 1.0; x > back() - 0.7 * s.canal_depth; x -= 1.0)
    widest = std::max(widest, gap_around(crossings(surface(), {x, 0, pedicle[2]}, 1), 0.0));
  EXPECT_NEAR(widest, s.canal_width, 1.0);
  EXPECT_NEAR(gap_around(crossings(surface(), {0, 0, -4.5}, 0), back() - 3.0), s.canal_depth, 1.2);
  // Across the pedicle, which runs at an angle.
  const double across = gap_around(crossings(surface(), pedicle, 1), pedicle[1]);
  EXPECT_NEAR(across * std::cos(s.pedicle_angle * pi / 180.0), s.pedicle_width, 1.3);
  EXPECT_NEAR(gap_around(crossings(surface(), pedicle, 2), pedicle[2]), s.pedicle_height, 1.3);
  const Box all = bounds(surface(), [](const Vec3&) { return true; });
  EXPECT_NEAR(-all.least[0], s.spinous_length, 1.0);
  EXPECT_NEAR(all.side(1), s.transverse_width, 1.0);
}

TEST_P(ALumbarVertebra, CanalIsOpenAndTheArchClosesIt) {
  const double x = back() - 0.5 * size().canal_depth;
  EXPECT_TRUE(passes(surface(), {x, 0, -45}, {x, 0, 40}, 40));
  EXPECT_TRUE(passes(surface(), {x + 2.0, 7, -45}, {x + 2.0, 7, 40}, 40));
  // Bone in front, behind and beside the canal.
  EXPECT_FALSE(passes(surface(), {x, 0, -6}, {-90, 0, -6}, 80));
  EXPECT_FALSE(passes(surface(), {x, 0, 0}, {30, 0, 0}, 40));
  EXPECT_FALSE(passes(surface(), {x, 0, 5}, {x, 60, 5}, 60));
}

TEST_P(ALumbarVertebra, ShellIsThinOnTheBodyAndThickOnTheArch) {
  const VertebraSize s = size();
  const auto mean = [&](const auto& accept) {
    double sum = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < surface().points.size(); ++i) {
      if (!accept(surface().points[i])) continue;
      sum += surface().cortical_thickness[i];
      ++count;
    }
    EXPECT_GT(count, 10);
    return sum / count;
  };
  ASSERT_EQ(surface().cortical_thickness.size(), surface().points.size());
  const double half = 0.5 * s.body_height;
  EXPECT_NEAR(mean([&](const Vec3& p) { return std::hypot(p[0], p[1]) < 8.0 && std::abs(p[2]) > 0.6 * half; }),
              0.8 * s.endplate_cortex, 0.05);
  EXPECT_NEAR(mean([&](const Vec3& p) { return p[0] > -0.7 * back() && std::abs(p[2]) < 4.0 && std::abs(p[1]) < 4.0; }),
              s.anterior_cortex, 0.05);
  EXPECT_NEAR(
      mean([&](const Vec3& p) { return p[0] > 3.0 && p[0] < 8.0 && std::abs(p[2]) < 4.0 && std::abs(p[1]) > 15.0; }),
      s.lateral_cortex, 0.08);
  EXPECT_NEAR(mean([&](const Vec3& p) { return p[0] < -s.spinous_length + 10.0; }), s.arch_cortex, 0.05);
  // Smooth: neighbours along an edge differ little.
  double steepest = 0.0;
  for (const auto& t : surface().triangles)
    steepest = std::max(steepest, static_cast<double>(std::abs(surface().cortical_thickness[t[0]] -
                                                               surface().cortical_thickness[t[1]])));
  EXPECT_LT(steepest, 0.35);
}

TEST_P(ALumbarVertebra, SitesLieInsideTheBone) {
  EXPECT_EQ(bone().sites.size(), 18U);
  const std::vector<std::string> all = names(bone());
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  expect_sites_well_inside(bone());
  EXPECT_GT(site_of(bone(), "left pedicle")[1], 0.0);
  EXPECT_LT(site_of(bone(), "spinous process")[0], site_of(bone(), "posterior body")[0]);
  EXPECT_LT(site_of(bone(), "right lamina")[1], 0.0);
}

TEST_P(ALumbarVertebra, IsTheSameLeftAndRight) {
  EXPECT_LT(asymmetry(surface()), 0.02);
}

INSTANTIATE_TEST_SUITE_P(Levels, ALumbarVertebra, testing::ValuesIn(vertebra_levels()),
                         [](const auto& level) { return level.param; });

TEST(Vertebra, IsL3WithoutAnythingGiven) {
  const Anatomy plain = make_vertebra();
  EXPECT_EQ(plain.surface.points, vertebra("L3").surface.points);
  EXPECT_EQ(plain.surface.triangles, vertebra("L3").surface.triangles);
}

TEST(Vertebra, LastLumbarIsWedgeShaped) {
  const auto wedge = [](const std::string& level) {
    const VertebraSize s = vertebra_size(level);
    const double x = 0.25 * (s.upper_depth + s.lower_depth) - 3.0;
    const std::vector<double> front = crossings(vertebra(level).surface, {x, 0, 0}, 2);
    const std::vector<double> behind = crossings(vertebra(level).surface, {-x, 0, 0}, 2);
    return (front.back() - front.front()) - (behind.back() - behind.front());
  };
  EXPECT_LT(wedge("L1"), 0.0);
  EXPECT_GT(wedge("L5"), 2.5);
}

/// Every dimension at both ends of its range, the others at their means.
class ADimension : public testing::TestWithParam<std::size_t> {};

TEST_P(ADimension, GivesAClosedBoneAtTheEndsOfItsRange) {
  const auto& info = vertebra_size_table()[GetParam()];
  for (const bool most : {false, true}) {
    VertebraSize s = vertebra_size(most ? "L5" : "L1");
    s.*info.member = most ? info.most : info.least;
    const Anatomy a = make_vertebra(s, 1.0);
    SCOPED_TRACE(std::string(info.name) + " = " + std::to_string(s.*info.member));
    EXPECT_EQ(bad_edges(a.surface), 0);
    EXPECT_EQ(pieces(a.surface).size(), 1U);
    EXPECT_EQ(holes(a.surface), 1);
    EXPECT_GT(volume(a.surface), 30e3);
    expect_sites_well_inside(a, 1.2);
  }
}

INSTANTIATE_TEST_SUITE_P(Vertebra, ADimension, testing::Range<std::size_t>(0, 20),
                         [](const auto& number) { return std::string(vertebra_size_table()[number.param].name); });

TEST(Vertebra, IsClosedWithAllDimensionsAtAnEnd) {
  for (const bool most : {false, true}) {
    VertebraSize s;
    for (const auto& info : vertebra_size_table()) s.*info.member = most ? info.most : info.least;
    const Anatomy a = make_vertebra(s, 1.0);
    EXPECT_EQ(bad_edges(a.surface), 0);
    EXPECT_EQ(pieces(a.surface).size(), 1U);
    EXPECT_EQ(holes(a.surface), 1);
    expect_sites_well_inside(a, 1.2);
  }
}

}  // namespace
}  // namespace howship
