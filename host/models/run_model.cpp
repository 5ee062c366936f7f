#include "host/models/run_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/systemic/ode_solver.hpp"

namespace howship {

namespace {

constexpr double rtol = 1e-10;

/// Times in (0, end] at which the right-hand side or the state jumps, and `end` itself; ascending, each once.
std::vector<double> jumps(const PublishedModel& model, const Case& c, double end) {
  std::vector<double> times{end};
  for (const Dose& dose : c.doses) times.push_back(dose.time);
  for (const ModelCase::Input& input : c.model.inputs) times.insert(times.end(), {input.start, input.end});
  if (model.daily())
    for (int day = 1; day < end; ++day) times.push_back(day);
  times.erase(std::remove_if(times.begin(), times.end(), [&](double t) { return t <= 0.0 || t > end; }), times.end());
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

void give_doses(const PublishedModel& model, const Case& c, double time, double* y) {
  for (const Dose& dose : c.doses) {
    if (dose.time != time) continue;
    if (dose.drug != Drug::Denosumab || dose.route != Route::Subcutaneous)
      throw InputError(
          fmt::format("{}: the dose of day {:g}: of all drugs and routes, the published models know "
                      "denosumab under the skin (sc) only",
                      c.source.string(), time));
    model.give_denosumab(dose.amount, y);
  }
}

/// Amounts cannot be negative: where they are, an input took more than there was and the equations mean nothing.
void require_not_negative(const PublishedModel& model, double time, const std::vector<double>& y) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    const PublishedModel::State& state = model.states()[i];
    if (!state.may_be_negative && !(y[i] >= -1e-6 * state.scale))
      throw NumericalError(fmt::format("{} is {:.4g} {} by day {:g}", state.name, y[i], state.unit, time));
  }
}

/// Does a piece of the integration; its failure is told with the model and, where there is one, the likely cause.
template <class Piece>
void told_by_model(const ModelCase& model, const Piece& piece) {
  try {
    piece();
  } catch (const NumericalError& error) {
    const bool taken_away = std::any_of(model.inputs.begin(), model.inputs.end(),
                                        [](const ModelCase::Input& input) { return input.value < 0.0; });
    throw NumericalError(fmt::format("{}: {}{}", model.preset, error.what(),
                                     taken_away ? " (an input below zero takes more than there is)" : ""));
  }
}

}  // namespace

void integrate_model(PublishedModel& model, const Case& c, const std::vector<double>& times, const OnModelRow& on_row) {
  if (times.empty()) return;
  std::vector<double> y, scales, readouts(model.outputs().size());
  for (const PublishedModel::State& state : model.states()) {
    y.push_back(state.initial);
    scales.push_back(state.scale);
  }
  OdeSolver solver([&](double t, const double* state, double* rate) { model.rate(t, state, rate); }, scales, rtol);
  const auto row = [&](double t) {
    require_not_negative(model, t, y);
    model.derive(t, y.data(), readouts.data());
    on_row(t, y, readouts);
  };

  auto next = times.begin();
  double t = 0.0;
  model.set_inputs(inputs_at(c.model.inputs, t));
  if (*next == 0.0) row(*next++);
  give_doses(model, c, t, y.data());
  for (double cut : jumps(model, c, times.back())) {
    std::vector<double> stops;
    for (auto time = next; time != times.end() && *time < cut; ++time) stops.push_back(*time);
    stops.push_back(cut);
    told_by_model(c.model, [&] {
      solver.integrate(t, y, stops, [&](double now, const std::vector<double>&) {
        if (now < cut) row(*next++);
      });
    });
    if (model.daily() && cut == std::floor(cut)) model.end_of_day(y.data());
    if (next != times.end() && *next == cut) told_by_model(c.model, [&] { row(*next++); });
    t = cut;
    model.set_inputs(inputs_at(c.model.inputs, t));
    give_doses(model, c, t, y.data());
  }
}

void run_model(const Case& c, std::ostream& csv) {
  const auto model = make_published_model(c.model.preset);
  std::string header = "time [day]";
  for (const auto& state : model->states()) header += fmt::format(",{} [{}]", state.name, state.unit);
  for (const auto& output : model->outputs()) header += fmt::format(",{} [{}]", output.name, output.unit);
  csv << header << '\n';
  std::vector<double> times(static_cast<std::size_t>(std::ceil(c.end)));
  std::iota(times.begin(), times.end(), 0.0);
  times.push_back(c.end);
  integrate_model(*model, c, times,
                  [&](double t, const std::vector<double>& states, const std::vector<double>& outputs) {
                    std::string line = fmt::format("{}", t);
                    for (double value : states) line += fmt::format(",{:.9g}", value);
                    for (double value : outputs) line += fmt::format(",{:.9g}", value);
                    csv << line << '\n';
                  });
}

}  // namespace howship
