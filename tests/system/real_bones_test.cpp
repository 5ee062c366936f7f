// Bones from public repositories, in the four formats and two units that people have. Volumes: DATA.md beside the
// files, found with VTK's filters.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Bone {
  const char *name, *file, *unit;
  double volume;  ///< [cm3]
};
void PrintTo(const Bone& bone, std::ostream* out) {
  *out << bone.file;
}

fs::path data_folder() {
  const char* given = std::getenv("HOWSHIP_SHARED");
  return (given != nullptr ? fs::path(given) : fs::path(HOWSHIP_SOURCE_DIR).parent_path() / "shared") / "data";
}

class ARealBone : public testing::TestWithParam<Bone> {
 protected:
  void SetUp() override {
    if (!fs::exists(file())) GTEST_SKIP() << file().string() << " is not here; HOWSHIP_SHARED names another folder";
  }
  static fs::path file() { return data_folder() / GetParam().file; }
};

/// The number after "volume " in an output of `mesh`.
double volume_in(const std::string& text) {
  const std::size_t at = text.find("volume ");
  return at == std::string::npos ? -1.0 : std::stod(text.substr(at + 7));
}

TEST_P(ARealBone, HasItsVolumeAsSurfaceAndInVoxels) {
  const Bone& bone = GetParam();
  const Workplace here;
  const Outcome info = here.run({"mesh", "info", file().string()});
  EXPECT_EQ(info.code, 0) << info.err;
  EXPECT_THAT(info.out, AllOf(HasSubstr("watertight      yes\n"),
                              HasSubstr("length unit     " + std::string(bone.unit) + " (guessed")));
  EXPECT_NEAR(volume_in(info.out), bone.volume, 0.005 * bone.volume);

  const std::vector<std::string> voxelize{"mesh", "voxelize", file().string(), "--spacing", "1 mm", "-o", "a.vti"};
  if (std::string(bone.unit) == "m") {
    const Outcome refused = here.run(voxelize);
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.message(), AllOf(HasSubstr("probably the metre"), HasSubstr("--length-unit m")));
    EXPECT_FALSE(fs::exists(here / "a.vti"));
  }
  auto with_unit = voxelize;
  with_unit.insert(with_unit.end(), {"--length-unit", bone.unit});
  const Outcome voxels = here.run(with_unit);
  EXPECT_EQ(voxels.code, 0) << voxels.err;
  EXPECT_NEAR(volume_in(voxels.out), bone.volume, 0.005 * bone.volume);
  EXPECT_TRUE(fs::exists(here / "a.vti"));
}

INSTANTIATE_TEST_SUITE_P(System, ARealBone,
                         testing::Values(Bone{"PlyInMm", "clouthier2023-ssm/mean_L2.ply", "mm", 57.31},
                                         Bone{"ObjInMetres", "remus2021-vhp-male/L3_Schrumpfverpacken.obj", "m", 80.57},
                                         Bone{"VtpInMetres", "opensim-core/sacrum.vtp", "m", 274.04},
                                         Bone{"StlInMetres", "myo_sim/lumbar3.stl", "m", 37.59}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(RealBone, WithALesionRuns) {
  const fs::path file = data_folder() / "remus2021-vhp-male/L3_Schrumpfverpacken.obj";
  if (!fs::exists(file)) GTEST_SKIP() << file.string() << " is not here; HOWSHIP_SHARED names another folder";
  const Workplace here;
  // 25 mm before the canal, at half height: inside the body.
  const std::string geometry = "[geometry]\nfile = \"" + file.string() + "\"\nspacing = \"3 mm\"\n";
  const std::string rest =
      "[[lesion]]\ncentre = [\"15 mm\", \"0 mm\", \"96 mm\"]\nradius = \"7 mm\"\n[time]\nend = \"2 day\"\n";
  write_text(here / "no-unit.toml", geometry + rest);
  const Outcome refused = here.run({"run", "no-unit.toml", "-o", "out"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.message(), AllOf(HasSubstr("probably the metre"), HasSubstr("geometry.length_unit = \"m\"")));
  EXPECT_FALSE(fs::exists(here / "out"));

  write_text(here / "L3.toml", geometry + "length_unit = \"m\"\n" + rest);
  const Outcome run = here.run({"run", "L3.toml", "-o", "out"});
  ASSERT_EQ(run.code, 0) << run.err;
  const Csv rows(read_text(here / "out/timeseries.csv"));
  EXPECT_EQ(rows.number(rows.rows.size() - 1, "time [day]"), 2.0);
  EXPECT_GT(rows.number(0, "tumour_volume [mm3]"), 10.0);
  EXPECT_TRUE(fs::exists(here / "out/fields/fields_0001.vti"));
}

// One to sixteen open edges, where triangles are missing, doubled or stray.
TEST(RealBone, WithSmallDefectsIsRepairedWithWarnings) {
  for (const Bone& bone :
       {Bone{"", "opensim-core/r_pelvis.vtp", "m", 287.55}, Bone{"", "myo_sim/l_pelvis.stl", "m", 288.8},
        Bone{"", "myo_sim/r_pelvis.stl", "m", 288.8}}) {
    const fs::path file = data_folder() / bone.file;
    if (!fs::exists(file)) GTEST_SKIP() << file.string() << " is not here; HOWSHIP_SHARED names another folder";
    const Workplace here;
    EXPECT_THAT(here.run({"mesh", "info", file.string()}).out, HasSubstr("watertight      no: "));
    const Outcome voxels =
        here.run({"mesh", "voxelize", file.string(), "--length-unit", "m", "--spacing", "1 mm", "-o", "a.vti"});
    EXPECT_EQ(voxels.code, 0) << voxels.err;
    EXPECT_THAT(voxels.err, AllOf(HasSubstr("warning: '" + file.string()), HasSubstr("dropped 1 triangle")));
    EXPECT_NEAR(volume_in(voxels.out), bone.volume, 0.005 * bone.volume);
    EXPECT_TRUE(fs::exists(here / "a.vti"));
  }
}

}  // namespace
}  // namespace howship::system_test
