#include "host/systemic/systemic_model.hpp"

#include <algorithm>

#include "host/systemic/body_model.hpp"
#include "host/systemic/ode_solver.hpp"

namespace howship {

static_assert(SystemicModel::systemic_states == BodyModel::SystemicCount);

struct SystemicModel::Impl {
  Impl(const SystemicParameters& systemic, const TissueParameters& tissue, double metastatic_fraction, double rtol)
      : body(systemic, tissue, metastatic_fraction),
        solver([this](double t, const double* y, double* dydt) { body.rate(y, means_at(t), running, dydt); },
               body_scales(), rtol) {
    body.healthy(state.data());
  }

  RegionMeans means_at(double t) const {
    const double s = t - feed.time;
    return {feed.value.resorption + s * feed.rate.resorption, feed.value.formation + s * feed.rate.formation,
            feed.value.mineralisation + s * feed.rate.mineralisation,
            feed.value.osteoblasts + s * feed.rate.osteoblasts, feed.value.pthrp + s * feed.rate.pthrp};
  }

  struct Infusion {
    Drug drug;
    double rate, start, end;  ///< [mg/day], [day]
  };
  BodyModel::Infusions inputs_now() const {
    BodyModel::Infusions now;
    for (const Infusion& infusion : given) {
      if (time < infusion.start || time >= infusion.end) continue;
      (infusion.drug == Drug::Denosumab ? now.denosumab : now.zoledronate) += infusion.rate;
    }
    return now;
  }

  BodyModel body;
  OdeSolver solver;
  State state{};
  double time = 0.0;
  RegionFeed feed;
  std::vector<Infusion> given;
  BodyModel::Infusions running;  ///< during one stretch of advance(), which ends where an infusion does

  static std::vector<double> body_scales();
};

std::vector<double> SystemicModel::Impl::body_scales() {
  std::vector<double> scale(SystemicModel::size, 1.0);
  for (int f = 0; f < field_count; ++f) scale[systemic_states + f] = field_info[f].typical;
  return scale;
}

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

void SystemicModel::give(const Dose& dose) {
  Impl& s = *impl_;
  if (dose.duration > 0.0) {
    s.given.push_back({dose.drug, dose.amount / dose.duration, s.time, s.time + dose.duration});
    return;
  }
  s.body.give_bolus(s.state.data(), dose);
}

void SystemicModel::advance(double t_end, const RegionFeed& feed, const std::vector<double>& sample_times,
                            std::vector<Serum>& samples) {
  Impl& s = *impl_;
  s.feed = feed;
  samples.clear();
  auto next = sample_times.begin();
  std::vector<double> y(s.state.begin(), s.state.end());
  while (s.time < t_end) {
    // Up to the end of the next infusion, where the input jumps.
    double stop = t_end;
    for (const auto& infusion : s.given)
      if (infusion.end > s.time) stop = std::min(stop, infusion.end);
    s.running = s.inputs_now();
    std::vector<double> times;
    for (auto t = next; t != sample_times.end() && *t <= stop; ++t) times.push_back(*t);
    next += static_cast<std::ptrdiff_t>(times.size());
    const std::size_t wanted = times.size();
    times.push_back(stop);
    std::size_t done = 0;
    s.solver.integrate(s.time, y, times, [&](double, const std::vector<double>& now) {
      if (done++ < wanted) samples.push_back(s.body.serum(now.data()));
    });
    s.time = stop;
  }
  std::copy(y.begin(), y.end(), s.state.begin());
}

Serum SystemicModel::serum() const {
  return impl_->body.serum(impl_->state.data());
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
  r.zoledronate = s.state[systemic_states + index_of(Field::Zoledronate)];
  r.ctx = s.state[BodyModel::Ctx];
  r.untx = s.state[BodyModel::Untx];
  r.p1np = s.state[BodyModel::P1np];
  r.bsap = s.state[BodyModel::Bsap];
  r.calcium = s.state[BodyModel::Calcium];
  r.pth = s.body.parameters().pth * s.body.relative_pth(s.state[BodyModel::Calcium]);
  r.calcitriol = s.state[BodyModel::Calcitriol];
  return r;
}

}  // namespace howship
