#include <cmath>
#include <cstdint>
#include <limits>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/output.hpp"
#include "host/io/vti_reader.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using ::testing::HasSubstr;

/// Neither the box nor the bricks are filled, and the grid's extent is no multiple of the brick's edge.
VoxelDomain ragged_domain() {
  return make_domain({{11, 9, 14}, {0.5, 0.75, 1.25}, {-20.5, 7.25, 133.0}}, [](const Index3& v) {
    if (v[0] < 2 || v[1] < 1 || v[2] < 5) return 0.0F;
    const int hash = (v[0] * 7 + v[1] * 13 + v[2] * 5) % 11;
    return hash < 4 ? 0.0F : hash == 4 ? 1.0625F : hash == 5 ? 0.25F : 1.0F;
  });
}

/// Every field differs from every other and from voxel to voxel.
Snapshot varied_state(const VoxelDomain& domain, double time) {
  Snapshot snapshot = make_healthy(domain, time);
  for (std::size_t f = 0; f < field_count; ++f) {
    for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
      const double wave = 1.0 + 0.9 * std::sin(0.37 * static_cast<double>(voxel) + static_cast<double>(f));
      snapshot.fields[f][voxel] = static_cast<float>(field_info[f].typical * wave);
    }
  }
  return snapshot;
}

struct Written {
  TemporaryFolder folder;
  VoxelDomain domain = ragged_domain();
  Baseline baseline = make_baseline(domain);
  Snapshot snapshot = varied_state(domain, 28.0);
  ImageFile image;

  explicit Written(const OutputCase& options = {}) {
    RunOutput output(folder / "run", false);
    output.set_domain(domain, baseline, options);
    output.append(snapshot);
    output.wait();
    image = read_vti(folder / "run/fields/fields_0000.vti");
  }
  /// Place in the image of a voxel of the domain, by position in space.
  std::size_t place(std::size_t voxel) const {
    const Vec3 centre = domain.voxel_centre(voxel);
    Index3 v{};
    for (std::size_t a = 0; a < 3; ++a) {
      v[a] = static_cast<int>(std::floor((centre[a] - image.grid.origin[a]) / image.grid.spacing[a]));
    }
    return image.at(v);
  }
  float stored(Field f, std::size_t voxel) const {
    return snapshot.fields[static_cast<std::size_t>(index_of(f))][voxel];
  }
};

TEST(Snapshots, CarryEveryContractArrayWithItsUnit) {
  const std::map<std::string, std::string> expected = {
      {"rankl", "pmol/L"},      {"opg", "pmol/L"},          {"denosumab", "pmol/L"}, {"tgf_beta", "1"},
      {"pthrp", "pmol/L"},      {"osteogenic_factor", "1"}, {"calcium", "mmol/L"},   {"osteoblast_precursors", "1"},
      {"osteoblasts", "1"},     {"osteoclasts", "1"},       {"tumour", "1"},         {"bone_volume_fraction", "1"},
      {"mineral_content", "1"}, {"bmd", "mg/cm3"},          {"bmd_change", "%"},     {"lesion_class", "1"},
      {"volume_fraction", "1"}};
  const Written written;
  std::map<std::string, std::string> found;
  for (const auto& [name, array] : written.image.arrays) found[name] = array.unit;
  EXPECT_EQ(found, expected);
}

OutputCase with_accuracy(double accuracy) {
  OutputCase options;
  options.accuracy = accuracy;
  return options;
}

TEST(Snapshots, GiveEveryFieldBackBitForBitWhenAsked) {
  const Written written(with_accuracy(0.0));
  const std::map<std::string, Field> fields = {{"rankl", Field::Rankl},
                                               {"opg", Field::Opg},
                                               {"denosumab", Field::Denosumab},
                                               {"tgf_beta", Field::TgfBeta},
                                               {"pthrp", Field::Pthrp},
                                               {"osteogenic_factor", Field::OsteogenicFactor},
                                               {"calcium", Field::Calcium},
                                               {"osteoblast_precursors", Field::OsteoblastPrecursors},
                                               {"osteoblasts", Field::Osteoblasts},
                                               {"osteoclasts", Field::Osteoclasts},
                                               {"tumour", Field::Tumour},
                                               {"mineral_content", Field::Mineral}};
  int compared = 0;
  for (const auto& [name, field] : fields) {
    const std::vector<double>& values = written.image.arrays.at(name).values;
    for (std::size_t voxel = 0; voxel < written.domain.stored_voxels(); ++voxel) {
      if (!written.domain.active(voxel)) continue;
      ASSERT_EQ(values[written.place(voxel)], static_cast<double>(written.stored(field, voxel))) << name;
      ++compared;
    }
  }
  EXPECT_GT(compared, 12 * 300);
}

TEST(Snapshots, AreRoundedToTheAccuracyAskedFor) {
  for (const double accuracy : {1e-4, 1e-2}) {
    const Written written(accuracy == 1e-4 ? OutputCase{} : with_accuracy(accuracy));
    double largest = 0.0;
    for (std::size_t voxel = 0; voxel < written.domain.stored_voxels(); ++voxel) {
      if (!written.domain.active(voxel)) continue;
      const auto exact = static_cast<double>(written.stored(Field::Calcium, voxel));
      const double error = std::abs(written.image.arrays.at("calcium").values[written.place(voxel)] - exact);
      largest = std::max(largest, error / (accuracy * (exact + 2.35 / 20.0)));
    }
    EXPECT_GT(largest, 0.1) << accuracy;
    EXPECT_LE(largest, 1.0) << accuracy;
  }
}

TEST(Snapshots, DeriveBoneVolumeAndDensity) {
  const Written written(with_accuracy(0.0));
  for (std::size_t voxel = 0; voxel < written.domain.stored_voxels(); ++voxel) {
    if (!written.domain.active(voxel)) continue;
    const auto at = [&](const char* name) { return written.image.arrays.at(name).values[written.place(voxel)]; };
    const double mineral = static_cast<double>(written.stored(Field::Mineral, voxel));
    const double matrix = static_cast<double>(written.stored(Field::MineralisedMatrix, voxel));
    const double osteoid = static_cast<double>(written.stored(Field::Osteoid, voxel));
    // Written in single precision: 24 bits.
    EXPECT_NEAR(at("bone_volume_fraction"), osteoid + matrix, 1e-7 * (osteoid + matrix));
    EXPECT_NEAR(at("bmd"), 3200.0 * mineral, 1e-7 * 3200.0 * mineral);
    EXPECT_NEAR(at("bmd_change"), 100.0 * (mineral - 0.0625) / 0.0625, 1e-5);
  }
}

TEST(Snapshots, HideWhatIsNotBoneAndLeaveItZero) {
  const Written written;
  std::set<std::size_t> bone;
  for (std::size_t voxel = 0; voxel < written.domain.stored_voxels(); ++voxel) {
    if (written.domain.active(voxel)) bone.insert(written.place(voxel));
  }
  ASSERT_EQ(written.image.hidden.size(), written.image.arrays.at("bmd").values.size());
  std::size_t hidden = 0;
  for (std::size_t i = 0; i < written.image.hidden.size(); ++i) {
    EXPECT_EQ(written.image.hidden[i] == 0, bone.count(i) == 1);
    if (bone.count(i) == 1) continue;
    ++hidden;
    for (const auto& [name, array] : written.image.arrays) ASSERT_EQ(array.values[i], 0.0) << name;
  }
  EXPECT_GT(hidden, 100U);
}

TEST(Snapshots, PutVoxelsWhereTheDomainHasThem) {
  const VoxelDomain domain = ragged_domain();
  const std::size_t marked = stored_voxel(domain, {7, 5, 9});
  ASSERT_TRUE(domain.active(marked));
  Snapshot snapshot = make_healthy(domain);
  field_of(snapshot, Field::Rankl)[marked] = 999.0F;
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  output.append(snapshot);
  output.wait();

  const ImageFile image = read_vti(folder / "run/fields/fields_0000.vti");
  EXPECT_EQ(image.grid.spacing, (Vec3{0.5, 0.75, 1.25}));
  int found = 0;
  for (int k = 0; k < image.grid.extent[2]; ++k) {
    for (int j = 0; j < image.grid.extent[1]; ++j) {
      for (int i = 0; i < image.grid.extent[0]; ++i) {
        if (image.arrays.at("rankl").values[image.at({i, j, k})] != 999.0) continue;
        ++found;
        const Vec3 centre = image.grid.centre({i, j, k});
        // (7.5 x 0.5 - 20.5, 5.5 x 0.75 + 7.25, 9.5 x 1.25 + 133), all exact in binary.
        EXPECT_EQ(centre, (Vec3{-16.75, 11.375, 144.875}));
        EXPECT_EQ(centre, domain.voxel_centre(marked));
      }
    }
  }
  EXPECT_EQ(found, 1);
}

TEST(Snapshots, ClampTheVolumeFractionToOne) {
  const Written written;
  const std::vector<double>& shares = written.image.arrays.at("volume_fraction").values;
  std::set<double> seen;
  for (std::size_t voxel = 0; voxel < written.domain.stored_voxels(); ++voxel) {
    if (!written.domain.active(voxel)) continue;
    const double share = static_cast<double>(written.domain.volume_fraction[voxel]);
    EXPECT_EQ(shares[written.place(voxel)], share > 1.0 ? 1.0 : share);
    seen.insert(share);
  }
  EXPECT_EQ(seen, (std::set<double>{0.25, 1.0, 1.0625}));
}

TEST(Snapshots, WriteOnlyTheArraysAskedFor) {
  OutputCase options;
  options.arrays = {"tumour", "lesion_class"};
  const Written written(options);
  std::set<std::string> names;
  for (const auto& [name, array] : written.image.arrays) names.insert(name);
  EXPECT_EQ(names, (std::set<std::string>{"lesion_class", "tumour", "volume_fraction"}));
  EXPECT_FALSE(written.image.hidden.empty());
}

TEST(Snapshots, RefuseAnUnknownArray) {
  TemporaryFolder folder;
  const VoxelDomain domain = make_box({4, 4, 4});
  RunOutput output(folder / "run", false);
  OutputCase options;
  options.arrays = {"tumor"};
  try {
    output.set_domain(domain, make_baseline(domain), options);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"tumor\""));
    EXPECT_THAT(error.what(), HasSubstr("tumour"));
  }
}

TEST(Snapshots, RefuseNonFiniteValuesAndNameThePlace) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    TemporaryFolder folder;
    const VoxelDomain domain = make_box({8, 8, 8}, {0.5, 0.5, 2.0}, {10.0, 0.0, 0.0});
    RunOutput output(folder / "run", false);
    output.set_domain(domain, make_baseline(domain), {});
    Snapshot snapshot = make_healthy(domain, 56.5);
    field_of(snapshot, Field::Osteoid)[stored_voxel(domain, {5, 2, 7})] = bad;
    try {
      output.append(snapshot);
      FAIL() << "accepted";
    } catch (const NumericalError& error) {
      EXPECT_THAT(error.what(), HasSubstr("osteoid"));
      EXPECT_THAT(error.what(), HasSubstr("(5, 2, 7)"));
      EXPECT_THAT(error.what(), HasSubstr("(12.750, 1.250, 15.000) mm"));
      EXPECT_THAT(error.what(), HasSubstr("day 56.5"));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder / "run/fields"));
    EXPECT_FALSE(std::filesystem::exists(folder / "run/fields.pvd"));
  }
}

TEST(Snapshots, IgnoreValuesOutsideTheBone) {
  TemporaryFolder folder;
  const VoxelDomain domain = ragged_domain();
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  Snapshot snapshot = make_healthy(domain);
  for (auto& field : snapshot.fields) {
    for (std::size_t voxel = 0; voxel < field.size(); ++voxel) {
      if (!domain.active(voxel)) field[voxel] = std::numeric_limits<float>::quiet_NaN();
    }
  }
  output.append(snapshot);
  output.wait();
  const ImageFile image = read_vti(folder / "run/fields/fields_0000.vti");
  for (const auto& [name, array] : image.arrays) {
    for (const double value : array.values) ASSERT_TRUE(std::isfinite(value)) << name;
  }
}

std::string attribute(const std::string& xml, const std::string& name) {
  const std::string beginning = " " + name + "=\"";
  const std::size_t begin = xml.find(beginning) + beginning.size();
  return xml.substr(begin, xml.find('"', begin) - begin);
}

TEST(Snapshots, FormATimeSeriesWithTheTimesInDays) {
  TemporaryFolder folder;
  const VoxelDomain domain = make_box({4, 4, 4});
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  const std::vector<double> times = {0.0, 0.1 + 0.2, 28.0, 730.5};
  for (std::size_t n = 0; n < times.size(); ++n) {
    output.append(make_healthy(domain, times[n]));
    output.wait();
    // Complete after every snapshot, not only at the end.
    const std::string series = read_text(folder / "run/fields.pvd");
    std::vector<double> found;
    for (const std::string& line : lines_of(folder / "run/fields.pvd")) {
      if (line.find("<DataSet ") == std::string::npos) continue;
      found.push_back(std::stod(attribute(line, "timestep")));
      EXPECT_EQ(read_vti(folder / ("run/" + attribute(line, "file"))).time, found.back());
    }
    EXPECT_EQ(found, std::vector<double>(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(n) + 1));
    EXPECT_THAT(series, HasSubstr("</VTKFile>"));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    EXPECT_NE(entry.path().extension(), ".partial");
  }
}

TEST(Snapshots, AreNotRepeatedAtOneTimeAndNeverGoBack) {
  TemporaryFolder folder;
  const VoxelDomain domain = make_box({4, 4, 4});
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  output.append(make_healthy(domain, 28.0));
  output.append(make_healthy(domain, 28.0));
  output.wait();
  EXPECT_FALSE(std::filesystem::exists(folder / "run/fields/fields_0001.vti"));
  EXPECT_THROW(output.append(make_healthy(domain, 27.0)), std::invalid_argument);
}

TEST(Snapshots, HaveTheSameBytesForAnyNumberOfThreads) {
  // 64 x 64 x 33 floats are three compression blocks, the last one not full.
  const VoxelDomain domain = make_box({64, 64, 33});
  const Snapshot snapshot = varied_state(domain, 1.0);
  std::vector<std::string> files;
  for (const int threads : {1, 3}) {
    TemporaryFolder folder;
    RunOutput output(folder / "run", false);
    output.set_threads(threads);
    output.set_domain(domain, make_baseline(domain), with_accuracy(0.0));
    output.append(snapshot);
    output.wait();
    files.push_back(read_text(folder / "run/fields/fields_0000.vti"));
    const ImageFile image = read_vti(folder / "run/fields/fields_0000.vti");
    const std::size_t voxel = stored_voxel(domain, {63, 63, 32});
    EXPECT_EQ(image.arrays.at("opg").values.back(), static_cast<double>(snapshot.fields[1][voxel]));
  }
  EXPECT_TRUE(files[0] == files[1]);
}

TEST(Snapshots, MarkLesionsByClassAndListThem) {
  TemporaryFolder folder;
  const VoxelDomain domain = make_box({24, 8, 8}, {0.5, 0.5, 0.5});
  Snapshot snapshot = make_healthy(domain, 84.0);
  fill_box(domain, snapshot, Field::Mineral, {1, 1, 1}, {6, 6, 6}, 0.5F * healthy_mineral);
  fill_box(domain, snapshot, Field::Mineral, {12, 2, 2}, {16, 6, 6}, 1.5F * healthy_mineral);
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  output.append(snapshot);
  output.wait();

  const ImageFile image = read_vti(folder / "run/fields/fields_0000.vti");
  std::map<double, int> voxels;
  for (const double value : image.arrays.at("lesion_class").values) ++voxels[value];
  EXPECT_EQ(voxels, (std::map<double, int>{{0.0, 24 * 8 * 8 - 125 - 64}, {1.0, 125}, {2.0, 64}}));

  const std::vector<std::string> lines = lines_of(folder / "run/lesions.csv");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].find("time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],lytic_volume [mm3],"
                          "sclerotic_volume [mm3],mean_bmd [mg/cm3],bmd_change [%],diameter [mm],x [mm],y [mm],z [mm]"),
            0U);
  const std::vector<std::string> lytic = split(lines[1]);
  ASSERT_GT(lytic.size(), 13U);
  EXPECT_EQ(lytic[0] + " " + lytic[1] + " " + lytic[2], "84 1 lytic");
  EXPECT_DOUBLE_EQ(std::stod(lytic[3]), 125 * 0.125);
  EXPECT_DOUBLE_EQ(std::stod(lytic[5]), 125 * 0.125);
  EXPECT_DOUBLE_EQ(std::stod(lytic[7]), 100.0);
  EXPECT_DOUBLE_EQ(std::stod(lytic[8]), -50.0);
  EXPECT_DOUBLE_EQ(std::stod(lytic[10]), 1.75);
  EXPECT_THAT(lines[2], HasSubstr("84,2,sclerotic,8,0,0,8,300,50,"));
}

}  // namespace
}  // namespace howship
