#include "host/geometry/surface_repair.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/surface_check.hpp"

#include "tests/unit/surface_support.hpp"

namespace howship {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const double ball_volume = enclosed_volume(ball_surface({0, 0, 0}, 10.0, 4));

void expect_solid(const Surface& surface, double volume) {
  const SurfaceCheck check = check_surface(surface);
  EXPECT_TRUE(check.closed()) << check.open_edges;
  EXPECT_EQ(check.wound_apart, 0U);
  EXPECT_NEAR(check.volume, volume, 2e-3 * volume);
}

std::string refusal(Surface surface) {
  try {
    repair_surface(surface, "a.stl");
  } catch (const InputError& error) {
    return error.what();
  }
  return "taken";
}

TEST(SurfaceRepair, LeavesASolidAlone) {
  Surface ball = ball_surface({0, 0, 0}, 10.0, 3);
  const Surface before = ball;
  EXPECT_THAT(repair_surface(ball, "a.stl"), IsEmpty());
  EXPECT_EQ(ball.points, before.points);
  EXPECT_EQ(ball.triangles, before.triangles);
}

TEST(SurfaceRepair, MergesCornersThatSinglePrecisionLeftApart) {
  const Surface ball = ball_surface({200, 0, 0}, 10.0, 4);
  Surface soup;
  for (const auto& t : ball.triangles) {
    const auto first = static_cast<std::int32_t>(soup.points.size());
    for (const std::int32_t corner : t) {
      Vec3 p = ball.points[corner];
      p[0] += 2e-5 * static_cast<double>(soup.points.size() % 3);
      soup.points.push_back(p);
    }
    soup.triangles.push_back({first, first + 1, first + 2});
  }
  EXPECT_THAT(repair_surface(soup, "a.stl"), ElementsAre(AllOf(HasSubstr("'a.stl'"), HasSubstr("merged 5118 points"))));
  expect_solid(soup, ball_volume);
}

TEST(SurfaceRepair, DropsDuplicateAndStrayTriangles) {
  Surface ball = ball_surface({0, 0, 0}, 10.0, 4);
  ball.triangles.push_back(ball.triangles[7]);
  ball.triangles.push_back({ball.triangles[9][1], ball.triangles[9][0], ball.triangles[9][2]});
  // A fin that stands on one side of a triangle.
  ball.points.push_back({0, 0, 12});
  ball.triangles.push_back(
      {ball.triangles[20][0], ball.triangles[20][1], static_cast<std::int32_t>(ball.points.size()) - 1});
  EXPECT_THAT(repair_surface(ball, "a.stl"),
              ElementsAre(AllOf(HasSubstr("dropped 2 triangles"), HasSubstr("near (")),
                          AllOf(HasSubstr("took away 1 triangle"), HasSubstr("near ("))));
  expect_solid(ball, ball_volume);
  EXPECT_EQ(ball.triangles.size(), 8U * 256U);
}

TEST(SurfaceRepair, DropsDuplicatesSideBySide) {
  Surface ball = ball_surface({0, 0, 0}, 10.0, 4);
  for (std::size_t t = 0; t < 300; ++t) ball.triangles.push_back(ball.triangles[t]);
  EXPECT_THAT(repair_surface(ball, "a.stl"), ElementsAre(HasSubstr("dropped 300 triangles")));
  expect_solid(ball, ball_volume);
}

/// Without the triangles around some of its points.
Surface without_points(Surface surface, const std::vector<std::int32_t>& points) {
  const auto gone = [&](const std::array<std::int32_t, 3>& t) {
    return std::any_of(t.begin(), t.end(), [&](std::int32_t corner) {
      return std::find(points.begin(), points.end(), corner) != points.end();
    });
  };
  surface.triangles.erase(std::remove_if(surface.triangles.begin(), surface.triangles.end(), gone),
                          surface.triangles.end());
  return surface;
}

TEST(SurfaceRepair, ClosesSmallHoles) {
  // Points 0 and 4 of the octahedron have four triangles each, later ones six.
  Surface ball = without_points(ball_surface({0, 0, 0}, 10.0, 4), {0, 4, 300});
  EXPECT_THAT(repair_surface(ball, "a.stl"),
              ElementsAre(AllOf(HasSubstr("closed 3 holes"), HasSubstr("has 6 edges"), HasSubstr("mm across"))));
  expect_solid(ball, ball_volume);
}

TEST(SurfaceRepair, RefusesALargeHoleWithItsPlace) {
  const Surface ball = ball_surface({0, 0, 0}, 10.0, 5);
  const auto cut_off_beyond = [&](double x, double y) {
    Surface cut = ball;
    const auto beyond = [&](const std::array<std::int32_t, 3>& t) {
      return ball.points[t[0]][0] > x || ball.points[t[0]][1] > y;
    };
    cut.triangles.erase(std::remove_if(cut.triangles.begin(), cut.triangles.end(), beyond), cut.triangles.end());
    return refusal(cut);
  };
  // A cap beyond x takes away a disc of (1 - x^2 / 100) / 4 of the ball's surface.
  const std::string message = cut_off_beyond(9.4, 20.0);
  EXPECT_THAT(message, AllOf(HasSubstr("'a.stl' is open"), HasSubstr("around 1 hole;"), HasSubstr("near (9."),
                             HasSubstr("% of the surface (up to 2 %")));
  EXPECT_EQ(message.find('\n'), std::string::npos);
  EXPECT_EQ(cut_off_beyond(9.7, 20.0), "taken");
  EXPECT_EQ(cut_off_beyond(9.7, 9.7), "taken");
}

TEST(SurfaceRepair, TurnsSingleTrianglesAndWholePieces) {
  Surface ball = ball_surface({0, 0, 0}, 10.0, 4);
  for (const std::size_t t : {3, 77, 500}) std::swap(ball.triangles[t][0], ball.triangles[t][1]);
  EXPECT_THAT(repair_surface(ball, "a.stl"), ElementsAre(AllOf(HasSubstr("turned 3 of them"), HasSubstr("near ("))));
  expect_solid(ball, ball_volume);

  Surface two = together(ball_surface({0, 0, 0}, 10.0, 4), turned_inside_out(ball_surface({50, 0, 0}, 10.0, 4)));
  EXPECT_THAT(repair_surface(two, "a.stl"),
              ElementsAre(AllOf(HasSubstr("1 piece was inside out"), HasSubstr("near (60"))));
  expect_solid(two, 2.0 * ball_volume);
}

TEST(SurfaceRepair, TakesPiecesInsideOthersAsCavities) {
  const Surface outer = ball_surface({0, 0, 0}, 10.0, 4);
  const Surface middle = ball_surface({1, 0, 0}, 5.0, 4);
  const Surface inner = ball_surface({1, 1, 0}, 2.0, 4);
  const double expected = ball_volume * (1.0 - 0.125 + 0.008);
  for (const Surface& second : {middle, turned_inside_out(middle)})
    for (const Surface& third : {inner, turned_inside_out(inner)}) {
      Surface nested = together(together(outer, second), third);
      EXPECT_THAT(repair_surface(nested, "a.stl"),
                  testing::Contains(AllOf(
                      HasSubstr("1 piece lies wholly inside another and is taken as a cavity, of 0.521 cm3 near"))));
      expect_solid(nested, expected);
    }
}

TEST(SurfaceRepair, LeavesOverlapsToTheUnion) {
  Surface two = together(ball_surface({0, 0, 0}, 10.0, 4), ball_surface({12, 0, 0}, 5.0, 4));
  const Surface before = two;
  EXPECT_THAT(repair_surface(two, "a.stl"), IsEmpty());
  EXPECT_EQ(two.triangles, before.triangles);
}

/// Boundary of unit cubes, which share the points they have in common.
Surface cubes(const std::vector<Index3>& at) {
  Surface s;
  std::map<Index3, std::int32_t> number;
  const auto point = [&](const Index3& p) {
    const auto [found, fresh] = number.emplace(p, static_cast<std::int32_t>(s.points.size()));
    if (fresh) s.points.push_back({1.0 * p[0], 1.0 * p[1], 1.0 * p[2]});
    return found->second;
  };
  for (const Index3& c : at) {
    const Surface box = box_surface({0, 0, 0}, {1, 1, 1});
    for (const auto& t : box.triangles) {
      std::array<std::int32_t, 3> corners{};
      for (int i = 0; i < 3; ++i) {
        const Vec3& p = box.points[t[i]];
        corners[i] =
            point({c[0] + static_cast<int>(p[0]), c[1] + static_cast<int>(p[1]), c[2] + static_cast<int>(p[2])});
      }
      s.triangles.push_back(corners);
    }
  }
  return s;
}

TEST(SurfaceRepair, DecidesAtEdgesOfFourTrianglesByWhatIsInside) {
  Surface touching = cubes({{0, 0, 0}, {1, 1, 0}});
  for (std::size_t t = 12; t < 24; ++t) std::swap(touching.triangles[t][0], touching.triangles[t][1]);
  EXPECT_THAT(repair_surface(touching, "a.stl"), ElementsAre(HasSubstr("1 piece was inside out")));
  expect_solid(touching, 2.0);

  // Four triangles meet at each edge of the first cube's upper face, so that nothing but what is inside says how it
  // runs.
  Surface crown = cubes({{0, 0, 0}, {1, 0, 1}, {-1, 0, 1}, {0, 1, 1}, {0, -1, 1}});
  std::swap(crown.triangles[2][0], crown.triangles[2][1]);
  std::swap(crown.triangles[3][0], crown.triangles[3][1]);
  EXPECT_GT(check_surface(crown).wound_apart, 0U);
  EXPECT_THAT(repair_surface(crown, "a.stl"),
              ElementsAre(AllOf(HasSubstr("edges of more than two triangles"), HasSubstr("turned 1 part"))));
  expect_solid(crown, 5.0);
}

TEST(SurfaceRepair, RefusesTrianglesThatDoNotHangTogether) {
  Surface scattered;
  for (int i = 0; i < 5; ++i) {
    scattered.points.insert(scattered.points.end(), {{10.0 * i, 0, 0}, {10.0 * i, 5, 0}, {10.0 * i, 0, 5}});
    scattered.triangles.push_back({3 * i, 3 * i + 1, 3 * i + 2});
  }
  EXPECT_THAT(refusal(scattered), AllOf(HasSubstr("is open: 5 of its 5 triangles"), HasSubstr("near (")));
}

TEST(SurfaceRepair, RefusesWhatHasNoInside) {
  // A projective plane of six points: closed, but with one side only.
  Surface plane;
  for (int i = 0; i < 6; ++i) plane.points.push_back({std::cos(1.1 * i), std::sin(2.3 * i), 0.5 * i});
  plane.triangles = {{0, 1, 2}, {0, 2, 3}, {0, 3, 4}, {0, 4, 5}, {0, 5, 1},
                     {1, 2, 4}, {2, 3, 5}, {3, 4, 1}, {4, 5, 2}, {5, 1, 3}};
  ASSERT_TRUE(check_surface(plane).closed());
  EXPECT_THAT(refusal(plane), AllOf(HasSubstr("'a.stl' cannot be wound alike"), HasSubstr("remesh")));
}

}  // namespace
}  // namespace howship
