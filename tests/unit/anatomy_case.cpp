// Dimensions of the built-in bones in a case file and on the command line.

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/anatomy_block.hpp"
#include "host/case/anatomy_sizes.hpp"
#include "host/case/case_file.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Case read(const std::string& geometry) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("howship-anatomy-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(file) << geometry << "\n[time]\nend = \"1 year\"\n";
  try {
    Case c = read_case(file, {});
    std::filesystem::remove(file);
    return c;
  } catch (...) {
    std::filesystem::remove(file);
    throw;
  }
}

template <class F>
std::string refusal_of(const F& f) {
  try {
    f();
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "was taken";
  return "";
}

const std::string vertebra = "[geometry]\nshape = \"vertebra\"\n";
const std::string pelvis = "[geometry]\nshape = \"pelvis\"\n";

template <class Size>
void expect_same(const std::vector<SizeInfo<Size>>& table, const Size& a, const Size& b) {
  for (const auto& info : table) EXPECT_EQ(a.*info.member, b.*info.member) << info.name;
}

TEST(AnatomySizes, DefaultsAreThoseOfL3) {
  expect_same(vertebra_size_table(), VertebraSize{}, vertebra_size("L3"));
  EXPECT_EQ(GeometryCase{}.level, "L3");
}

TEST(AnatomySizes, LieWithinTheirRangesAtEveryLevel) {
  for (const std::string& level : vertebra_levels()) {
    const VertebraSize size = vertebra_size(level);
    for (const auto& info : vertebra_size_table()) {
      EXPECT_LT(info.least, size.*info.member) << level << ' ' << info.name;
      EXPECT_GT(info.most, size.*info.member) << level << ' ' << info.name;
    }
  }
  for (const auto& info : pelvis_size_table()) {
    EXPECT_LT(info.least, PelvisSize{}.*info.member) << info.name;
    EXPECT_GT(info.most, PelvisSize{}.*info.member) << info.name;
  }
}

// Every member once: a dimension that no table knows could not be given.
TEST(AnatomySizes, TablesCoverTheStructures) {
  EXPECT_EQ(vertebra_size_table().size() * sizeof(double), sizeof(VertebraSize));
  EXPECT_EQ(pelvis_size_table().size() * sizeof(double), sizeof(PelvisSize));
}

TEST(AnatomySizes, AnUnknownLevelIsRefused) {
  EXPECT_THAT(refusal_of([] { vertebra_size("L6"); }), AllOf(HasSubstr("L6"), HasSubstr("L1, L2, L3, L4, L5")));
}

TEST(AnatomyBlock, LevelComesFirstAndDimensionsChangeIt) {
  const Case c = read(vertebra + "[geometry.vertebra]\nbody_height = \"2.7 cm\"\nlevel = \"L5\"\nwaist = 0.1\n");
  VertebraSize expected = vertebra_size("L5");
  expected.body_height = 27.0;
  expected.waist = 0.1;
  EXPECT_EQ(c.geometry.level, "L5");
  expect_same(vertebra_size_table(), c.geometry.vertebra, expected);
}

TEST(AnatomyBlock, IsWrittenOutWholeAndReadBack) {
  for (const std::string& given : {vertebra + "[geometry.vertebra]\nlevel = \"L2\"\npedicle_angle = \"13.7 degree\"\n",
                                   pelvis + "[geometry.pelvis]\nheight = \"201.3 mm\"\n"}) {
    const Case c = read(given);
    const std::string written = write_case(c);
    EXPECT_THAT(written, HasSubstr(c.geometry.shape == "pelvis" ? "sacral_slope = \"40 degree\"" : "level = \"L2\""));
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("howship-written-" + std::to_string(::getpid()) + ".toml");
    std::ofstream(file) << written;
    const Case again = read_case(file, {});
    std::filesystem::remove(file);
    EXPECT_EQ(again.geometry.level, c.geometry.level);
    expect_same(vertebra_size_table(), again.geometry.vertebra, c.geometry.vertebra);
    expect_same(pelvis_size_table(), again.geometry.pelvis, c.geometry.pelvis);
    EXPECT_EQ(write_case(again), written);
  }
}

TEST(AnatomyBlock, WrongEntriesAreRefused) {
  const auto refusal = [](const std::string& text) { return refusal_of([&] { read(text); }); };
  EXPECT_THAT(refusal(vertebra + "[geometry.vertebra]\nbody_hight = \"27 mm\"\n"),
              AllOf(HasSubstr("geometry.vertebra.body_hight"), HasSubstr("did you mean 'body_height'?")));
  EXPECT_THAT(refusal(vertebra + "[geometry.vertebra]\nbody_height = 27\n"), HasSubstr("a unit is required"));
  EXPECT_THAT(refusal(vertebra + "[geometry.vertebra]\nbody_height = \"80 mm\"\n"),
              AllOf(HasSubstr("out of range"), HasSubstr("36 mm")));
  EXPECT_THAT(refusal(vertebra + "[geometry.vertebra]\nlevel = \"T12\"\n"), HasSubstr("geometry.vertebra.level"));
  EXPECT_THAT(refusal(vertebra + "[geometry.pelvis]\nheight = \"200 mm\"\n"), HasSubstr("geometry.pelvis"));
  EXPECT_THAT(refusal("[geometry]\nshape = \"box\"\n[geometry.vertebra]\nlevel = \"L1\"\n"),
              HasSubstr("geometry.vertebra"));
}

TEST(AnatomyEntries, AreThoseOfTheCaseFile) {
  const GeometryCase g = anatomy_of_entries("vertebra", {"level=L4", "body_height=29 mm", "waist = 0.2"});
  VertebraSize expected = vertebra_size("L4");
  expected.body_height = 29.0;
  expected.waist = 0.2;
  expect_same(vertebra_size_table(), g.vertebra, expected);
  EXPECT_EQ(anatomy_of_entries("pelvis", {"height=\"200 mm\""}).pelvis.height, 200.0);
  EXPECT_THAT(refusal_of([] { anatomy_of_entries("pelvis", {"hight=200 mm"}); }), HasSubstr("did you mean 'height'?"));
  EXPECT_THAT(refusal_of([] { anatomy_of_entries("pelvis", {"height"}); }), HasSubstr("write key=value"));
}

}  // namespace
}  // namespace howship
