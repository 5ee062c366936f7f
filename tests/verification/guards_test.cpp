// What ends a run whose steps lead nowhere: one message that names the reason, and a state that is still good.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/solver/field_guard.hpp"
#include "host/systemic/body_model.hpp"

#include "tests/verification/coupled_run.hpp"
#include "tests/verification/spoiled_backend.hpp"

namespace howship {
namespace {

using namespace testing_support;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// A ball of some fifty voxels with a lytic tumour, so that every field moves.
Case small_case() {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 2.2;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  LesionCase lesion;
  lesion.radius = 1.2;
  lesion.tumour_fraction = 0.5;
  c.lesions = {lesion};
  c.metastatic_fraction = 0.1;
  return c;
}

/// Adds to one field in one voxel, from a time on.
class Push final : public Source {
 public:
  Push(Field field, std::size_t voxel, double from, double by)
      : field_(static_cast<std::size_t>(index_of(field))), voxel_(voxel), from_(from), by_(by) {}
  void rate(double time, const FieldValues&, FieldValues& rate) override {
    if (time >= from_) rate[field_][voxel_] = by_;
  }
  void rate_in_time(double, const FieldValues&, FieldValues&) override {}

 private:
  std::size_t field_, voxel_;
  double from_, by_;
};

class Guards : public ::testing::Test {
 protected:
  Guards() : case_(small_case()), region_(make_region(case_)) {
    sound_ = make_backend(tested_options(case_), region_.domain, region_.sites, case_.tissue);
    sound_->set_initial_state();
    backend_ = std::make_unique<SpoiledBackend>(*sound_);
    voxel_ = region_.domain.stored_voxels() / 2;
    while (!region_.domain.active(voxel_)) ++voxel_;
    blood_ = std::make_unique<SystemicModel>(case_.systemic, case_.tissue, 0.1);
  }

  /// Runs for so many days, with an event after each `stretch`. \return the message with which it ends; empty when it
  /// does not
  std::string run(double end, double stretch = HUGE_VAL) {
    Integrator integrator(*backend_, *blood_, region_.domain, case_.tissue, {});
    std::string message;
    try {
      while (integrator.time() < end) {
        integrator.restart();
        integrator.advance(
            std::min(end, integrator.time() + stretch), {end}, [&](double time, double) { last_step_ = time; },
            [&](const Snapshot& snapshot) { last_output_ = snapshot.time; });
      }
    } catch (const NumericalError& error) {
      message = error.what();
    }
    reached_ = integrator.time();
    FieldValues fields;
    backend_->download(fields);
    const auto bad = find_impossible(fields, region_.domain, 0.0);
    EXPECT_FALSE(bad) << "left behind: " << bad->what;
    EXPECT_EQ(blood_->time(), reached_) << "region and blood are of different times";
    return message;
  }
  std::string place() const {
    const Index3 v = region_.domain.voxel_index(voxel_);
    return fmt::format("in voxel ({}, {}, {}) at (", v[0], v[1], v[2]);
  }

  Case case_;
  Region region_;
  std::size_t voxel_;
  std::unique_ptr<Backend> sound_;
  std::unique_ptr<SpoiledBackend> backend_;
  std::unique_ptr<SystemicModel> blood_;
  double reached_ = 0.0, last_step_ = 0.0, last_output_ = 0.0;
};

TEST_F(Guards, LetASoundRunPass) {
  EXPECT_EQ(run(2.0), "");
  EXPECT_EQ(reached_, 2.0);
}

TEST_F(Guards, NameTheFieldThatGrowsBeyondAllBounds) {
  Push push(Field::Osteoclasts, voxel_, 0.0, 2e4);  // beyond 1e4 after half a day, and later for those that die
  backend_->set_source(&push);
  EXPECT_THAT(run(2.0), AllOf(HasSubstr("field osteoclasts = 10"), HasSubstr("above 10000, the largest it can be"),
                              HasSubstr(place()), HasSubstr("after day 0."), HasSubstr("last good state")));
  EXPECT_GT(reached_, 0.5);
  EXPECT_LT(backend_->attempts, 400);
}

TEST_F(Guards, NameTheBoneThatOutgrowsItsTissue) {
  Push push(Field::Osteoid, voxel_, 0.0, 2.0);
  backend_->set_source(&push);
  EXPECT_THAT(run(2.0), AllOf(HasSubstr("osteoid + mineralised_matrix = 1.0"), HasSubstr(place())));
}

TEST_F(Guards, EndWhereAValueStopsBeingANumber) {
  Push push(Field::Calcium, voxel_, 0.5, std::numeric_limits<double>::quiet_NaN());
  backend_->set_source(&push);
  EXPECT_THAT(run(2.0), AllOf(HasSubstr("nan pmol/L, not a finite number (as are "), HasSubstr(place()),
                              HasSubstr("after day 0.")));
  EXPECT_LE(reached_, 0.5);
  EXPECT_GT(reached_, 0.4);
}

TEST_F(Guards, TryAShorterStepBeforeTheyEndARun) {
  int refused = 0;
  backend_->on_check = [&](StepCheck& check, double dt) {
    if (dt < 1e-3) return;
    check.beyond = 1.0;
    ++refused;
  };
  EXPECT_EQ(run(0.01), "");
  EXPECT_GT(refused, 1);
}

TEST_F(Guards, NameTheFieldWhoseErrorNoStepIsShortEnoughFor) {
  backend_->on_check = [](StepCheck& check, double) { check.error[index_of(Field::Pthrp)] = 30.0; };
  EXPECT_THAT(run(1.0), AllOf(HasSubstr("the time step fell to"), HasSubstr("attempts in a row"),
                              HasSubstr("the error in pthrp is 30.0 times too large"), HasSubstr("numerics.rtol")));
  EXPECT_LT(backend_->attempts, 60);
}

TEST_F(Guards, NameTheQuantityOfTheBloodThatFails) {
  SystemicModel::State state = blood_->state();
  state[BodyModel::Depot] = -1.0;
  blood_->restore(0.0, state);
  EXPECT_THAT(run(1.0), AllOf(HasSubstr("denosumab under the skin = -1 mg, below zero"), HasSubstr("do not help"),
                              HasSubstr("the last good state is written")));
  EXPECT_EQ(reached_, 0.0);
}

TEST_F(Guards, KeepTheStepWithWhichTheBloodFails) {
  constexpr double end = 1e-4;  // one step
  bool first = true;
  backend_->on_sums = [&](RegionSums& sums) {
    if (!first) sums.mineralisation = 1e300;  // what it takes from the blood overflows
    first = false;
  };
  EXPECT_THAT(run(end), HasSubstr("the last good state is written"));
  EXPECT_EQ(reached_, end);
  EXPECT_EQ(last_step_, end);
  EXPECT_EQ(last_output_, end);
}

TEST_F(Guards, SayThatTheLinearSolverStagnates) {
  backend_->solves = false;
  EXPECT_THAT(run(5.0), AllOf(HasSubstr("the linear solver stagnates after day"), HasSubstr("100 % of the change of"),
                              HasSubstr("numerics.precision")));
  EXPECT_LT(backend_->attempts, 1000);
}

TEST_F(Guards, SayThatARunWouldNeverEnd) {
  // Steps of a millionth of a day, whatever the tolerance.
  backend_->on_check = [](StepCheck& check, double dt) { check.error[0] = std::pow(dt / 1e-6, 3); };
  EXPECT_THAT(run(100.0), AllOf(HasSubstr("the time step stays near"), HasSubstr("day 100 would take 1e+08 more steps"),
                                HasSubstr("numerics.max_step")));
}

TEST_F(Guards, SayThatARunWouldNeverEndThoughItsEventsAreNear) {
  backend_->on_check = [](StepCheck& check, double dt) { check.error[0] = std::pow(dt / 1e-6, 3); };
  EXPECT_THAT(run(100.0, 5e-4), HasSubstr("day 100 would take 1e+08 more steps"));
  EXPECT_LT(reached_, 0.01);
}

}  // namespace
}  // namespace howship
