// Images in legacy .vtk files, beside the readers of other formats in read_image_test.cpp.

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/file_kind.hpp"
#include "host/geometry/image.hpp"

namespace howship {
namespace {

using ::testing::ElementsAre;

class LegacyImage : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(file_); }
  void write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }
  std::filesystem::path file_ =
      std::filesystem::path(::testing::TempDir()) / ("legacy_image_" + std::to_string(getpid()) + ".vtk");
};

const std::string header =
    "# vtk DataFile Version 3.0\nscan\nASCII\nDATASET STRUCTURED_POINTS\nDIMENSIONS 3 2 2\nORIGIN 10 20 30\n"
    "SPACING 1 2 3\n";
const std::string values = "SCALARS hu float 1\nLOOKUP_TABLE default\n";

TEST_F(LegacyImage, PointsAreVoxels) {
  write(header + "POINT_DATA 12\n" + values + "0 1 2 3 4 5 6 7 8 9 10 11\n");
  EXPECT_EQ(kind_of(file_), FileKind::Image);
  const Image image = read_image(file_);
  EXPECT_THAT(image.extent, ElementsAre(3, 2, 2));
  EXPECT_THAT(image.position({1, 1, 1}), ElementsAre(11.0, 22.0, 33.0));
  EXPECT_THAT(image.values, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
}

TEST_F(LegacyImage, CellsAreVoxelsBetweenThePoints) {
  write(header + "CELL_DATA 2\n" + values + "7 8\n");
  const Image image = read_image(file_);
  EXPECT_THAT(image.extent, ElementsAre(2, 1, 1));
  EXPECT_THAT(image.position({1, 0, 0}), ElementsAre(11.5, 21.0, 31.5));
  EXPECT_THAT(image.values, ElementsAre(7, 8));
}

TEST_F(LegacyImage, DamageEndsInOneError) {
  const std::string whole = header + "POINT_DATA 12\n" + values + "0 1 2 3 4 5 6 7 8 9 10 11\n";
  for (const std::string& damaged :
       {whole.substr(0, whole.size() - 20), header, header + "POINT_DATA 12\n",
        std::string("# vtk DataFile Version 3.0\nscan\nASCII\nDATASET STRUCTURED_POINTS\nDIMENSIONS 90000 90000 90000\n"
                    "ORIGIN 0 0 0\nSPACING 1 1 1\nPOINT_DATA 729000000000000\n") +
            values + "1 2 3\n"}) {
    write(damaged);
    EXPECT_THROW(read_image(file_), InputError) << damaged;
  }
}

}  // namespace
}  // namespace howship
