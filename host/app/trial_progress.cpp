#include "host/app/trial_progress.hpp"

#include <algorithm>

namespace howship {

namespace {

template <class Arms, class Value>
double sum_of(const Arms& arms, Value value) {
  double sum = 0.0;
  for (const auto& arm : arms) sum += value(arm);
  return sum;
}

}  // namespace

TrialProgress::TrialProgress(const std::vector<Case>& cases, const std::vector<double>& from)
    : arms_([&] {
        std::vector<Arm> arms;
        for (std::size_t i = 0; i < cases.size(); ++i)
          arms.push_back({StepForecast(cases[i]), from[i], from[i], cases[i].end});
        return arms;
      }()),
      time_left_(total_work(arms_)) {}

double TrialProgress::total_work(const std::vector<Arm>& arms) {
  const double work = sum_of(arms, [](const Arm& a) { return a.forecast.total() - a.forecast.until(a.from); });
  return std::max(work, 1e-9);
}

Progress TrialProgress::update(std::size_t arm, const Progress& own, double wall) {
  Arm& a = arms_.at(arm);
  a.time = own.time;
  a.steps = own.steps;
  a.updates = own.voxel_updates_per_second * own.wall_seconds;
  time_left_.update(sum_of(arms_, [](const Arm& each) { return each.work(); }), wall);
  Progress all;
  all.arms = static_cast<int>(arms_.size());
  const auto [slowest, fastest] =
      std::minmax_element(arms_.begin(), arms_.end(), [](const Arm& x, const Arm& y) { return x.time < y.time; });
  all.slowest = slowest->time;
  all.fastest = fastest->time;
  all.time = sum_of(arms_, [](const Arm& each) { return each.time; }) / all.arms;
  all.end = own.end;
  all.dt = own.dt;
  for (const Arm& each : arms_) all.steps += each.steps;
  all.wall_seconds = wall;
  all.voxel_updates_per_second = wall > 0.0 ? sum_of(arms_, [](const Arm& each) { return each.updates; }) / wall : 0.0;
  all.seconds_left = time_left_.seconds();
  return all;
}

void TrialProgress::end(std::size_t arm) {
  arms_.at(arm).time = arms_.at(arm).end;
}

}  // namespace howship
