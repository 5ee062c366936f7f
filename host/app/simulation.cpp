#include "host/app/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "host/app/healthy_bone.hpp"
#include "host/case/applied_events.hpp"
#include "host/systemic/input_cuts.hpp"

namespace howship {

std::vector<double> output_times(double every, double end) {
  std::vector<double> times;
  for (long i = 1; static_cast<double>(i) * every < end * (1.0 - 1e-12); ++i)
    times.push_back(static_cast<double>(i) * every);
  times.push_back(end);
  return times;
}

Baseline make_baseline(const TissueSites& sites, const TissueParameters& parameters) {
  const HealthyBone bone(parameters);
  Baseline baseline;
  baseline.bone_volume_fraction = sites.healthy;
  baseline.mineral.reserve(sites.healthy.size());
  for (float healthy : sites.healthy) baseline.mineral.push_back(static_cast<float>(bone.mineral(healthy)));
  return baseline;
}

BackendOptions backend_options(const Case& c) {
  BackendOptions options;
  options.precision = c.numerics.precision;
  for (const std::string& name : c.numerics.quasi_steady)
    for (int f = 0; f < diffusing_count; ++f)
      if (name == field_info[f].name) options.mass[f] = 0.0;
  return options;
}

Simulation::Simulation(const Case& c, const VoxelDomain& domain, const TissueSites& sites,
                       const BackendOptions& options)
    : case_(c), domain_(domain), backend_(make_backend(options, domain, sites, c.tissue)) {
  backend_->set_initial_state();
  metastatic_fraction_ = c.metastatic_fraction
                             ? *c.metastatic_fraction
                             : std::min(1.0, backend_->region_sums().turnover / c.systemic.skeleton_resorption);
  systemic_ = std::make_unique<SystemicModel>(c.systemic, c.tissue, metastatic_fraction_);
  systemic_->set_therapies(c.therapies);
  integrator_ =
      std::make_unique<Integrator>(*backend_, *systemic_, domain_, c.tissue,
                                   Integrator::Options{c.numerics.rtol, c.numerics.first_step, c.numerics.max_step});
}

void Simulation::run(const std::function<void(const TimeseriesRow&)>& on_row,
                     const std::function<void(const AppliedEvent&)>& on_event, const Integrator::OnOutput& on_output,
                     const Integrator::Stop& stop) {
  if (!restored_) {
    on_row(row(0.0));
    on_output(snapshot());
  }
  const std::vector<double> outputs = output_times(case_.output.every, case_.end);
  const std::vector<AppliedEvent> events = applied_events(case_);
  const std::vector<Fraction> fractions = fractions_of(case_.therapies);
  const std::vector<double> cuts = input_cuts(case_.doses, case_.end, case_.therapies);
  for (auto end = std::upper_bound(cuts.begin(), cuts.end(), time()); end != cuts.end(); ++end) {
    const auto due = [&](const auto& inputs, std::size_t next) {
      return next < inputs.size() && inputs[next].time <= time();
    };
    // Not again within the stretch that a restored run was stopped in.
    if (std::upper_bound(cuts.begin(), cuts.end(), applied_.since) != end || applied_.since < 0.0) {
      for (; due(case_.doses, applied_.doses); ++applied_.doses) systemic_->give(case_.doses[applied_.doses]);
      for (; due(events, applied_.events); ++applied_.events) on_event(events[applied_.events]);
      std::vector<Fraction> now;
      for (; due(fractions, applied_.fractions); ++applied_.fractions) now.push_back(fractions[applied_.fractions]);
      if (!now.empty()) irradiate_all(now);
      integrator_->restart();
      applied_.since = time();
    }
    integrator_->advance(
        *end, outputs, [&](double, double dt) { on_row(row(dt)); }, on_output, stop);
    if (time() < *end) return;
  }
}

Simulation::Memory Simulation::memory() {
  Memory memory;
  memory.fields = fields();
  memory.blood = systemic_->state();
  for (const Dose& dose : systemic_->given()) memory.given.push_back(dose.time);
  memory.integrator = integrator_->memory();
  memory.time = time();
  memory.applied = applied_;
  return memory;
}

void Simulation::restore(const Memory& memory) {
  std::vector<Dose> given;
  for (std::size_t i = 0; i < std::min(memory.applied.doses, case_.doses.size()); ++i)
    if (case_.doses[i].duration > 0.0) given.push_back(case_.doses[i]);
  if (memory.applied.doses > case_.doses.size() || given.size() != memory.given.size())
    throw std::invalid_argument("other doses than the case has");
  for (std::size_t i = 0; i < given.size(); ++i) given[i].time = memory.given[i];
  backend_->upload(memory.fields);
  systemic_->restore(memory.time, memory.blood);
  systemic_->restore_given(std::move(given));
  integrator_->restore(memory.integrator);
  applied_ = memory.applied;
  restored_ = true;
}

void Simulation::irradiate_all(const std::vector<Fraction>& fractions) {
  auto all = fields();
  for (const Fraction& fraction : fractions) irradiate(*fraction.therapy, domain_, all[index_of(Field::Tumour)]);
  backend_->upload(all);
  integrator_->state_changed();
}

Snapshot Simulation::snapshot() {
  Snapshot s;
  s.time = time();
  backend_->snapshot(s);
  return s;
}

std::array<std::vector<double>, field_count> Simulation::fields() {
  std::array<std::vector<double>, field_count> fields;
  backend_->download(fields);
  return fields;
}

TimeseriesRow Simulation::row(double dt) const {
  const RegionSums& s = integrator_->sums();
  const SerumReadouts blood = systemic_->readouts();
  TimeseriesRow r;
  r.time = time();
  r.dt = dt;
  r.denosumab_serum = blood.denosumab;
  r.denosumab_free = s.denosumab_free / s.volume;
  r.zoledronate_bone = 1000.0 * blood.zoledronate;
  r.rankl_free = s.rankl_free / s.volume;
  r.opg = s.opg / s.volume;
  r.rank_occupancy = s.rank_occupancy / s.volume;
  r.tgf_beta = s.tgf_beta / s.volume;
  r.osteoclasts = s.osteoclasts / s.volume;
  r.osteoblasts = s.osteoblasts / s.volume;
  r.tumour_volume = s.tumour;
  r.lytic_volume = s.lytic;
  r.sclerotic_volume = s.sclerotic;
  r.bone_volume = s.bone;
  r.bmd = bmd_per_mineral * s.mineral / s.volume;
  r.bmd_change = 100.0 * (s.mineral / s.mineral_healthy - 1.0);
  r.ctx = 100.0 * blood.ctx;
  r.untx = 100.0 * blood.untx;
  r.p1np = 100.0 * blood.p1np;
  r.bsap = 100.0 * blood.bsap;
  r.trap5b = 100.0 * blood.trap5b;
  r.bmd_spine = 100.0 * (blood.bmd_spine - 1.0);
  r.bmd_hip = 100.0 * (blood.bmd_hip - 1.0);
  r.calcium_serum = blood.calcium;
  r.pth = blood.pth;
  r.calcitriol = blood.calcitriol;
  for (const BalanceLine& line : integrator_->balance())
    if (line.quantity == "interstitial calcium") r.calcium_balance_error = line.error;
  return r;
}

}  // namespace howship
