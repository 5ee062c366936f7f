// What pictures of a report show, and in which colours.

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/colour_legend.hpp"
#include "host/report/gallery.hpp"
#include "host/report/picture_plan.hpp"

#include "tests/unit/report_support.hpp"

namespace howship {
namespace {

using namespace report_test;
using testing::ElementsAre;
using testing::HasSubstr;

using ReportPlan = ReportRunFolder;

TEST_F(ReportPlan, TellsAxesByWhatTheBoneCameFrom) {
  const auto frame = [&](const std::string& geometry) {
    write("case.toml", "[geometry]\n" + geometry + "\n[time]\nend = \"20 day\"\n");
    return frame_of(read());
  };
  EXPECT_EQ(frame("file = \"CT.NII.GZ\""), Frame::Ras);
  EXPECT_EQ(frame("file = \"series.2024\""), Frame::Ras);
  EXPECT_EQ(frame("file = \"ct.vtk\"\nthreshold = 200"), Frame::Ras);
  EXPECT_EQ(frame("file = \"bone.vtk\"\nframe = \"LPS\""), Frame::Lps);
  EXPECT_EQ(frame("file = \"bone.STL\""), Frame::Unnamed);
  EXPECT_EQ(frame("shape = \"box\""), Frame::Unnamed);
}

TEST(ReportPictures, ShowFirstBeforeTreatmentLastAndEvenSteps) {
  std::vector<double> times;
  for (int i = 0; i <= 26; ++i) times.push_back(28.0 * i);
  times.push_back(730.5);
  const double treatment = 84.0;
  EXPECT_THAT(chosen_snapshots(times, &treatment, 5), ElementsAre(0, 3, 9, 15, 27));
  EXPECT_THAT(chosen_snapshots(times, nullptr, 3), ElementsAre(0, 13, 27));
  EXPECT_THAT(chosen_snapshots({0.0, 1.0}, nullptr, 5), ElementsAre(0, 1));
  EXPECT_THAT(chosen_snapshots({0.0}, &treatment, 5), ElementsAre(0));
  EXPECT_TRUE(chosen_snapshots({}, nullptr, 5).empty());
}

TEST(ReportPictures, TakeTheScaleThatNearlyAllValuesKeepTo) {
  std::vector<float> values(100000, 23.0F);
  for (std::size_t i = 0; i < 50; ++i) values[i] = 300.0F;
  EXPECT_DOUBLE_EQ(symmetric_limit(values), 30.0);
  std::vector<float> none;
  EXPECT_DOUBLE_EQ(symmetric_limit(none), 30.0);
  std::vector<float> large(10, 400.0F);
  EXPECT_DOUBLE_EQ(symmetric_limit(large), 100.0);
  large.push_back(std::nanf(""));
  EXPECT_DOUBLE_EQ(symmetric_limit(large), 100.0);
  // Differences have a scale of their own: 1, 2 or 5, but not of noise.
  EXPECT_DOUBLE_EQ(difference_limit(values, 1200.0), 50.0);
  EXPECT_DOUBLE_EQ(difference_limit(none, 1200.0), 20.0);
  EXPECT_DOUBLE_EQ(difference_limit(none, 1.0), 0.01);
}

TEST(ReportPictures, KeepFirstAndLastInTheAnimation) {
  EXPECT_THAT(animation_frames(3), ElementsAre(0, 1, 2));
  EXPECT_THAT(animation_frames(1), ElementsAre(0));
  EXPECT_EQ(animation_frames(120).back(), 119U);
  const std::vector<std::size_t> frames = animation_frames(121);
  EXPECT_EQ(frames.size(), 120U);
  EXPECT_EQ(frames.front(), 0U);
  EXPECT_EQ(frames.back(), 120U);
  EXPECT_TRUE(std::is_sorted(frames.begin(), frames.end()));
}

TEST(ReportPictures, HaveTheColoursOfTheirLegend) {
  PicturePlan plan;
  plan.array = "bmd";
  plan.high = 600.0;
  // Dark blue to yellow on surfaces, black to white as in a radiograph, red to blue for differences.
  EXPECT_THAT(colour_legend(plan, View::CutAway, false, "a"),
              HasSubstr("<stop offset=\"0.0000\" stop-color=\"#1f3f77\"/>"));
  EXPECT_THAT(colour_legend(plan, View::Slice, false, "a"),
              HasSubstr("<stop offset=\"0.0000\" stop-color=\"#000000\"/>"));
  plan.low = -600.0;
  EXPECT_THAT(colour_legend(plan, View::Slice, true, "a"),
              HasSubstr("<stop offset=\"0.0000\" stop-color=\"#a8071a\"/>"));
}

}  // namespace
}  // namespace howship
