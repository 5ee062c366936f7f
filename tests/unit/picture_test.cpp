#include <cmath>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/series_reader.hpp"
#include "host/io/vtk_messages.hpp"
#include "host/view/bone_painter.hpp"
#include "host/view/snapshot_series.hpp"
#include "host/view/snapshot_voxels.hpp"

#include "tests/unit/output_support.hpp"
#include "tests/unit/picture_support.hpp"

namespace howship {
namespace {

using namespace picture_test;
using output_test::TemporaryFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;

const Grid box{{24, 20, 16}, {1, 1.25, 1.5}, {-11, -14, 100}};
const Vec3 middle{1, -1.5, 112};

// Numbers of neighbours are far apart, so that a mean of two would be a third.
constexpr int classes_by_x[] = {2, 0, 3, 1};

/// A box of bone with the same value everywhere but in the half that `lost` tells.
void write_box(const std::filesystem::path& file, const std::function<bool(const Index3&)>& lost, double loss = -100,
               double rest = 0) {
  write_snapshot(file, box, [](const Index3&) { return 1; },
                 {{"bmd_change", {"%", [=](const Index3& v) { return lost(v) ? loss : rest; }}},
                  {"lesion_class", {"1", [](const Index3& v) { return classes_by_x[v[0] * 4 / box.extent[0]]; }}}});
}

bool anterior_half(const Index3& v) {
  return v[0] >= box.extent[0] / 2;
}

PictureRequest small_request(View view, Plane plane) {
  PictureRequest request;
  request.view = view;
  request.plane = plane;
  request.through = middle;
  request.colour_bar = false;
  request.width = 300;
  request.height = 240;
  return request;
}

struct Side {
  Frame frame;
  std::size_t axis;  // along which the half lies that has lost its mineral
  int sign;          // +1: its upper half
  const char* name;  // of the half, in the patient
};

class PictureSides : public ::testing::TestWithParam<Side> {};

TEST_P(PictureSides, LieAsRadiologistsHangThem) {
  const Side side = GetParam();
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "a.vti";
  write_box(
      file, [&](const Index3& v) { return (side.sign > 0) == (v[side.axis] >= box.extent[side.axis] / 2); }, -100, 100);
  // Where each half must lie, seen from the left, from the front and from below: -1 left or down, 1 right or up.
  struct Place {
    Plane plane;
    int across, upward;
  };
  const std::map<std::string, std::vector<Place>> places = {
      {"anterior", {{Plane::Sagittal, -1, 0}, {Plane::Axial, 0, 1}}},
      {"posterior", {{Plane::Sagittal, 1, 0}, {Plane::Axial, 0, -1}}},
      {"left", {{Plane::Coronal, 1, 0}, {Plane::Axial, 1, 0}}},
      {"right", {{Plane::Coronal, -1, 0}, {Plane::Axial, -1, 0}}},
      {"superior", {{Plane::Sagittal, 0, 1}, {Plane::Coronal, 0, 1}}},
  };
  BonePainter painter;
  for (const Place& place : places.at(side.name)) {
    PictureRequest request = small_request(View::Slice, place.plane);
    request.frame = side.frame;
    const Pixels pixels(painter.draw(file, request));
    const Pixels::Found lost = pixels.find(is_red);
    const Pixels::Found all = pixels.find([](const Colour& c) { return is_red(c) || is_blue(c); });
    ASSERT_GT(lost.count, 1000);
    EXPECT_NEAR(all.count, 2 * lost.count, 0.1 * all.count);
    const double across = (lost.x - all.x) / (all.right - all.left), upward = (all.y - lost.y) / (all.bottom - all.top);
    EXPECT_NEAR(across, 0.25 * place.across, 0.03) << static_cast<int>(place.plane);
    EXPECT_NEAR(upward, 0.25 * place.upward, 0.03) << static_cast<int>(place.plane);
  }
}

INSTANTIATE_TEST_SUITE_P(Frames, PictureSides,
                         ::testing::Values(Side{Frame::Bone, 0, 1, "anterior"}, Side{Frame::Bone, 1, 1, "left"},
                                           Side{Frame::Bone, 2, 1, "superior"}, Side{Frame::Ras, 0, 1, "right"},
                                           Side{Frame::Ras, 1, 1, "anterior"}, Side{Frame::Ras, 2, 1, "superior"},
                                           Side{Frame::Lps, 0, 1, "left"}, Side{Frame::Lps, 1, 1, "posterior"},
                                           Side{Frame::Lps, 0, -1, "right"}));

TEST(Picture, EndsAndZeroHaveTheColoursOfTheScale) {
  const TemporaryFolder folder;
  const ColourScale scale(Palette::Diverging, -50, 50);
  for (const double value : {-80.0, -50.0, 0.0, 25.0, 50.0}) {
    write_box(
        folder / "a.vti", [](const Index3&) { return true; }, value);
    PictureRequest request = small_request(View::Slice, Plane::Coronal);
    request.low = -50;
    request.high = 50;
    const Pixels pixels(BonePainter().draw(folder / "a.vti", request));
    EXPECT_EQ(pixels.at(150, 120), scale(value)) << value;
  }
  EXPECT_TRUE(is_red(scale(-50)));
  EXPECT_TRUE(is_blue(scale(50)));
  EXPECT_LE(vividness(scale(0)), 4);
  EXPECT_LT(scale(0)[0], 235) << "bone in balance must show on white paper";
}

TEST(Picture, HiddenVoxelsDoNotBleedIntoTheBone) {
  const TemporaryFolder folder;
  const auto inside = [](const Index3& v) {
    return std::hypot(v[0] - 11.5, 1.25 * (v[1] - 9.5), 1.5 * (v[2] - 7.5)) < 9 ? 1.0 : 0.0;
  };
  write_snapshot(folder / "a.vti", box, inside,
                 {{"bmd_change", {"%", [&](const Index3& v) { return inside(v) > 0 ? 0.0 : -9999.0; }}}});
  for (const View view : {View::Whole, View::CutAway, View::Slice}) {
    PictureRequest request = small_request(view, Plane::Sagittal);
    const Pixels pixels(draw(folder / "a.vti", request));
    EXPECT_GT(pixels.find([](const Colour& c) { return !is_white(c); }).count, 10000);
    EXPECT_EQ(pixels.find([](const Colour& c) { return vividness(c) > 8; }).count, 0) << static_cast<int>(view);
  }
}

TEST(Picture, CutAwayTakesAwayTheHalfBeforeThePlane) {
  const TemporaryFolder folder;
  // The patient's left half is lost; seen from the left with that half taken away, nothing of it is left.
  write_box(folder / "a.vti", [](const Index3& v) { return v[1] >= box.extent[1] / 2; });
  PictureRequest request = small_request(View::Whole, Plane::Sagittal);
  EXPECT_GT(Pixels(draw(folder / "a.vti", request)).find([](const Colour& c) { return vividness(c) > 60; }).count,
            9000);
  request.view = View::CutAway;
  request.through[1] = middle[1] - 1.3;  // a voxel within the other half
  const Pixels cut(draw(folder / "a.vti", request));
  EXPECT_EQ(cut.find([](const Colour& c) { return vividness(c) > 60; }).count, 0);
  EXPECT_GT(cut.find([](const Colour& c) { return !is_white(c); }).count, 9000);
}

TEST(Picture, CaptionChangesOnlyItsCorner) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  PictureRequest request = small_request(View::CutAway, Plane::Axial);
  request.colour_bar = true;
  BonePainter painter;
  const Pixels without(painter.draw(folder / "a.vti", request));
  request.caption = "Tag 84, µ";
  const Pixels with(painter.draw(folder / "a.vti", request));
  int changed = 0;
  for (int y = 0; y < with.height(); ++y) {
    for (int x = 0; x < with.width(); ++x) {
      if (with.at(x, y) == without.at(x, y)) continue;
      ++changed;
      EXPECT_LT(x, 120);
      EXPECT_LT(y, 20);
    }
  }
  EXPECT_GT(changed, 100);
}

TEST(Picture, DifferenceOfASnapshotFromItselfIsNeutral) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  write_box(folder / "b.vti", anterior_half, -60);
  const PictureRequest request = small_request(View::CutAway, Plane::Coronal);
  const auto is_vivid = [](const Colour& c) { return vividness(c) > 8; };
  EXPECT_EQ(Pixels(draw_difference(folder / "a.vti", folder / "a.vti", request)).find(is_vivid).count, 0);
  // 40 points less than the reference, and 40 more.
  const Pixels less(draw_difference(folder / "a.vti", folder / "b.vti", request));
  const Pixels more(draw_difference(folder / "b.vti", folder / "a.vti", request));
  EXPECT_GT(less.find([](const Colour& c) { return c[0] > c[2] + 40; }).count, 3000);
  EXPECT_GT(more.find([](const Colour& c) { return c[2] > c[0] + 40; }).count, 3000);
}

TEST(Picture, ScaleBarIsARoundLengthOfThePicture) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", [](const Index3&) { return true; });
  for (const auto& [width, expected] : {std::pair{300, 10.0}, {640, 20.0}}) {
    PictureRequest request = small_request(View::Slice, Plane::Sagittal);
    request.width = width;
    const Pixels pixels(draw(folder / "a.vti", request));
    const Pixels::Found bone = pixels.find(is_red);
    // The lowest dark run is the bar.
    const Pixels::Found dark = pixels.find([](const Colour& c) { return c == Colour{30, 30, 30}; });
    int length = 0;
    for (int x = 0; x < width; ++x) length += pixels.at(x, dark.bottom) == Colour{30, 30, 30} ? 1 : 0;
    const double mm = length * 24.0 / (bone.right - bone.left + 1);
    EXPECT_NEAR(mm, expected, 0.02 * expected) << length;
  }
}

TEST(Picture, ArrowsTellOfValuesBeyondTheEnds) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half, -60);
  PictureRequest request = small_request(View::Slice, Plane::Sagittal);
  request.colour_bar = true;
  const auto lowest_red_of_bar = [&](double end) {
    request.low = -end;
    request.high = end;
    const Pixels pixels(draw(folder / "a.vti", request));
    int lowest = 0;
    for (int y = 0; y < pixels.height(); ++y) {
      for (int x = pixels.width() * 3 / 4; x < pixels.width(); ++x) {
        if (is_red(pixels.at(x, y))) lowest = y;
      }
    }
    return lowest;
  };
  const int within = lowest_red_of_bar(60);
  EXPECT_GT(lowest_red_of_bar(50), within + 3);
}

TEST(Picture, LesionClassesKeepTheirColoursUnmixed) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  PictureRequest request = small_request(View::Slice, Plane::Sagittal);
  request.array = "lesion_class";
  const Pixels pixels(draw(folder / "a.vti", request));
  const ColourScale scale(Palette::Classes, 0, 3);
  int of_classes = 0;
  // Three of them are vivid, and the grey one is not at an end.
  const Pixels::Found vivid = pixels.find([](const Colour& c) { return vividness(c) > 60; });
  const double bone_width = vivid.right - vivid.left;
  double left = 1000;
  for (const int number : classes_by_x) {
    const Colour colour = scale(number);
    const Pixels::Found found = pixels.find([&](const Colour& c) { return c == colour; });
    EXPECT_GT(found.count, 2000) << number;
    EXPECT_LT(found.x, left) << "x runs to the left in a sagittal picture";
    EXPECT_NEAR(found.right - found.left, bone_width / 4, 3) << number;
    left = found.x;
    of_classes += found.count;
  }
  EXPECT_GT(of_classes, 0.95 * pixels.find([](const Colour& c) { return vividness(c) > 30; }).count);
}

TEST(Picture, OutlineOfTumourLiesWhereItsFractionIsATwentieth) {
  const TemporaryFolder folder;
  const double radius = 5;
  const VoxelFunction fraction = [&](const Index3& v) {
    const Vec3 at = box.centre(v);
    return 0.05 + 0.02 * (radius - std::hypot(at[0] - middle[0], at[1] - middle[1], at[2] - middle[2]));
  };
  write_snapshot(folder / "a.vti", box, [](const Index3&) { return 1; },
                 {{"bmd_change", {"%", [](const Index3&) { return 0; }}}, {"tumour", {"1", fraction}}});
  PictureRequest request = small_request(View::Slice, Plane::Axial);
  BonePainter painter;
  const auto is_yellow = [](const Colour& c) { return c[0] > 230 && c[1] > 190 && c[2] < 60; };
  const Pixels pixels(painter.draw(folder / "a.vti", request));
  const Colour neutral = ColourScale(Palette::Diverging, -1, 1)(0);
  const Pixels::Found bone = pixels.find([&](const Colour& c) { return c == neutral; });
  const double pixels_per_mm = (bone.right - bone.left + 1) / 25.0;
  const double above_legend = bone.bottom;
  double sum = 0;
  int count = 0;
  for (int y = 0; y < above_legend; ++y) {
    for (int x = 0; x < pixels.width(); ++x) {
      if (!is_yellow(pixels.at(x, y))) continue;
      sum += std::hypot(x - bone.x, y - bone.y);
      ++count;
    }
  }
  ASSERT_GT(count, 50);
  EXPECT_NEAR(sum / count, radius * pixels_per_mm, 0.2 * pixels_per_mm);
  EXPECT_GT(pixels.find(is_yellow).bottom, above_legend) << "the legend says what the line is";

  EXPECT_EQ(Pixels(painter.draw_difference(folder / "a.vti", folder / "a.vti", request)).find(is_yellow).count, 0);
  request.tumour_outline = false;
  EXPECT_EQ(Pixels(painter.draw(folder / "a.vti", request)).find(is_yellow).count, 0);
}

TEST(Picture, BoneThatReachesTheEdgeOfItsVoxelsHasAnOutline) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", [](const Index3&) { return false; });
  PictureRequest request = small_request(View::Slice, Plane::Axial);
  const Pixels pixels(draw(folder / "a.vti", request));
  const Pixels::Found bone = pixels.find([&](const Colour& c) { return c == pixels.at(150, 120); });
  const auto darkest_near = [&](double x, double y, int dx, int dy) {
    int darkest = 255;
    for (int n = -3; n <= 3; ++n)
      darkest = std::min<int>(darkest, pixels.at(static_cast<int>(x) + n * dx, static_cast<int>(y) + n * dy)[0]);
    return darkest;
  };
  EXPECT_LT(darkest_near(bone.left, bone.y, 1, 0), 140);
  EXPECT_LT(darkest_near(bone.right, bone.y, 1, 0), 140);
  EXPECT_LT(darkest_near(bone.x, bone.top, 0, 1), 140);
  EXPECT_LT(darkest_near(bone.x, bone.bottom, 0, 1), 140);
}

TEST(Picture, MineralInGreyStandsOnBlack) {
  const TemporaryFolder folder;
  write_snapshot(folder / "a.vti", box, [](const Index3&) { return 1; },
                 {{"bmd", {"mg/cm3", [](const Index3&) { return 300; }}}});
  PictureRequest request = small_request(View::Slice, Plane::Axial);
  request.array = "bmd";
  request.low = 0;
  request.high = 600;
  request.caption = "Day 84";
  const Pixels grey(draw(folder / "a.vti", request));
  EXPECT_EQ(grey.at(299, 0), (Colour{0, 0, 0}));
  EXPECT_NEAR(grey.at(150, 120)[0], 127, 2);
  const auto is_light = [](const Colour& c) { return c[0] > 220; };
  EXPECT_GT(grey.find(is_light).count, 100) << "its letters";
  request.view = View::CutAway;
  EXPECT_EQ(Pixels(draw(folder / "a.vti", request)).at(299, 0), (Colour{255, 255, 255}));
}

TEST(Picture, LongCaptionsEndAfterTwoLines) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  PictureRequest request = small_request(View::Slice, Plane::Axial);
  const Pixels without(draw(folder / "a.vti", request));
  // Many words; one word without end; what is no UTF-8 and would be a formula.
  for (const std::string& caption :
       {std::string(3000, 'W'), "a b\xc3 $x^2$ |" + std::string(2000, ' ') + "c\n\nd\ne"}) {
    request.caption = caption;
    const Pixels with(draw(folder / "a.vti", request));
    int lowest = 0;
    for (int y = 0; y < with.height(); ++y) {
      for (int x = 0; x < with.width(); ++x) {
        if (with.at(x, y) != without.at(x, y)) lowest = y;
      }
    }
    EXPECT_LT(lowest, 36);
  }
}

TEST(Picture, ThumbnailsShowTheBoneAlone) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", [](const Index3&) { return true; });
  PictureRequest request = small_request(View::Slice, Plane::Coronal);
  request.width = request.height = 64;
  request.caption = "caption";
  request.colour_bar = true;
  const Pixels pixels(draw(folder / "a.vti", request));
  const Pixels::Found bone = pixels.find([](const Colour& c) { return !is_white(c); });
  EXPECT_NEAR(bone.bottom - bone.top, 60 * 24.0 / 25, 2.5);
  EXPECT_NEAR(bone.right - bone.left, 60, 2.5);
  EXPECT_GT(bone.count, 0.95 * (bone.bottom - bone.top) * (bone.right - bone.left));
}

TEST(Picture, SameRequestGivesTheSameBytes) {
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  BonePainter painter;
  PictureRequest request = small_request(View::CutAway, Plane::Sagittal);
  const Picture first = painter.draw(folder / "a.vti", request);
  request.width = 400;
  const Picture wider = painter.draw(folder / "a.vti", request);
  request.width = 300;
  EXPECT_EQ(painter.draw(folder / "a.vti", request).png, first.png);
  EXPECT_EQ(draw(folder / "a.vti", request).png, first.png);
  EXPECT_NE(wider.png, first.png);
  EXPECT_EQ(Pixels(wider).width(), 400);
  EXPECT_EQ(Pixels(wider).height(), 240);
}

/// The message of an error of this kind.
template <class E, class Act>
std::string error_of(const Act& act) {
  try {
    act();
  } catch (const E& error) {
    return error.what();
  }
  return "no such error";
}

TEST(Picture, NamesWhatIsWrong) {
  keep_vtk_quiet();
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  write_snapshot(folder / "other.vti", {{12, 10, 8}, {2, 2.5, 3}, {-11, -14, 100}}, [](const Index3&) { return 1; },
                 {{"bmd_change", {"%", [](const Index3&) { return 0; }}}});
  write_snapshot(folder / "empty.vti", box, [](const Index3&) { return 0; },
                 {{"bmd_change", {"%", [](const Index3&) { return 0; }}}});
  output_test::write_text(folder / "text.vti", "no snapshot");
  const std::string whole = output_test::read_text(folder / "a.vti");
  PictureRequest request = small_request(View::Slice, Plane::Sagittal);
  const auto drawn = [&](const char* name) { return [&, name] { draw(folder / name, request); }; };

  EXPECT_THAT(error_of<FileError>(drawn("none.vti")), HasSubstr("none.vti: is no readable .vti file"));
  EXPECT_THAT(error_of<FileError>(drawn("text.vti")), HasSubstr("text.vti: is no readable .vti file"));
  for (int tenths = 1; tenths < 10; ++tenths) {
    output_test::write_text(folder / "cut.vti", whole.substr(0, whole.size() / 10 * static_cast<std::size_t>(tenths)));
    EXPECT_THAT(error_of<FileError>(drawn("cut.vti")), HasSubstr("cut.vti: is ")) << tenths;
  }
  EXPECT_THAT(error_of<FileError>(drawn("empty.vti")), HasSubstr("empty.vti: holds no bone"));
  EXPECT_THAT(error_of<InputError>([&] { draw_difference(folder / "a.vti", folder / "other.vti", request); }),
              HasSubstr("other.vti differ in their grid, so that no difference can be drawn"));
  write_snapshot(folder / "less.vti", box, [](const Index3& v) { return v[0] > 3 ? 1 : 0; },
                 {{"bmd_change", {"%", [](const Index3&) { return 0; }}}});
  EXPECT_THAT(error_of<InputError>([&] { draw_difference(folder / "a.vti", folder / "less.vti", request); }),
              HasSubstr("less.vti differ in their bone"));
  request.array = "lesion_class";
  EXPECT_THAT(error_of<InputError>([&] { draw_difference(folder / "a.vti", folder / "a.vti", request); }),
              HasSubstr("lesion_class holds classes, which have no difference"));
  request.array = "bmd";
  EXPECT_THAT(error_of<FileError>(drawn("a.vti")), HasSubstr("a.vti: has no cell array 'bmd'"));
  request.array = "bmd_change";
  request.through[1] = 11.5;
  EXPECT_THAT(error_of<InputError>(drawn("a.vti")),
              HasSubstr("a cut at y = 11.5 mm misses the bone, which lies between -14 and 11 mm"));
  request.through = middle;
  request.width = 63;
  EXPECT_THAT(error_of<InputError>(drawn("a.vti")), HasSubstr("63 x 240 pixels is out of range"));
  request.width = 300;
  request.low = request.high;
  EXPECT_THAT(error_of<InputError>(drawn("a.vti")), HasSubstr("a colour scale from 100 to 100 is none"));
}

TEST(Picture, HeadersOfDamagedSnapshotsAreNotBelieved) {
  keep_vtk_quiet();
  const TemporaryFolder folder;
  write_box(folder / "a.vti", anterior_half);
  const std::string whole = output_test::read_text(folder / "a.vti");
  const std::pair<const char*, const char*> changes[] = {
      {"WholeExtent=\"0 24 0 20 0 16\"", "WholeExtent=\"5 3 0 1 0 1\""},
      {"WholeExtent=\"0 24 0 20 0 16\"", "WholeExtent=\"0 24 0 20 0 0\""},
      {"WholeExtent=\"0 24 0 20 0 16\"", "WholeExtent=\"0 2000 0 2000 0 2000\""},
      {"WholeExtent=\"0 24 0 20 0 16\"", "WholeExtent=\"-2147483648 2147483647 0 20 0 16\""},
      {"Spacing=\"1 1.25 1.5\"", "Spacing=\"0 1.25 1.5\""},
      {"Spacing=\"1 1.25 1.5\"", "Spacing=\"1 -1 1.5\""},
  };
  for (const auto& [from, to] : changes) {
    const std::size_t at = whole.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    output_test::write_text(folder / "bad.vti", std::string(whole).replace(at, std::string(from).size(), to));
    EXPECT_THAT(error_of<FileError>([&] { draw(folder / "bad.vti", small_request(View::Slice, Plane::Axial)); }),
                HasSubstr("bad.vti: is damaged; write it again"))
        << to;
  }
  write_snapshot(folder / "nan.vti", box, [](const Index3& v) { return v[0] > 3 ? 1 : std::nan(""); },
                 {{"bmd_change", {"%", [](const Index3&) { return 0; }}}});
  EXPECT_THAT(error_of<FileError>([&] { draw(folder / "nan.vti", small_request(View::Slice, Plane::Axial)); }),
              HasSubstr("nan.vti: is damaged"));
}

TEST(Picture, PathsThatTheSystemRefusesAreFilesThatCannotBeRead) {
  const TemporaryFolder folder;
  std::filesystem::create_symlink("loop", folder / "loop");
  for (const std::filesystem::path& file : {folder / "loop/a.vti", folder / (std::string(300, 'a') + ".vti")})
    EXPECT_THAT(error_of<FileError>([&] { draw(file, small_request(View::Slice, Plane::Axial)); }),
                HasSubstr("is no readable .vti file"));
  EXPECT_THAT(error_of<FileError>([&] { read_series(folder / "loop/fields.pvd"); }),
              HasSubstr("is no readable .pvd file"));
}

TEST(Picture, SnapshotsThatCrashTheReaderAreDamaged) {
  const TemporaryFolder folder;
  // VTK reads point data that is not there.
  std::filesystem::copy_file(HOWSHIP_SOURCE_DIR "/tests/fuzz/corpus/snapshot/no_point_data.vti",
                             folder / "no_points.vti");
  EXPECT_THAT(error_of<FileError>([&] { read_snapshot(folder / "no_points.vti", {"bmd_change"}); }),
              HasSubstr("no_points.vti: is damaged"));
  // Its parser calls itself for each level.
  std::string nested = "<VTKFile type=\"Collection\"><Collection>";
  constexpr int levels = 200000;
  for (int n = 0; n < levels; ++n) nested += "<a>";
  for (int n = 0; n < levels; ++n) nested += "</a>";
  output_test::write_text(folder / "nested.pvd", nested + "</Collection></VTKFile>");
  EXPECT_THAT(error_of<FileError>([&] { read_series_apart(folder / "nested.pvd"); }),
              HasSubstr("nested.pvd: is no readable .pvd file"));
  output_test::write_text(
      folder / "out.pvd",
      "<VTKFile type=\"Collection\"><Collection><DataSet timestep=\"0\" file=\"fields/../../a.vti\"/>"
      "</Collection></VTKFile>");
  EXPECT_THAT(error_of<FileError>([&] { read_series_apart(folder / "out.pvd"); }),
              AllOf(HasSubstr("entry 1 names 'fields/../../a.vti'"), HasSubstr("not in its folder")));
}

TEST(PictureDeathTest, MachineWithoutOpenGlSaysWhatToInstall) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  const auto draw_without_drivers = [] {
    setenv("__EGL_VENDOR_LIBRARY_FILENAMES", "/nowhere.json", 1);
    const TemporaryFolder folder;
    write_box(folder / "a.vti", anterior_half);
    const std::string text =
        error_of<DeviceError>([&] { draw(folder / "a.vti", small_request(View::Whole, Plane::Axial)); });
    fprintf(stderr, "%s\n", text.c_str());
    std::_Exit(4);
  };
  EXPECT_EXIT(draw_without_drivers(), ::testing::ExitedWithCode(4), "^pictures need OpenGL.*libegl-mesa0");
}

}  // namespace
}  // namespace howship
