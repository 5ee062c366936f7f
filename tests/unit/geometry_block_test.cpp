#include "host/case/geometry_block.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/label_case.hpp"

namespace howship {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

MATCHER_P2(Is, number, name, "") {
  return arg.number == number && arg.name == name;
}

class GeometryBlock : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("howship_geometry_block_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Case read(const std::string& blocks) const {
    const auto file = folder_ / "case.toml";
    std::ofstream(file) << blocks << "\n[time]\nend = \"1 year\"\n";
    return read_case(file, {});
  }
  std::string message(const std::string& blocks) const {
    try {
      read(blocks);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }
  std::filesystem::path folder_;
};

const std::string scan = R"([geometry]
file = "ct.nii.gz"
labels = "../maps/seg.nii.gz"
label = ["vertebrae_L3", 27, "left rib"]
spacing = "1 mm"
[geometry.density]
source = "ct"
calibration = { slope = "0.79 mg/cm3", intercept = "-12 mg/cm3", phantom = "k2hpo4" }
[[lesion]]
phenotype = "mixed"
outline = "met.stl"
length_unit = "cm"
frame = "LPS"
tumour_fraction = 0.2
[[lesion]]
outline = "/data/mets.nrrd"
label = 3
)";

TEST_F(GeometryBlock, AScanWithItsLabelsIsWhatTheFileSays) {
  const Case c = read(scan);
  EXPECT_THAT(c.geometry.shape, IsEmpty());
  EXPECT_EQ(c.geometry.file, folder_ / "ct.nii.gz");
  EXPECT_EQ(c.geometry.labels, folder_.parent_path() / "maps/seg.nii.gz");
  EXPECT_THAT(c.geometry.label, ElementsAre(Is(29, "vertebrae_L3"), Is(27, ""), Is(0, "left rib")));
  EXPECT_FALSE(c.geometry.threshold);
  EXPECT_EQ(c.density.source, DensitySource::Ct);
  EXPECT_THAT(c.density.image.string(), IsEmpty());
  ASSERT_TRUE(c.density.calibration);
  EXPECT_EQ(c.density.calibration->slope, 0.79);
  EXPECT_EQ(c.density.calibration->intercept, -12.0);
  EXPECT_EQ(c.density.calibration->phantom, "k2hpo4");
  ASSERT_EQ(c.lesions.size(), 2u);
  EXPECT_EQ(c.lesions[0].outline, folder_ / "met.stl");
  EXPECT_EQ(c.lesions[0].length_unit_mm, 10.0);
  EXPECT_EQ(c.lesions[0].frame, "LPS");
  EXPECT_EQ(c.lesions[0].tumour_fraction, 0.2);
  EXPECT_THAT(c.lesions[0].label, IsEmpty());
  EXPECT_EQ(c.lesions[1].outline, "/data/mets.nrrd");
  EXPECT_THAT(c.lesions[1].label, ElementsAre(Is(3, "")));
}

TEST_F(GeometryBlock, AMeshWithItsCellsIsWhatTheFileSays) {
  const Case c = read(R"([geometry]
file = "model.vtu"
label_array = "material"
label = [1, 2]
length_unit = "m"
frame = "RAS"
[geometry.density]
source = "cells"
array = "rho"
)");
  EXPECT_EQ(c.geometry.label_array, "material");
  EXPECT_THAT(c.geometry.label, ElementsAre(Is(1, ""), Is(2, "")));
  EXPECT_EQ(c.geometry.length_unit_mm, 1000.0);
  EXPECT_EQ(c.geometry.frame, "RAS");
  EXPECT_EQ(c.density.source, DensitySource::Cells);
  EXPECT_EQ(c.density.array, "rho");
  EXPECT_FALSE(c.density.calibration);
}

TEST_F(GeometryBlock, TheResolvedCaseReadsLikeTheOneGiven) {
  for (const std::string& blocks :
       {scan,
        std::string("[geometry]\nfile = \"m.vtu\"\nlabel_array = \"m\"\nlabel = 4\nlength_unit = \"m\"\n"
                    "frame = \"LPS\"\n[geometry.density]\nsource = \"cells\"\narray = \"rho\"\n"),
        std::string("[geometry]\nfile = \"i.mha\"\nthreshold = 150\n"),
        std::string("[geometry]\nfile = \"s.stl\"\n[geometry.density]\nsource = \"ct\"\nimage = \"ct.nii\"\n"),
        std::string("[geometry]\nshape = \"vertebra\"\n[geometry.density]\ncortical_thickness = \"0.7 mm\"\n")}) {
    const std::string resolved = write_case(read(blocks));
    const auto again = folder_ / "resolved.toml";
    std::ofstream(again) << resolved;
    EXPECT_EQ(write_case(read_case(again, {})), resolved) << blocks;
  }
}

TEST(LabelCase, IsANumberOrAName) {
  EXPECT_THAT(parse_label("29"), Is(29, ""));
  EXPECT_THAT(parse_label("vertebrae_L3"), Is(29, "vertebrae_L3"));
  EXPECT_THAT(parse_label("L3 body"), Is(0, "L3 body"));
  for (const char* wrong : {"", "0", "-1", "1.5", "99999999", "99999999999999999999"})
    EXPECT_THROW(parse_label(wrong), InputError) << wrong;
}

TEST_F(GeometryBlock, ThicknessOfTheCortexIsLeftToTheSurfaceUnlessGiven) {
  EXPECT_FALSE(read("[geometry]\nshape = \"vertebra\"\n").density.cortical_thickness);
  const Case given = read("[geometry]\nshape = \"vertebra\"\n[geometry.density]\ncortical_thickness = \"0.5 mm\"\n");
  EXPECT_EQ(given.density.cortical_thickness, 0.5);
}

TEST_F(GeometryBlock, EveryMistakeIsNamedWithItsPlace) {
  const std::string ct = "[geometry]\nfile = \"ct.nii\"\n";
  const std::string density = "[geometry.density]\nsource = ";
  const std::string lesion = "[geometry]\nshape = \"sphere\"\n[[lesion]]\n";
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {"[geometry]\nfile = \"\"\n", "case.toml:2: geometry.file = '': the name of a surface, volume mesh or image"},
      {ct + "labels = \"s.nii\"\n", "geometry.labels = 's.nii': label is missing"},
      {ct + "label = \"\"\n", "geometry.label = '': a whole number is expected"},
      {ct + "label = 0\n", "geometry.label = 0: out of range: from 1 to"},
      {ct + "label = \"29\"\n", "geometry.label = '29': a number is written without quotes"},
      {ct + "label = []\n", "geometry.label = []: the list is empty"},
      {ct + "label = 1.5\n", "geometry.label = 1.5: a whole number is expected"},
      {ct + "label = 1\nthreshold = 100\n", "geometry.threshold = 100: does not go with labels"},
      {ct + "frame = \"LAS\"\n", "geometry.frame = 'LAS': unknown"},
      {"[geometry]\nshape = \"pelvis\"\nlabels = \"s.nii\"\n", "unknown key 'geometry.labels'"},
      {"[geometry]\nshape = \"pelvis\"\n" + density + "\"ct\"\n", "a built-in shape has no CT"},
      {ct + density + "\"cells\"\n", "geometry.density.array: is missing"},
      {ct + density + "\"ct\"\ntrabecular = 0.1\n", "unknown key 'geometry.density.trabecular'"},
      {ct + density + "\"uniform\"\nimage = \"a.nii\"\n", "unknown key 'geometry.density.image'"},
      {ct + density + "\"ct\"\ncalibration = { intercept = \"1 mg/cm3\" }\n",
       "geometry.density.calibration.slope: is missing"},
      {ct + density + "\"ct\"\ncalibration = { slope = 0.8 }\n", "geometry.density.calibration.slope"},
      {ct + density + "\"ct\"\ncalibration = { slope = \"0.8 mg/cm3\", phantom = \"water\" }\n",
       "geometry.density.calibration.phantom = 'water': unknown"},
      {lesion, "lesion[1].centre: is missing"},
      {lesion + "outline = \"m.stl\"\nradius = \"3 mm\"\n", "lesion[1].radius = '3 mm': does not go with an outline"},
      {lesion + "outline = \"m.stl\"\ncentre = \"centre\"\n", "does not go with an outline"},
      {lesion + "outline = \"\"\n", "lesion[1].outline = '': the name of a label map or a closed surface is expected"},
      {lesion + "centre = \"centre\"\nlabel = 2\n", "unknown key 'lesion[1].label'"},
  };
  for (const auto& [blocks, expected] : mistakes) EXPECT_THAT(message(blocks), HasSubstr(expected)) << blocks;
}

}  // namespace
}  // namespace howship
