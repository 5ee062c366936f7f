#include "host/systemic/systemic_trajectory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/results.hpp"

#include "host/systemic/blood_guard.hpp"
#include "host/systemic/body_model.hpp"
#include "host/systemic/input_cuts.hpp"
#include "host/systemic/ode_solver.hpp"

namespace howship {

namespace {

/// A column and how it is read from the state.
struct Reading {
  const char* name;
  double (*value)(const BodyModel& body, const double* y);
};

double rest_of(const double* y, Field f) {
  return y[BodyModel::trabecular + index_of(f)];
}
double lesion_of(const double* y, Field f) {
  return y[BodyModel::lesion + index_of(f)];
}

const std::vector<Reading> always = {
    {"denosumab_serum [ug/mL]", [](const BodyModel& b, const double* y) { return b.free_denosumab(y); }},
    {"zoledronate_bone [ug]", [](const BodyModel& b, const double* y) { return 1000.0 * b.zoledronate_in_bone(y); }},
    {"ctx [% of baseline]", [](const BodyModel&, const double* y) { return 100.0 * y[BodyModel::Ctx]; }},
    {"untx [% of baseline]", [](const BodyModel&, const double* y) { return 100.0 * y[BodyModel::Untx]; }},
    {"p1np [% of baseline]", [](const BodyModel&, const double* y) { return 100.0 * y[BodyModel::P1np]; }},
    {"bsap [% of baseline]", [](const BodyModel&, const double* y) { return 100.0 * y[BodyModel::Bsap]; }},
    {"calcium_serum [mmol/L]", [](const BodyModel&, const double* y) { return y[BodyModel::Calcium]; }},
    {"pth [pmol/L]",
     [](const BodyModel& b, const double* y) { return b.parameters().pth * b.relative_pth(y[BodyModel::Calcium]); }},
    {"calcitriol [1]", [](const BodyModel&, const double* y) { return y[BodyModel::Calcitriol]; }},
    {"osteoclasts_rest [1]", [](const BodyModel&, const double* y) { return rest_of(y, Field::Osteoclasts); }},
    {"osteoblasts_rest [1]", [](const BodyModel&, const double* y) { return rest_of(y, Field::Osteoblasts); }},
    {"bone_volume_fraction_rest [1]",
     [](const BodyModel&, const double* y) {
       return rest_of(y, Field::Osteoid) + rest_of(y, Field::MineralisedMatrix);
     }},
    {"bmd_rest [mg/cm3]",
     [](const BodyModel&, const double* y) { return bmd_per_mineral * rest_of(y, Field::Mineral); }},
};

const std::vector<Reading> with_lesion = {
    {"tumour_lesion [1]", [](const BodyModel&, const double* y) { return lesion_of(y, Field::Tumour); }},
    {"osteoclasts_lesion [1]", [](const BodyModel&, const double* y) { return lesion_of(y, Field::Osteoclasts); }},
    {"osteoblasts_lesion [1]", [](const BodyModel&, const double* y) { return lesion_of(y, Field::Osteoblasts); }},
    {"bone_volume_fraction_lesion [1]",
     [](const BodyModel&, const double* y) {
       return lesion_of(y, Field::Osteoid) + lesion_of(y, Field::MineralisedMatrix);
     }},
    {"bmd_lesion [mg/cm3]",
     [](const BodyModel&, const double* y) { return bmd_per_mineral * lesion_of(y, Field::Mineral); }},
};

// To the right of the others, where columns may be added without moving one that is there.
const std::vector<Reading> further = {
    {"zoledronate_plasma [mg]", [](const BodyModel&, const double* y) { return y[BodyModel::Zoledronate]; }},
    {"zoledronate_urine [mg]", [](const BodyModel&, const double* y) { return y[BodyModel::ZoledronateUrine]; }},
    {"trap5b [% of baseline]", [](const BodyModel&, const double* y) { return 100.0 * y[BodyModel::Trap5b]; }},
    {"bmd_spine [%]",
     [](const BodyModel& b, const double* y) {
       return 100.0 * (b.mineral(y, b.parameters().spine_trabecular_share) - 1.0);
     }},
    {"bmd_hip [%]", [](const BodyModel& b,
                       const double* y) { return 100.0 * (b.mineral(y, b.parameters().hip_trabecular_share) - 1.0); }},
    {"vitamin_d [nmol/L]", [](const BodyModel&, const double* y) { return y[BodyModel::VitaminD]; }},
    {"estrogen [1]", [](const BodyModel&, const double* y) { return y[BodyModel::Estrogen]; }},
};

/// Fills the columns row by row.
class Recorder {
 public:
  Recorder(const BodyModel& body, std::size_t rows) : body_(body), readings_(always) {
    if (body.has_lesion()) readings_.insert(readings_.end(), with_lesion.begin(), with_lesion.end());
    readings_.insert(readings_.end(), further.begin(), further.end());
    result_.columns.push_back({"time [day]", {}});
    for (const Reading& reading : readings_) result_.columns.push_back({reading.name, {}});
    for (auto& column : result_.columns) column.values.reserve(rows);
  }
  void row(double t, const double* y) {
    auto column = result_.columns.begin();
    (column++)->values.push_back(t);
    for (const Reading& reading : readings_) (column++)->values.push_back(reading.value(body_, y));
  }
  SystemicTrajectory take() { return std::move(result_); }

 private:
  const BodyModel& body_;
  std::vector<Reading> readings_;
  SystemicTrajectory result_;
};

}  // namespace

const std::vector<double>* SystemicTrajectory::find(const std::string& name) const {
  const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
  return column == columns.end() ? nullptr : &column->values;
}

const std::vector<double>& SystemicTrajectory::at(const std::string& name) const {
  const std::vector<double>* values = find(name);
  if (values == nullptr) throw InputError(fmt::format("the systemic trajectory has no column '{}'", name));
  return *values;
}

std::vector<double> daily_times(double end) {
  std::vector<double> times;
  for (long day = 0; static_cast<double>(day) < end; ++day) times.push_back(static_cast<double>(day));
  times.push_back(end);
  return times;
}

SystemicTrajectory simulate_systemic(const Case& c) {
  return simulate_systemic(c, daily_times(c.end));
}

SystemicTrajectory simulate_systemic(const Case& c, const std::vector<double>& times, double rtol) {
  if (!std::is_sorted(times.begin(), times.end()) ||
      (!times.empty() && !(times.front() >= 0.0 && times.back() <= c.end)))
    throw InputError(fmt::format("times of a systemic trajectory must ascend from 0 to the end at day {}", c.end));
  BodyModel body(c.systemic, c.tissue, c.metastatic_fraction.value_or(0.0));
  if (!c.lesions.empty()) body.add_lesion(c.lesions.front().secretion);
  std::vector<double> y(body.size());
  body.healthy(y.data(), c.lesions.empty() ? 0.0 : c.lesions.front().tumour_fraction);

  BodyInputs running;
  const std::vector<double> scales = body.scales();
  OdeSolver solver([&](double, const double* state, double* rate) { body.rate(state, RegionMeans{}, running, rate); },
                   scales, rtol, name_of_state);
  Recorder recorder(body, times.size());
  auto next = times.begin();
  require_possible(y.data(), scales, 0.0);
  for (; next != times.end() && *next <= 0.0; ++next) recorder.row(*next, y.data());

  double t = 0.0;
  auto dose = c.doses.begin();
  const std::vector<Fraction> fractions = fractions_of(c.therapies);
  auto fraction = fractions.begin();
  for (double cut : input_cuts(c.doses, c.end, c.therapies)) {
    if (next == times.end()) break;
    for (; dose != c.doses.end() && dose->time <= t; ++dose)
      if (dose->duration <= 0.0) body.give_bolus(y.data(), *dose);
    running = inputs_at(c.doses, c.therapies, t);
    // The lesion that stands for all is taken to lie in every field of radiation.
    for (; fraction != fractions.end() && fraction->time <= t; ++fraction)
      if (body.has_lesion()) y[BodyModel::lesion + index_of(Field::Tumour)] *= surviving_fraction(*fraction->therapy);
    const auto after = std::upper_bound(next, times.end(), cut);
    std::vector<double> stops(next, after);
    if (stops.empty() || stops.back() < cut) stops.push_back(cut);
    solver.integrate(t, y, stops, [&](double now, const std::vector<double>& state) {
      require_possible(state.data(), scales, now);
      for (; next != after && *next <= now; ++next) recorder.row(*next, state.data());
    });
    t = cut;
  }
  return recorder.take();
}

}  // namespace howship
