#include "host/view/sight.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "howship/vector_math.hpp"

namespace howship {
namespace {

constexpr Plane planes[] = {Plane::Sagittal, Plane::Coronal, Plane::Axial};
constexpr Frame frames[] = {Frame::Bone, Frame::Ras, Frame::Lps, Frame::Unnamed};

/// Letters at the right, at the top, and towards the eye.
std::string letters(Plane plane, Frame frame) {
  const Sight sight = straight_sight(plane, frame);
  return nearest_letter(frame, sight.right) + nearest_letter(frame, sight.up) +
         nearest_letter(frame, sight.towards_eye);
}

TEST(Sight, LettersStandWhereRadiologistsExpectThemInAnyFrame) {
  for (const Frame frame : {Frame::Bone, Frame::Ras, Frame::Lps}) {
    EXPECT_EQ(letters(Plane::Sagittal, frame), "PSL");
    EXPECT_EQ(letters(Plane::Coronal, frame), "LSA");
    EXPECT_EQ(letters(Plane::Axial, frame), "LAI");
  }
  EXPECT_EQ(letters(Plane::Sagittal, Frame::Unnamed), "−x+z+y");
}

TEST(Sight, LettersOfTheAxesAreThoseOfTheFrame) {
  const auto axes = [](Frame frame) {
    return direction_letter(frame, 0, 1) + direction_letter(frame, 1, 1) + direction_letter(frame, 2, 1) +
           direction_letter(frame, 0, -1) + direction_letter(frame, 1, -1) + direction_letter(frame, 2, -1);
  };
  EXPECT_EQ(axes(Frame::Bone), "ALSPRI");
  EXPECT_EQ(axes(Frame::Ras), "RASLPI");
  EXPECT_EQ(axes(Frame::Lps), "LPSRAI");
}

TEST(Sight, ShowsThePatientAndNotAMirrorImage) {
  for (const Frame frame : frames) {
    for (const Plane plane : planes) {
      for (const Sight& sight : {straight_sight(plane, frame), raised_sight(plane, frame)}) {
        const Vec3 eye = cross(sight.right, sight.up);
        for (std::size_t a = 0; a < 3; ++a) EXPECT_NEAR(eye[a], sight.towards_eye[a], 1e-12);
        EXPECT_NEAR(dot(sight.right, sight.up), 0, 1e-12);
        EXPECT_NEAR(dot(sight.up, sight.up), 1, 1e-12);
      }
    }
  }
}

TEST(Sight, RaisedSightStillFacesThePlane) {
  for (const Frame frame : frames) {
    for (const Plane plane : planes) {
      const Sight straight = straight_sight(plane, frame), raised = raised_sight(plane, frame);
      EXPECT_GT(dot(straight.towards_eye, raised.towards_eye), 0.85);
      EXPECT_GT(dot(straight.up, raised.towards_eye), 0.2) << "from above";
      EXPECT_DOUBLE_EQ(std::abs(straight.towards_eye[static_cast<std::size_t>(axis_across(plane, frame))]), 1);
    }
  }
}

}  // namespace
}  // namespace howship
