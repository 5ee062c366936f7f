#include "host/systemic/blood_guard.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/systemic/body_model.hpp"
#include "host/systemic/systemic_model.hpp"
#include "host/systemic/systemic_trajectory.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const RegionFeed healthy{0.0, RegionMeans{}, no_change};

/// Message of a blood that is advanced for a tenth of a day; empty when it goes well.
std::string advance(SystemicModel& blood, const RegionFeed& feed = healthy) {
  std::vector<Serum> none;
  try {
    blood.advance(blood.time() + 0.1, feed, {}, none);
  } catch (const NumericalError& error) {
    EXPECT_EQ(error.code(), ExitCode::Numerical);
    return error.what();
  }
  return "";
}

TEST(BloodGuard, NamesTheQuantityThatNoPatientCanHave) {
  const struct {
    std::size_t state;
    double value;
    const char* message;
  } bad[] = {
      {BodyModel::Calcium, std::numeric_limits<double>::quiet_NaN(), "calcium in serum = nan mmol/L, not a finite"},
      {BodyModel::Depot, -1.0, "denosumab under the skin = -1 mg, below zero"},
      {BodyModel::Estrogen, -0.5, "estrogen = -0.5, below zero"},
      {BodyModel::trabecular + static_cast<std::size_t>(index_of(Field::Osteoclasts)), 2e4,
       "osteoclasts of the skeleton's trabecular bone = 20000, more than there can be"},
      {BodyModel::cortical + static_cast<std::size_t>(index_of(Field::Rankl)), -1.0,
       "rankl of the skeleton's cortical bone = -1 pmol/L, below zero"},
  };
  for (const auto& b : bad) {
    SystemicModel blood({}, {}, 0.1);
    SystemicModel::State state = blood.state();
    state.at(b.state) = b.value;
    blood.restore(3.5, state);
    EXPECT_THAT(advance(blood), AllOf(HasSubstr("at day 3.500000"), HasSubstr(b.message), HasSubstr("[patient]")));
  }
}

TEST(BloodGuard, LetsRoundingBelowZeroPass) {
  SystemicModel blood({}, {}, 0.1);
  SystemicModel::State state = blood.state();
  state[BodyModel::Zoledronate] = -1e-9;
  blood.restore(0.0, state);
  EXPECT_EQ(advance(blood), "");
}

TEST(BloodGuard, NamesTheRateThatIsNotFinite) {
  SystemicModel blood({}, {}, 0.5);
  RegionFeed feed = healthy;
  feed.value.formation = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(advance(blood, feed), AllOf(HasSubstr("the rate of P1NP is not finite"), HasSubstr("at day 0.0")));
}

TEST(BloodGuard, KnowsEveryStateByAName) {
  EXPECT_EQ(name_of_state(0), "denosumab under the skin");
  EXPECT_EQ(name_of_state(BodyModel::trabecular - 1), "TRAP-5b");
  EXPECT_EQ(name_of_state(BodyModel::lesion - 1), "zoledronate of the skeleton's cortical bone");
  EXPECT_EQ(name_of_state(BodyModel::lesion), "rankl of the lesion");
}

}  // namespace
}  // namespace howship
