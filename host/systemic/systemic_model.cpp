#include "host/systemic/systemic_model.hpp"

#include <algorithm>
#include <utility>

#include "host/systemic/blood_guard.hpp"
#include "host/systemic/body_model.hpp"
#include "host/systemic/ode_solver.hpp"

namespace howship {

static_assert(SystemicModel::systemic_states == BodyModel::trabecular);
static_assert(SystemicModel::size == BodyModel::lesion);

struct SystemicModel::Impl {
  Impl(const SystemicParameters& systemic, const TissueParameters& tissue, double metastatic_fraction, double rtol)
      : body(systemic, tissue, metastatic_fraction),
        scales(body.scales()),
        solver([this](double t, const double* y, double* dydt) { body.rate(y, means_at(t), running, dydt); }, scales,
               rtol, name_of_state) {
    body.healthy(state.data());
  }

  RegionMeans means_at(double t) const {
    const double s = t - feed.time;
    return {feed.value.resorption + s * feed.rate.resorption,
            feed.value.formation + s * feed.rate.formation,
            feed.value.mineralisation + s * feed.rate.mineralisation,
            feed.value.osteoblasts + s * feed.rate.osteoblasts,
            feed.value.pthrp + s * feed.rate.pthrp,
            feed.value.osteoclasts + s * feed.rate.osteoclasts};
  }

  BodyInputs inputs_now() const { return inputs_at(given, therapies, time); }

  BodyModel body;
  std::vector<double> scales;
  OdeSolver solver;
  State state{};
  double time = 0.0;
  RegionFeed feed;
  std::vector<Dose> given;  ///< those that last, from when they were given
  std::vector<TherapyCase> therapies;
  BodyInputs running;  ///< during one stretch of advance(), which ends where an infusion does
};

SystemicModel::SystemicModel(const SystemicParameters& systemic, const TissueParameters& tissue,
                             double metastatic_fraction, double rtol)
    : impl_(std::make_unique<Impl>(systemic, tissue, metastatic_fraction, rtol)) {}
SystemicModel::~SystemicModel() = default;
SystemicModel::SystemicModel(SystemicModel&&) noexcept = default;
SystemicModel& SystemicModel::operator=(SystemicModel&&) noexcept = default;

double SystemicModel::time() const {
  return impl_->time;
}
const SystemicModel::State& SystemicModel::state() const {
  return impl_->state;
}

void SystemicModel::restore(double time, const State& state) {
  impl_->time = time;
  impl_->state = state;
}

const std::vector<Dose>& SystemicModel::given() const {
  return impl_->given;
}

void SystemicModel::restore_given(std::vector<Dose> given) {
  impl_->given = std::move(given);
}

void SystemicModel::give(const Dose& dose) {
  Impl& s = *impl_;
  if (dose.duration > 0.0) {
    s.given.push_back(dose);
    s.given.back().time = s.time;
    return;
  }
  s.body.give_bolus(s.state.data(), dose);
}

void SystemicModel::set_therapies(const std::vector<TherapyCase>& therapies) {
  impl_->therapies = therapies;
}

void SystemicModel::advance(double t_end, const RegionFeed& feed, const std::vector<double>& sample_times,
                            std::vector<Serum>& samples) {
  Impl& s = *impl_;
  s.feed = feed;
  samples.clear();
  auto next = sample_times.begin();
  std::vector<double> y(s.state.begin(), s.state.end());
  require_possible(y.data(), s.scales, s.time);
  while (s.time < t_end) {
    // Up to the end of the next infusion, where the input jumps.
    double stop = t_end;
    for (const Dose& infusion : s.given)
      if (infusion.time + infusion.duration > s.time) stop = std::min(stop, infusion.time + infusion.duration);
    s.running = s.inputs_now();
    std::vector<double> times;
    for (auto t = next; t != sample_times.end() && *t <= stop; ++t) times.push_back(*t);
    next += static_cast<std::ptrdiff_t>(times.size());
    const std::size_t wanted = times.size();
    times.push_back(stop);
    std::size_t done = 0;
    s.solver.integrate(s.time, y, times, [&](double, const std::vector<double>& now) {
      if (done++ < wanted) samples.push_back(s.body.serum(now.data(), s.running));
    });
    s.time = stop;
    require_possible(y.data(), s.scales, s.time);
  }
  std::copy(y.begin(), y.end(), s.state.begin());
}

Serum SystemicModel::serum() const {
  return impl_->body.serum(impl_->state.data(), impl_->inputs_now());
}

Serum SystemicModel::serum_rate(const RegionFeed& feed) const {
  const Impl& s = *impl_;
  State rate{};
  s.body.rate(s.state.data(), feed.value, s.inputs_now(), rate.data());
  return s.body.serum_rate(s.state.data(), rate.data());
}

SerumReadouts SystemicModel::readouts() const {
  const Impl& s = *impl_;
  SerumReadouts r;
  r.denosumab = s.body.free_denosumab(s.state.data());
  r.zoledronate = s.body.zoledronate_in_bone(s.state.data());
  r.ctx = s.state[BodyModel::Ctx];
  r.untx = s.state[BodyModel::Untx];
  r.p1np = s.state[BodyModel::P1np];
  r.bsap = s.state[BodyModel::Bsap];
  r.trap5b = s.state[BodyModel::Trap5b];
  r.bmd_spine = s.body.mineral(s.state.data(), s.body.parameters().spine_trabecular_share);
  r.bmd_hip = s.body.mineral(s.state.data(), s.body.parameters().hip_trabecular_share);
  r.calcium = s.state[BodyModel::Calcium];
  r.pth = s.body.parameters().pth * s.body.relative_pth(s.state[BodyModel::Calcium]);
  r.calcitriol = s.state[BodyModel::Calcitriol];
  return r;
}

}  // namespace howship
