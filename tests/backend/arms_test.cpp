// Arms of a trial in one convoy, on every back end and precision: each as if it ran alone.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "howship/convoy.hpp"
#include "howship/error.hpp"

#include "host/app/simulation.hpp"

#include "tests/backend/awkward_domain.hpp"
#include "tests/backend/on_back_ends.hpp"

namespace howship::test {
namespace {

const VoxelDomain domain = awkward_domain();
const TissueSites sites = random_sites(domain);

/// Other drugs at other times, hence other steps; one with many short steps, one that ends early, one at a tolerance at
/// which each solve takes two cycles.
std::vector<Case> arms() {
  Case control;
  control.metastatic_fraction = 0.3;
  control.end = 1.0;
  control.output.every = 0.33;
  Case denosumab = control;
  denosumab.doses.emplace_back();
  denosumab.doses[0].amount = 120.0;
  Case zoledronate = control;
  zoledronate.doses.emplace_back();
  zoledronate.doses[0].time = 0.25;
  zoledronate.doses[0].drug = Drug::ZoledronicAcid;
  zoledronate.doses[0].route = Route::Intravenous;
  zoledronate.doses[0].amount = 4.0;
  zoledronate.doses[0].duration = 0.1;
  Case slow = denosumab;
  slow.numerics.max_step = 0.04;
  Case strict = control;
  strict.numerics.rtol = 5e-5;
  strict.end = 0.5;
  return {control, denosumab, zoledronate, slow, strict};
}

struct Course {
  std::array<std::vector<double>, field_count> end;
  std::vector<Snapshot> outputs;
  std::vector<TimeseriesRow> rows;
};

Course run(const Case& c, const BackendOptions& options) {
  Simulation simulation(c, domain, sites, options);
  Course course;
  simulation.run([&](const TimeseriesRow& row) { course.rows.push_back(row); }, [](const AppliedEvent&) {},
                 [&](const Snapshot& s) { course.outputs.push_back(s); });
  course.end = simulation.fields();
  return course;
}

void expect_same(const Course& made, const Course& alone, const std::string& arm) {
  EXPECT_EQ(made.end, alone.end) << arm;
  ASSERT_EQ(made.outputs.size(), alone.outputs.size()) << arm;
  for (std::size_t i = 0; i < made.outputs.size(); ++i) {
    EXPECT_EQ(made.outputs[i].time, alone.outputs[i].time) << arm;
    EXPECT_EQ(made.outputs[i].fields, alone.outputs[i].fields) << arm;
  }
  ASSERT_EQ(made.rows.size(), alone.rows.size()) << arm;
  for (std::size_t i = 0; i < made.rows.size(); ++i) {
    EXPECT_EQ(made.rows[i].dt, alone.rows[i].dt) << arm;
    EXPECT_EQ(made.rows[i].rankl_free, alone.rows[i].rankl_free) << arm;
    EXPECT_EQ(made.rows[i].bmd, alone.rows[i].bmd) << arm;
  }
}

class Arms : public OnBackEnds {};
INSTANTIATE_TEST_SUITE_P(On, Arms, testing::ValuesIn(back_ends()),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(Arms, GiveTheBitsOfSeparateRuns) {
  const std::vector<Case> cases = arms();
  std::vector<Course> together(cases.size());
  Convoy convoy;
  BackendOptions options = options_of(GetParam());
  options.convoy = &convoy;
  const auto ends = convoy.run(static_cast<int>(cases.size()), [&](int arm) {
    together[static_cast<std::size_t>(arm)] = run(cases[static_cast<std::size_t>(arm)], options);
  });
  for (const auto& end : ends)
    if (end) std::rethrow_exception(end);
  for (std::size_t arm = 0; arm < cases.size(); ++arm)
    expect_same(together[arm], run(cases[arm], options_of(GetParam())), "arm " + std::to_string(arm));
  // The steps differ, or this was a comparison of equals.
  EXPECT_NE(together[0].rows.size(), together[1].rows.size());
  EXPECT_GT(together[3].rows.size(), together[1].rows.size());
}

TEST_P(Arms, OfEqualStepsShareTheirLaunches) {
  const Case control = arms()[0];
  Convoy convoy;
  BackendOptions options = options_of(GetParam());
  options.convoy = &convoy;
  convoy.run(3, [&](int) { run(control, options); });
  // Attempts and what follows them; outputs are fetched by each alone.
  EXPECT_GT(static_cast<double>(convoy.loads()), 2.0 * static_cast<double>(convoy.meetings()));
}

TEST_P(Arms, FailureOfOneLeavesTheOthersAsTheyWere) {
  const std::vector<Case> cases = arms();
  std::vector<Course> together(3);
  Convoy convoy;
  BackendOptions options = options_of(GetParam());
  options.convoy = &convoy;
  const auto ends = convoy.run(3, [&](int arm) {
    const Case& c = cases[static_cast<std::size_t>(arm)];
    if (arm != 1) {
      together[static_cast<std::size_t>(arm)] = run(c, options);
      return;
    }
    Simulation simulation(c, domain, sites, options);
    simulation.run(
        [](const TimeseriesRow& row) {
          if (row.time > 0.1) throw NumericalError("arm 1 fails");
        },
        [](const AppliedEvent&) {}, [](const Snapshot&) {});
  });
  EXPECT_THROW(std::rethrow_exception(ends[1]), NumericalError);
  for (const std::size_t arm : {std::size_t{0}, std::size_t{2}}) {
    EXPECT_EQ(ends[arm], nullptr);
    expect_same(together[arm], run(cases[arm], options_of(GetParam())), "arm " + std::to_string(arm));
  }
}

}  // namespace
}  // namespace howship::test
