#include "tests/validation/peer_models.hpp"

#include <cmath>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "host/models/martinez_reina_2019.hpp"
#include "host/models/peterson_riggs_2010.hpp"
#include "host/models/run_model.hpp"

namespace howship::validation {

namespace {

SystemicTrajectory simulate(const Case& c) {
  const auto model = make_published_model(c.model.preset);
  SystemicTrajectory course;
  course.columns.push_back({"time [day]", {}});
  for (const auto& state : model->states()) course.columns.push_back({state.name + " [" + state.unit + "]", {}});
  for (const auto& output : model->outputs()) course.columns.push_back({output.name + " [" + output.unit + "]", {}});
  integrate_model(*model, c, rows_every(0.25, c.end),
                  [&](double t, const std::vector<double>& states, const std::vector<double>& outputs) {
                    auto column = course.columns.begin();
                    (column++)->values.push_back(t);
                    for (double value : states) (column++)->values.push_back(value);
                    for (double value : outputs) (column++)->values.push_back(value);
                  });
  return course;
}

std::vector<double> at_rest(const PublishedModel& model) {
  std::vector<double> y;
  for (const auto& state : model.states()) y.push_back(state.initial);
  return y;
}

}  // namespace

const Course& denosumab_in(const std::string& preset, double mg, double every, int count, double end) {
  static std::map<std::tuple<std::string, double, double, int, double>, Course> done;
  const auto key = std::make_tuple(preset, mg, every, count, end);
  const auto found = done.find(key);
  if (found != done.end()) return found->second;
  Case c;
  c.end = end;
  c.model.preset = preset;
  give_denosumab(c, mg, 0.0, every, count);
  return done.emplace(key, Course(simulate(c))).first->second;
}

DensityConstants density_constants_of_peterson_riggs() {
  using Model = PetersonRiggs2010;
  const Model model;
  const auto rate = [&](double osteoblasts, double osteoclasts, double density) {
    std::vector<double> y = at_rest(model), dydt(y.size());
    y[Model::OsteoblastsFast] *= osteoblasts;
    y[Model::OsteoblastsSlow] *= osteoblasts;
    y[Model::Osteoclasts] *= osteoclasts;
    y[Model::BmdSpineDenosumab] = density;
    model.rate(0.0, y.data(), dydt.data());
    return dydt[Model::BmdSpineDenosumab] / 24.0;
  };
  const auto loss = [&](double osteoclasts) { return rate(1.0, osteoclasts, 0.0) - rate(1.0, osteoclasts, 1.0); };
  return {loss(1.0), std::log2(rate(2.0, 1.0, 0.0) / rate(1.0, 1.0, 0.0)), std::log2(loss(2.0) / loss(1.0))};
}

OneCompartment denosumab_of_martinez_reina() {
  using Model = MartinezReina2019;
  const Model model;
  const auto rate = [&](double depot, double serum, int state) {
    std::vector<double> y = at_rest(model), dydt(y.size());
    y[Model::DenosumabDepot] = depot;
    y[Model::DenosumabSerum] = serum;
    model.rate(0.0, y.data(), dydt.data());
    return dydt[static_cast<std::size_t>(state)];
  };
  constexpr double nanograms = 1000.0, beyond_saturation = 1e12;  // per microgram; [ug/mL]
  OneCompartment found{};
  found.absorption = -rate(1.0, 0.0, Model::DenosumabDepot);
  found.volume = found.absorption / rate(1.0, 0.0, Model::DenosumabSerum);
  found.linear_elimination = -rate(0.0, beyond_saturation, Model::DenosumabSerum) / beyond_saturation;
  // What saturates: 1/g = (1 + half/C)/most.
  const auto inverse = [&](double serum) {
    return 1.0 / (-rate(0.0, serum, Model::DenosumabSerum) - found.linear_elimination * serum);
  };
  const double slope = 2.0 * (inverse(1.0) - inverse(2.0)), most = 1.0 / (inverse(1.0) - slope);
  found.half_elimination = nanograms * slope * most;
  found.saturable_elimination = nanograms * found.volume * most;
  return found;
}

double accessibility_of_martinez_reina() {
  using Model = MartinezReina2019;
  const Model model;
  const auto read = [&](double serum, const char* name) {
    std::vector<double> y = at_rest(model), readouts(model.outputs().size());
    y[Model::DenosumabSerum] = serum;
    model.derive(0.0, y.data(), readouts.data());
    for (std::size_t i = 0; i < readouts.size(); ++i)
      if (model.outputs()[i].name == name) return readouts[i];
    return std::nan("");
  };
  const double rankl = read(0.0, "rankl_free"), left = read(1.0, "rankl_free");
  const double bound = 1.0 + 0.001 * read(0.0, "opg") + read(0.0, "rank_occupied") / rankl;
  return (rankl / left - 1.0) * bound / (0.333 * read(1.0, "denosumab"));
}

}  // namespace howship::validation
