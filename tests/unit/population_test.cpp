#include "host/systemic/population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <omp.h>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/normal_deviates.hpp"
#include "host/case/patients.hpp"
#include "host/systemic/systemic_trajectory.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Case monthly_denosumab(double end) {
  Case c;
  c.end = end;
  for (double day = 0.0; day < end; day += 28.0)
    c.doses.push_back({day, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0});
  return c;
}

Case population(int size, std::vector<PopulationCase::Spread> spreads, double end = 60.0) {
  Case c = monthly_denosumab(end);
  c.population.size = size;
  c.population.spreads = std::move(spreads);
  return c;
}

template <class Call>
std::string input_error(const Call& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(NormalDeviates, HaveTheMomentsAndTailsOfTheNormalDistribution) {
  NormalDeviates normal(1);
  const int n = 200000;
  std::vector<double> z(n);
  for (double& value : z) value = normal();
  const double mean = std::accumulate(z.begin(), z.end(), 0.0) / n;
  double square = 0.0, product = 0.0;
  for (int i = 0; i < n; ++i) square += z[i] * z[i] / n;
  for (int i = 1; i < n; ++i) product += z[i] * z[i - 1] / n;  // both of a pair come from one radius
  // Five standard errors.
  EXPECT_NEAR(mean, 0.0, 5.0 / std::sqrt(n));
  EXPECT_NEAR(square, 1.0, 5.0 * std::sqrt(2.0 / n));
  EXPECT_NEAR(product, 0.0, 5.0 / std::sqrt(n));
  for (double limit : {-2.326348, -1.0, 0.0, 1.644854}) {
    const double share = 0.5 * std::erfc(-limit / std::sqrt(2.0));
    const double below = static_cast<double>(std::count_if(z.begin(), z.end(), [&](double v) { return v < limit; }));
    EXPECT_NEAR(below / n, share, 5.0 * std::sqrt(share * (1.0 - share) / n)) << limit;
  }
}

TEST(NormalDeviates, AreTheSameEverywhere) {
  // Another implementation of the generator, in Python, that gives the 10000th value which the standard demands.
  NormalDeviates normal(1);
  for (double expected : {1.3128515289855616, 1.5159465040060629, 1.2506039211781215, 0.16617138105239262})
    EXPECT_NEAR(normal(), expected, 1e-13);
}

TEST(Patients, AreLogNormalAroundTheTypicalOne) {
  const Case c = population(20000, {{"clearance", 0.3}, {"weight", 0.2}});
  const std::vector<Case> patients = sample_patients(c);
  ASSERT_EQ(patients.size(), 20000u);
  double clearance = 0.0, clearance_square = 0.0, together = 0.0;
  for (const Case& patient : patients) {
    const double a = std::log(patient.systemic.clearance / c.systemic.clearance);
    const double b = std::log(patient.weight / c.weight);
    clearance += a / 20000.0;
    clearance_square += a * a / 20000.0;
    together += a * b / 20000.0;
    EXPECT_EQ(patient.systemic.weight, patient.weight);
    EXPECT_EQ(patient.systemic.volume_central, c.systemic.volume_central);
    EXPECT_EQ(patient.population.size, 0);
  }
  // Five standard errors.
  EXPECT_NEAR(clearance, 0.0, 5.0 * 0.3 / std::sqrt(20000.0));
  EXPECT_NEAR(std::sqrt(clearance_square), 0.3, 5.0 * 0.3 / std::sqrt(40000.0));
  EXPECT_NEAR(together, 0.0, 5.0 * 0.06 / std::sqrt(20000.0));
}

TEST(Patients, DoNotDependOnHowManyThereAre) {
  const auto few = sample_patients(population(3, {{"target", 0.4}, {"k_a", 0.2}, {"creatinine_clearance", 0.3}}));
  const auto many = sample_patients(population(9, {{"target", 0.4}, {"k_a", 0.2}, {"creatinine_clearance", 0.3}}));
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_EQ(few[i].systemic.target, many[i].systemic.target);
    EXPECT_EQ(few[i].tissue.k_a, many[i].tissue.k_a);
    EXPECT_EQ(few[i].systemic.creatinine_clearance, many[i].creatinine_clearance);
  }
  EXPECT_EQ(sample_patients(population(3, {{"target", 0.4}}))[2].systemic.target, few[2].systemic.target);
  Case other = population(3, {{"target", 0.4}});
  other.population.seed = 2;
  EXPECT_NE(sample_patients(other)[0].systemic.target, few[0].systemic.target);
}

TEST(Patients, StayWithinWhatTheCaseFileAllows) {
  Case c = population(500, {{"bioavailability", 1.0}, {"metastatic_fraction", 1.5}});
  c.metastatic_fraction = 0.6;
  bool at_the_limit = false;
  for (const Case& patient : sample_patients(c)) {
    EXPECT_LE(patient.systemic.bioavailability, 1.0);
    EXPECT_GT(patient.systemic.bioavailability, 0.0);
    EXPECT_LE(*patient.metastatic_fraction, 1.0);
    at_the_limit = at_the_limit || patient.systemic.bioavailability == 1.0;
  }
  EXPECT_TRUE(at_the_limit);
}

TEST(Patients, WrongSpreadsAreInputErrors) {
  EXPECT_THAT(input_error([] {
                sample_patients(population(2, {{"clearence", 0.3}}));
              }),
              AllOf(HasSubstr("population.cv.clearence"), HasSubstr("did you mean 'clearance'")));
  EXPECT_THAT(input_error([] {
                sample_patients(population(2, {{"metastatic_fraction", 0.3}}));
              }),
              HasSubstr("patient.metastatic_fraction is missing"));
  Case c = population(2, {{"target", 0.3}});
  c.systemic.target = 0.0;
  EXPECT_THAT(input_error([&] { sample_patients(c); }), HasSubstr("population.cv.target: the typical value 0"));
}

TEST(Quantile, LiesOnTheLineBetweenNeighbours) {
  const std::vector<double> values = {1.0, 2.0, 4.0, 8.0, 16.0};
  EXPECT_EQ(quantile_of(values, 0.0), 1.0);
  EXPECT_EQ(quantile_of(values, 0.5), 4.0);
  EXPECT_EQ(quantile_of(values, 1.0), 16.0);
  EXPECT_NEAR(quantile_of(values, 0.05), 1.2, 1e-12);
  EXPECT_NEAR(quantile_of(values, 0.95), 14.4, 1e-12);
  EXPECT_EQ(quantile_of({3.0}, 0.95), 3.0);
}

TEST(Population, OfEqualPatientsIsTheTypicalOne) {
  const Case c = population(3, {{"clearance", 0.0}});
  const SystemicTrajectory one = simulate_systemic(c);
  const SystemicTrajectory all = simulate_population(sample_patients(c), daily_times(c.end));
  ASSERT_EQ(all.columns.size(), 1 + 5 * (one.columns.size() - 1));
  EXPECT_EQ(all.at("time [day]"), one.at("time [day]"));
  for (std::size_t i = 1; i < one.columns.size(); ++i)
    for (const char* quantile : {" p05", " p25", " p50", " p75", " p95"})
      for (std::size_t row = 0; row < one.rows(); ++row) {
        // A population is solved to 1e-5 per step, hundreds of which add up, and PTH answers calcium twelvefold.
        const double right = one.columns[i].values[row];
        ASSERT_NEAR(all.at(one.columns[i].name + quantile)[row], right, 4e-3 * std::max(std::fabs(right), 0.1))
            << one.columns[i].name << quantile << " on day " << row;
      }
}

TEST(Population, QuantilesAreThoseOfItsPatientsForAnyNumberOfThreads) {
  const Case c = population(5, {{"weight", 0.3}, {"target", 0.5}});
  const std::vector<Case> patients = sample_patients(c);
  const std::vector<double> times = {0.0, 10.0, 27.9, 56.0};
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const SystemicTrajectory alone = simulate_population(patients, times);
  omp_set_num_threads(3);
  const SystemicTrajectory shared = simulate_population(patients, times);
  omp_set_num_threads(threads);
  for (std::size_t i = 0; i < alone.columns.size(); ++i) {
    EXPECT_EQ(alone.columns[i].name, shared.columns[i].name);
    EXPECT_EQ(alone.columns[i].values, shared.columns[i].values) << alone.columns[i].name;
  }
  std::vector<double> drug;
  for (const Case& patient : patients)
    drug.push_back(simulate_systemic(patient, times, 1e-5).at("denosumab_serum [ug/mL]")[2]);
  std::sort(drug.begin(), drug.end());
  EXPECT_EQ(alone.at("denosumab_serum [ug/mL] p50")[2], drug[2]);
  EXPECT_EQ(alone.at("denosumab_serum [ug/mL] p25")[2], drug[1]);
  EXPECT_LT(alone.at("denosumab_serum [ug/mL] p05")[2], alone.at("denosumab_serum [ug/mL] p95")[2]);
}

TEST(Population, TooLargeForMemoryIsAnInputErrorThatSaysWhatToReduce) {
  const std::vector<Case> patients(2000, monthly_denosumab(36525.0));
  EXPECT_THAT(input_error([&] { simulate_population(patients, daily_times(36525.0)); }),
              AllOf(HasSubstr("2000 patients over 36526 rows"), HasSubstr("population.size")));
}

TEST(SystemicTrajectory, HasRowsAtTheTimesAskedForBeforeDosesThere) {
  const Case c = monthly_denosumab(57.0);
  const SystemicTrajectory daily = simulate_systemic(c);
  const SystemicTrajectory few = simulate_systemic(c, {0.0, 0.01, 28.0, 28.01, 56.0});
  ASSERT_EQ(few.rows(), 5u);
  const auto& drug = few.at("denosumab_serum [ug/mL]");
  EXPECT_EQ(drug[0], 0.0);
  EXPECT_GT(drug[1], 0.0);
  // Interpolated between the steps of CVODE at other times: 1e-8 per step.
  EXPECT_NEAR(drug[2], daily.at("denosumab_serum [ug/mL]")[28], 1e-6);
  EXPECT_NEAR(drug[4], daily.at("denosumab_serum [ug/mL]")[56], 1e-6);
  EXPECT_EQ(few.find("no such column"), nullptr);
  EXPECT_THAT(input_error([&] { few.at("no such column"); }), HasSubstr("no such column"));
}

TEST(SystemicTrajectory, RefusesTimesOutOfOrderOrBeyondTheEnd) {
  const Case c = monthly_denosumab(57.0);
  for (const std::vector<double>& times : {std::vector<double>{2.0, 1.0}, {-1.0, 3.0}, {3.0, 58.0}})
    EXPECT_THAT(input_error([&] { simulate_systemic(c, times); }), HasSubstr("ascend from 0 to the end at day 57"));
}

}  // namespace
}  // namespace howship
