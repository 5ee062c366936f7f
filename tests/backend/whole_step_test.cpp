// Whole steps and runs through Backend, on every back end and precision, against a back end that runs the bodies in
// double precision lane by lane.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/app/simulation.hpp"
#include "kernels/backends.hpp"
#include "kernels/voxel/voxel_backend.hpp"

#include "tests/backend/awkward_domain.hpp"
#include "tests/backend/on_back_ends.hpp"
#include "tests/backend/reference_launcher.hpp"

namespace howship::test {
namespace {

using Fields = std::array<std::vector<double>, field_count>;

const VoxelDomain domain = awkward_domain();
const TissueSites sites = random_sites(domain);

/// Tumour of each kind, both drugs, a bolus and an infusion, an output inside a step: a day and a half.
Case short_case() {
  Case c;
  c.metastatic_fraction = 0.3;
  Dose denosumab;
  denosumab.time = 0.0;
  denosumab.amount = 120.0;
  Dose zoledronate;
  zoledronate.time = 0.5;
  zoledronate.drug = Drug::ZoledronicAcid;
  zoledronate.route = Route::Intravenous;
  zoledronate.amount = 4.0;
  zoledronate.duration = 0.1;
  c.doses = {denosumab, zoledronate};
  c.end = 1.5;
  c.output.every = 0.33;
  return c;
}

struct Course {
  Fields end;
  std::vector<Snapshot> outputs;
  std::vector<TimeseriesRow> rows;
};

Course run(const BackendOptions& options) {
  Simulation simulation(short_case(), domain, sites, options);
  Course course;
  simulation.run([&](const TimeseriesRow& row) { course.rows.push_back(row); }, [](const AppliedEvent&) {},
                 [&](const Snapshot& s) { course.outputs.push_back(s); });
  course.end = simulation.fields();
  return course;
}

/// The same run without Simulation, on the judge.
const Course& reference() {
  static const Course course = [] {
    const Case c = short_case();
    VoxelBackend<ScalarLauncher, double> backend(ScalarLauncher(), domain, sites, c.tissue, BackendOptions{});
    backend.set_initial_state();
    SystemicModel blood(c.systemic, c.tissue, *c.metastatic_fraction);
    Integrator integrator(backend, blood, domain, c.tissue,
                          {c.numerics.rtol, c.numerics.first_step, c.numerics.max_step});
    Course made;
    Snapshot first;
    backend.snapshot(first);
    made.outputs.push_back(first);
    auto dose = c.doses.begin();
    for (double cut : {0.5, 0.6, 1.5}) {
      for (; dose != c.doses.end() && dose->time <= integrator.time(); ++dose) blood.give(*dose);
      integrator.restart();
      integrator.advance(cut, output_times(c.output.every, c.end), {},
                         [&](const Snapshot& s) { made.outputs.push_back(s); });
    }
    backend.download(made.end);
    return made;
  }();
  return course;
}

/// Largest difference per field over voxels with bone, relative to the field's value or a thousandth of its typical
/// one.
template <class T>
void expect_near(const std::array<std::vector<T>, field_count>& made,
                 const std::array<std::vector<T>, field_count>& right, double allowed) {
  for (std::size_t f = 0; f < field_count; ++f) {
    ASSERT_EQ(made[f].size(), right[f].size());
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      const double a = static_cast<double>(made[f][v]), b = static_cast<double>(right[f][v]);
      const double d = std::fabs(a - b) / std::max(std::fabs(b), 1e-3 * field_info[f].typical);
      ASSERT_TRUE(d <= allowed) << field_info[f].name << " in voxel " << v << ": " << a << " instead of " << b;
    }
  }
}

class BackEnd : public OnBackEnds {};
INSTANTIATE_TEST_SUITE_P(On, BackEnd, testing::ValuesIn(back_ends()),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(BackEnd, RunsACaseAsTheJudgeDoes) {
  const Course made = run(options_of(GetParam()));
  // Double: the linear solve is in single precision everywhere, 6e-8 a sum, which enters the result with the error of
  // a stage. Mixed: rounding of the stored fields at each of some 50 steps. Both far below rtol, 1e-3.
  const double allowed = std::string(GetParam().precision) == "double" ? 1e-6 : 1e-5;
  expect_near(made.end, reference().end, allowed);
  ASSERT_EQ(made.outputs.size(), reference().outputs.size());
  for (std::size_t i = 0; i < made.outputs.size(); ++i) {
    EXPECT_EQ(made.outputs[i].time, reference().outputs[i].time);
    expect_near(made.outputs[i].fields, reference().outputs[i].fields, allowed);
  }
  // Not a comparison of two runs in which nothing happens.
  EXPECT_GT(made.rows.size(), 10u);
  EXPECT_GT(made.rows.back().denosumab_free, 1.0);
  EXPECT_GT(made.rows.back().tumour_volume, 0.0);
}

TEST_P(BackEnd, RunsACaseToTheSameBitsForAnyNumberOfThreadsAndEveryTime) {
  BackendOptions one = options_of(GetParam());
  one.threads = 1;
  const Course first = run(one), second = run(options_of(GetParam()));
  EXPECT_EQ(first.end, second.end);
  ASSERT_EQ(first.outputs.size(), second.outputs.size());
  for (std::size_t i = 0; i < first.outputs.size(); ++i) EXPECT_EQ(first.outputs[i].fields, second.outputs[i].fields);
  ASSERT_EQ(first.rows.size(), second.rows.size());
  for (std::size_t i = 0; i < first.rows.size(); ++i) {
    EXPECT_EQ(first.rows[i].dt, second.rows[i].dt);
    EXPECT_EQ(first.rows[i].rankl_free, second.rows[i].rankl_free);
    EXPECT_EQ(first.rows[i].bmd, second.rows[i].bmd);
  }
}

/// What is left of a run after a stop, taken up by a new Simulation.
Course rest_of_run(const BackendOptions& options, const Simulation::Memory& memory) {
  Simulation simulation(short_case(), domain, sites, options);
  simulation.restore(memory);
  Course course;
  simulation.run([&](const TimeseriesRow& row) { course.rows.push_back(row); }, [](const AppliedEvent&) {},
                 [&](const Snapshot& s) { course.outputs.push_back(s); });
  course.end = simulation.fields();
  return course;
}

TEST_P(BackEnd, GoesOnFromAnyStepToTheSameBits) {
  const BackendOptions options = options_of(GetParam());
  const Course whole = run(options);
  // Before the first step, within the stretch after it, during the infusion (day 0.5 to 0.6), between two outputs.
  for (const double stop_at : {0.0, 0.1, 0.55, 0.9}) {
    Simulation simulation(short_case(), domain, sites, options);
    std::size_t rows = 0, outputs = 0;
    simulation.run([&](const TimeseriesRow&) { ++rows; }, [](const AppliedEvent&) {},
                   [&](const Snapshot&) { ++outputs; }, [&] { return simulation.time() >= stop_at; });
    ASSERT_LT(simulation.time(), 1.5);
    const Course rest = rest_of_run(options, simulation.memory());
    for (std::size_t f = 0; f < field_count; ++f)
      for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
        if (!domain.active(v)) continue;
        ASSERT_EQ(rest.end[f][v], whole.end[f][v]) << field_info[f].name << " after " << stop_at;
      }
    ASSERT_EQ(rows + rest.rows.size(), whole.rows.size());
    for (std::size_t i = 0; i < rest.rows.size(); ++i) {
      EXPECT_EQ(rest.rows[i].dt, whole.rows[rows + i].dt);
      EXPECT_EQ(rest.rows[i].ctx, whole.rows[rows + i].ctx);
      EXPECT_EQ(rest.rows[i].calcium_balance_error, whole.rows[rows + i].calcium_balance_error);
    }
    ASSERT_EQ(outputs + rest.outputs.size(), whole.outputs.size());
    for (std::size_t i = 0; i < rest.outputs.size(); ++i)
      EXPECT_EQ(rest.outputs[i].time, whole.outputs[outputs + i].time);
  }
}

TEST_P(BackEnd, GoesOnFromTheMemoryOfTheProcessorWithinTolerance) {
  BackendOptions cpu = options_of(GetParam());
  cpu.name = "cpu";
  Simulation simulation(short_case(), domain, sites, cpu);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {},
                 [&] { return simulation.time() >= 0.55; });
  const Course rest = rest_of_run(options_of(GetParam()), simulation.memory());
  expect_near(rest.end, run(cpu).end, 1e-5);
}

StepCheck one_step(Backend& backend) {
  const Serum serum{1.2e5, 1.2, 0.9, 2.2, 0.02}, rate{-3000.0, 0.1, -0.05, 0.03, -0.004};
  const double dt = 0.01;
  backend.prepare(rosenbrock::gamma * dt, serum);
  for (int i = 0; i < rosenbrock::stages; ++i) {
    const StageInput input{i, dt, serum, rate};
    backend.begin_stage(input);
    backend.solve({3, 0.5});
    backend.end_stage(input);
  }
  return backend.check(1e-3);
}

TEST_P(BackEnd, ReturnsTheStateThatItWasGiven) {
  const auto backend = make_backend(options_of(GetParam()), domain, sites, {});
  const Fields given = random_fields(domain, sites);
  backend->upload(given);
  Fields back;
  backend->download(back);
  EXPECT_EQ(back, given);
}

TEST_P(BackEnd, ReportsNotANumberOfAnyField) {
  const auto backend = make_backend(options_of(GetParam()), domain, sites, {});
  const Fields good = random_fields(domain, sites);
  std::size_t voxel = domain.stored_voxels() - 1;  // the last with bone: no pack, brick or sum may lose it
  while (!domain.active(voxel)) --voxel;
  backend->upload(good);
  const StepCheck sound = one_step(*backend);
  for (double e : sound.error) EXPECT_TRUE(std::isfinite(e));
  for (std::size_t f = 0; f < field_count; ++f) {
    Fields bad = good;
    bad[f][voxel] = std::numeric_limits<double>::quiet_NaN();
    backend->upload(bad);
    const StepCheck check = one_step(*backend);
    EXPECT_FALSE(std::all_of(check.error.begin(), check.error.end(), [](double e) { return std::isfinite(e); }))
        << field_info[f].name;
    Fields attempt;
    backend->download_attempt(attempt);
    EXPECT_TRUE(std::isnan(attempt[f][voxel])) << field_info[f].name << ": Integrator finds the voxel by it";
  }
}

TEST_P(BackEnd, SaysWhatItIsAndHolds) {
  const auto backend = make_backend(options_of(GetParam()), domain, sites, {});
  EXPECT_EQ(backend->name(), GetParam().backend);
  EXPECT_EQ(backend->name(), backend_taken(options_of(GetParam())));
  EXPECT_FALSE(backend->description().empty());
  EXPECT_GE(backend->bytes(),
            static_cast<double>(domain.stored_voxels()) * bytes_per_stored_voxel(GetParam().precision));
}

TEST(BackEndChoice, UnknownNameIsAnInputErrorThatListsThoseThereAre) {
  BackendOptions options;
  options.name = "gpu";
  try {
    make_backend(options, domain, sites, {});
    FAIL() << "'gpu' was accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("'gpu' is unknown; use auto, cpu or cuda"));
  }
}

TEST(BackEndChoice, CudaWithoutItsCompilerIsNotCompiled) {
  if (cuda_status().compiled) GTEST_SKIP() << "this build has the CUDA back end";
  BackendOptions options;
  options.name = "cuda";
  try {
    make_backend(options, domain, sites, {});
    FAIL() << "a back end that is not there was made";
  } catch (const NotCompiled& error) {
    EXPECT_EQ(error.code(), ExitCode::Device);
    EXPECT_THAT(error.what(), testing::HasSubstr("--backend cpu"));
  }
  options.name = "auto";
  EXPECT_EQ(make_backend(options, domain, sites, {})->name(), "cpu");
}

TEST(BackEndChoice, IsToldBeforeABackEndIsMade) {
  const BackendOptions options;
  EXPECT_EQ(backend_taken(options), make_backend(options, domain, sites, {})->name());
}

/// Named for what selects it: a device that the machine lacks, with and without any.
TEST(BackEndChoice, CudaDeviceThatIsNotThereIsADeviceError) {
  if (!cuda_status().compiled) GTEST_SKIP() << "this build has no CUDA back end";
  BackendOptions options;
  options.name = "cuda";
  options.device = 1000;
  try {
    make_backend(options, domain, sites, {});
    FAIL() << "device 1000 was accepted";
  } catch (const DeviceError& error) {
    EXPECT_EQ(dynamic_cast<const NotCompiled*>(&error), nullptr);
    EXPECT_THAT(error.what(), testing::HasSubstr(cuda_status().missing.empty() ? "--device 1000" : "--backend cpu"));
  }
}

}  // namespace
}  // namespace howship::test
