#include <cmath>
#include <limits>
#include <string>
#include <vector>

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
  Simulation s(c, region.domain, region.sites, tested_options(c));
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

class BadStart : public ::testing::TestWithParam<Field> {};

TEST_P(BadStart, IsRefusedAndNamed) {
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
  char place[96];
  std::snprintf(place, sizeof place, "in voxel (%d, %d, %d) at (%.2f, %.2f, %.2f) mm at day 0.000000", at[0], at[1],
                at[2], x[0], x[1], x[2]);
  const FieldInfo& info = field_info[index_of(GetParam())];
  struct {
    double value;
    const char* problem;
  } const starts[] = {{std::numeric_limits<double>::quiet_NaN(), "not a finite number"},
                      {-0.5 * info.typical, "below zero"},
                      {1.02 * info.most, "the largest it can be"}};
  for (const auto& start : starts) try {
      CoupledRun run(c, region, [&](Fields& fields) { fields[index_of(GetParam())][voxel] = start.value; });
      ADD_FAILURE() << info.name << " = " << start.value << " was taken";
    } catch (const NumericalError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(std::string("field ") + info.name + " = "), HasSubstr(start.problem),
                                      HasSubstr(place)));
      EXPECT_EQ(error.code(), ExitCode::Numerical);
    }
}

std::vector<Field> all_fields() {
  std::vector<Field> fields;
  for (int f = 0; f < field_count; ++f) fields.push_back(field_at(f));
  return fields;
}
INSTANTIATE_TEST_SUITE_P(In, BadStart, ::testing::ValuesIn(all_fields()),
                         [](const auto& tested) { return field_info[index_of(tested.param)].name; });

}  // namespace
}  // namespace howship
