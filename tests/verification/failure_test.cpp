#include <cmath>
#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(HarshCase, KeepsEverySnapshotFiniteAndNotNegative) {
  // Loose steps, a tumour with a sharp edge beside empty bone, and a bolus in a vein at once.
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 3.3;
  c.geometry.spacing = {0.6, 0.7, 0.5};
  LesionCase lesion;
  lesion.radius = 1.0;
  lesion.tumour_fraction = 0.8;
  lesion.bone_lost = 0.95;
  LesionCase other = lesion;
  other.secretion = sclerotic_phenotype;
  other.centre = {1.8, 0.0, 0.0};
  c.lesions = {lesion, other};
  c.doses = {{0.0, Drug::Denosumab, Route::Intravenous, 2000.0, 0.0},
             {0.5, Drug::ZoledronicAcid, Route::Intravenous, 40.0, 0.0}};
  c.metastatic_fraction = 0.9;
  c.numerics.rtol = 1e-2;
  c.end = 60.0;
  c.output.every = 0.7;
  const Region region = make_region(c);
  BackendOptions options = backend_options(c);
  options.threads = 1;
  Simulation s(c, region.domain, region.sites, options);
  int snapshots = 0;
  s.run(
      [](const TimeseriesRow& row) {
        EXPECT_TRUE(
            std::isfinite(row.denosumab_free + row.bmd + row.ctx + row.calcium_serum + row.calcium_balance_error))
            << row.time;
      },
      [](const AppliedEvent&) {},
      [&](const Snapshot& snapshot) {
        ++snapshots;
        for (int f = 0; f < field_count; ++f)
          for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
            if (!region.domain.active(v)) continue;
            const float x = snapshot.fields[f][v];
            ASSERT_TRUE(std::isfinite(x) && x >= 0.0F)
                << field_info[f].name << " on day " << snapshot.time << ": " << x;
          }
      });
  EXPECT_EQ(snapshots, 87);  // day 0, 85 multiples of 0.7 and the end
  std::printf("harsh case: %ld steps, %ld rejected, clipped %.2e of a typical value in all\n", s.statistics().steps,
              s.statistics().rejected, s.statistics().clipped);
}

class NotANumber : public ::testing::TestWithParam<Field> {};

TEST_P(NotANumber, StopsTheRunAndSaysWhereItIs) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 2.2;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.metastatic_fraction = 0.0;
  const Region region = make_region(c);
  std::size_t voxel = region.domain.stored_voxels() / 2;
  while (!region.domain.active(voxel)) ++voxel;
  const Index3 at = region.domain.voxel_index(voxel);
  const Vec3 x = region.domain.voxel_centre(voxel);
  try {
    CoupledRun run(c, region, [&](Fields& fields) {
      fields[index_of(GetParam())][voxel] = std::numeric_limits<double>::quiet_NaN();
    });
    run.advance(1.0);
    FAIL() << "went on to day " << run.integrator().time();
  } catch (const NumericalError& error) {
    char index[64], place[64];
    std::snprintf(index, sizeof index, "voxel (%d, %d, %d)", at[0], at[1], at[2]);
    std::snprintf(place, sizeof place, "(%.2f, %.2f, %.2f) mm", x[0], x[1], x[2]);
    EXPECT_THAT(error.what(), AllOf(HasSubstr(std::string("field ") + field_info[index_of(GetParam())].name + " "),
                                    HasSubstr(index), HasSubstr(place), HasSubstr("after day 0.000000")));
    EXPECT_EQ(error.code(), ExitCode::Numerical);
  }
}

// Resorption, which the blood sees, depends on the first; on the second depends nothing but itself.
INSTANTIATE_TEST_SUITE_P(In, NotANumber, ::testing::Values(Field::Zoledronate, Field::Calcium),
                         [](const auto& tested) { return field_info[index_of(tested.param)].name; });

}  // namespace
}  // namespace howship
