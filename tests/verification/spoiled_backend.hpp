#pragma once

#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "howship/backend.hpp"

namespace howship::testing_support {

/// A back end that works, but for what a test makes of it.
class SpoiledBackend final : public Backend {
 public:
  explicit SpoiledBackend(Backend& sound) : sound_(sound) {}

  bool solves = true;                                   ///< false: linear systems are left as they are
  std::function<void(StepCheck&, double dt)> on_check;  ///< changes what a step looks like
  std::function<void(RegionSums&)> on_sums;             ///< changes what the blood is told
  int attempts = 0;

  std::string name() const override { return sound_.name(); }
  std::string description() const override { return sound_.description(); }
  double bytes() const override { return sound_.bytes(); }
  void set_initial_state() override { sound_.set_initial_state(); }
  void upload(const std::array<std::vector<double>, field_count>& fields) override { sound_.upload(fields); }
  void download(std::array<std::vector<double>, field_count>& fields) override { sound_.download(fields); }
  void set_source(Source* source) override { sound_.set_source(source); }
  int levels() const override { return sound_.levels(); }
  const std::array<double, diffusing_count>& mass() const override { return sound_.mass(); }
  void prepare(double gamma_dt, const Serum& serum) override { sound_.prepare(gamma_dt, serum); }
  void begin_stage(const StageInput& input) override {
    dt_ = input.dt;
    sound_.begin_stage(input);
  }
  void solve(const SolvePlan& plan) override {
    if (solves) sound_.solve(plan);
  }
  void end_stage(const StageInput& input) override { sound_.end_stage(input); }
  StepCheck check(double rtol) override {
    ++attempts;
    StepCheck check = sound_.check(rtol);
    if (on_check) on_check(check, dt_);
    return check;
  }
  void scale(const std::array<double, booked_count>& epsilon) override { sound_.scale(epsilon); }
  std::array<double, booked_count> accept() override { return sound_.accept(); }
  std::array<StageSums, 4> stage_sums() override { return sound_.stage_sums(); }
  RegionSums region_sums() override {
    RegionSums sums = sound_.region_sums();
    if (on_sums) on_sums(sums);
    return sums;
  }
  void download_stages(int stages, std::array<std::vector<double>, field_count>& fields) override {
    sound_.download_stages(stages, fields);
  }
  void interpolate(double theta, Snapshot& snapshot) override { sound_.interpolate(theta, snapshot); }
  void snapshot(Snapshot& snapshot) override { sound_.snapshot(snapshot); }
  void set_profiling(bool on) override { sound_.set_profiling(on); }
  std::vector<ProfileLine> profile() const override { return sound_.profile(); }

 private:
  Backend& sound_;
  double dt_ = 0.0;
};

}  // namespace howship::testing_support
