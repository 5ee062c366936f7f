#include "host/geometry/file_kind.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using output_test::TemporaryFolder;
using output_test::write_text;
using testing::HasSubstr;

std::string refusal(const std::filesystem::path& file) {
  try {
    kind_of(file);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(FileKind, FollowsTheExtension) {
  const TemporaryFolder folder;
  const std::pair<const char*, FileKind> expected[] = {
      {"a.stl", FileKind::Surface}, {"a.OBJ", FileKind::Surface},    {"a.ply", FileKind::Surface},
      {"a.vtp", FileKind::Surface}, {"a.vtu", FileKind::VolumeMesh}, {"a.vti", FileKind::Image},
      {"a.nii", FileKind::Image},   {"a.NII.gz", FileKind::Image},   {"a.mha", FileKind::Image},
      {"a.mhd", FileKind::Image},   {"a.nrrd", FileKind::Image},     {"a.nhdr", FileKind::Image}};
  for (const auto& [name, kind] : expected) {
    write_text(folder / name, "x");
    EXPECT_EQ(kind_of(folder / name), kind) << name;
  }
  EXPECT_EQ(kind_of(folder.path()), FileKind::Image);
}

TEST(FileKind, OfALegacyFileFollowsItsHeader) {
  const TemporaryFolder folder;
  const auto legacy = [&](const std::string& rest) {
    write_text(folder / "a.vtk", "# vtk DataFile Version 2.0\n" + rest);
    return folder / "a.vtk";
  };
  EXPECT_EQ(kind_of(legacy("DATASET of a patient\nASCII\nDATASET POLYDATA\n")), FileKind::Surface);
  EXPECT_EQ(kind_of(legacy("t\r\nBINARY\r\nDATASET UNSTRUCTURED_GRID\r\nPOINTS")), FileKind::VolumeMesh);
  EXPECT_EQ(kind_of(legacy("\nascii\n\ndataset structured_points\n")), FileKind::Image);
  EXPECT_THAT(refusal(legacy("t\nASCII\nDATASET STRUCTURED_GRID\n")), HasSubstr("holds a DATASET STRUCTURED_GRID"));
  EXPECT_THAT(refusal(legacy("t\nASCII\n")), HasSubstr("no DATASET line"));
  write_text(folder / "b.vtk", "solid x\nDATASET POLYDATA\n");
  EXPECT_THAT(refusal(folder / "b.vtk"), HasSubstr("no DATASET line"));
}

TEST(FileKind, IsRefusedWhereNothingReadsIt) {
  const TemporaryFolder folder;
  write_text(folder / "a.step", "x");
  EXPECT_THAT(refusal(folder / "a.step"), testing::AllOf(HasSubstr("'.step'"), HasSubstr(".stl .obj .ply .vtp .vtk"),
                                                         HasSubstr(".nii.gz"), HasSubstr("DICOM")));
  EXPECT_THAT(refusal(folder / "none.vtu"), HasSubstr("there is no file"));
  EXPECT_THAT(refusal(folder / "none.vtk"), HasSubstr("there is no file"));
}

}  // namespace
}  // namespace howship
