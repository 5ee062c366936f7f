#include "host/solver/step_balance.hpp"

#include <algorithm>
#include <cmath>

#include "howship/rosenbrock.hpp"

namespace howship {

namespace {

/// Less than this share of its stock is too little of a change to judge a solve by: gains and losses nearly cancel
/// there.
constexpr double visible_change = 1e-2;

constexpr int rankl = 0, denosumab = 1, calcium = 2;  // places among the booked fields
constexpr int at(Process p) {
  return static_cast<int>(p);
}
using PerProcess = std::array<double, process_count>;
using PerField = std::array<double, booked_count>;

/// r_p(y_i) + J_p U_i + gamma_i dt dr_p/dt, summed over the region.
PerProcess stage_rates(const TissueParameters& p, const StageSums& s, const Serum& serum, const Serum& rate,
                       double stage_dt, double volume) {
  const double internalised = p.complex_internalisation * (s.at.bound + s.along.bound);
  PerProcess r;
  r[at(Process::RanklProduction)] =
      s.at.rankl_production * (serum.rankl_drive + stage_dt * rate.rankl_drive) + s.along.rankl_production;
  r[at(Process::RanklDegradation)] = -p.rankl_decay * ((s.at.rankl - s.at.bound) + (s.along.rankl - s.along.bound));
  r[at(Process::RanklInternalisation)] = -internalised;
  r[at(Process::DenosumabExchange)] = s.at.denosumab_exchange + s.along.denosumab_exchange +
                                      stage_dt * p.tissue_serum_ratio * rate.denosumab * s.at.perfusion;
  r[at(Process::DenosumabInternalisation)] = -internalised;
  r[at(Process::CalciumResorption)] = p.calcium_of_bone * (s.at.resorption + s.along.resorption);
  r[at(Process::CalciumMineralisation)] = -p.calcium_of_bone * (s.at.mineralisation + s.along.mineralisation);
  r[at(Process::CalciumExchange)] =
      p.calcium_exchange * (s.at.calcium_gap - s.along.calcium + stage_dt * rate.calcium * volume);
  r[at(Process::RanklSource)] = s.at.source[rankl];
  r[at(Process::DenosumabSource)] = s.at.source[denosumab];
  r[at(Process::CalciumSource)] = s.at.source[calcium];
  return r;
}

/// Right-hand sides of the stage equations summed over the region, and what the solves left of them; sizes, added up
/// over the stages.
struct SolveShare {
  PerField asked{}, left{};
};
SolveShare share_of_solves(const TissueParameters& parameters, const std::array<StageSums, 4>& sums,
                           const std::array<Serum, 4>& at_stages, const Serum& rate, double dt, double volume) {
  using namespace rosenbrock;
  const double theta = gamma * dt;
  const auto increment = [&](int i) {
    const StageChanges& along = sums[static_cast<std::size_t>(i)].along;
    return PerField{along.rankl, along.denosumab, along.calcium};
  };
  SolveShare share;
  for (int i = 0; i < stages; ++i) {
    const StageSums& s = sums[static_cast<std::size_t>(i)];
    const Serum& serum = at_stages[static_cast<std::size_t>(i)];
    const PerProcess whole = stage_rates(parameters, s, serum, rate, dt * gamma_sum[i], volume);
    const PerProcess at_argument = stage_rates(parameters, {s.at, {}}, serum, rate, dt * gamma_sum[i], volume);
    PerField right{}, residual{};
    for (int p = 0; p < process_count; ++p) {
      const auto k = static_cast<std::size_t>(booked_by(static_cast<Process>(p)));
      right[k] += theta * at_argument[static_cast<std::size_t>(p)];
      residual[k] += theta * whole[static_cast<std::size_t>(p)];
    }
    const PerField own = increment(i);
    for (std::size_t k = 0; k < booked_count; ++k) {
      double history = 0.0;
      for (int j = 0; j < i; ++j) history += gamma * c[i][j] * increment(j)[k];
      share.asked[k] += std::fabs(right[k] + history);
      share.left[k] += std::fabs(residual[k] + history - own[k]);
    }
  }
  return share;
}

/// How the rates answer when a field is scaled: slope[p][k] epsilon_k. Resorption feels scaled RANKL in the next step.
std::array<PerField, process_count> scaling_slopes(const TissueParameters& p, const StepCheck& check) {
  const ScalingSlopes& s = check.slopes;
  std::array<PerField, process_count> slope{};
  slope[at(Process::RanklDegradation)][rankl] = -p.rankl_decay * (check.stock[rankl] - s.bound_rankl);
  slope[at(Process::RanklDegradation)][denosumab] = p.rankl_decay * s.bound_denosumab;
  for (Process process : {Process::RanklInternalisation, Process::DenosumabInternalisation}) {
    slope[at(process)][rankl] = -p.complex_internalisation * s.bound_rankl;
    slope[at(process)][denosumab] = -p.complex_internalisation * s.bound_denosumab;
  }
  slope[at(Process::DenosumabExchange)][rankl] = s.exchange_rankl;
  slope[at(Process::DenosumabExchange)][denosumab] = s.exchange_denosumab;
  slope[at(Process::CalciumExchange)][calcium] = -p.calcium_exchange * check.stock[calcium];
  return slope;
}

/// Gaussian elimination; the stock stands on the diagonal and losses add to it, so no pivots are sought.
PerField solve(std::array<PerField, booked_count> a, PerField b) {
  for (int k = 0; k < booked_count; ++k)
    for (int i = k + 1; i < booked_count; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (int j = k; j < booked_count; ++j) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  for (int k = booked_count - 1; k >= 0; --k) {
    for (int j = k + 1; j < booked_count; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

}  // namespace

int booked_by(Process process) {
  switch (process) {
    case Process::RanklProduction:
    case Process::RanklDegradation:
    case Process::RanklInternalisation:
    case Process::RanklSource:
      return rankl;
    case Process::DenosumabExchange:
    case Process::DenosumabInternalisation:
    case Process::DenosumabSource:
      return denosumab;
    default:
      return calcium;
  }
}

StepBalance balance_step(const TissueParameters& parameters, const std::array<double, diffusing_count>& mass,
                         const std::array<StageSums, 4>& sums, const StepCheck& check,
                         const std::array<Serum, 4>& at_stages, const Serum& rate, double dt, double volume) {
  using namespace rosenbrock;
  const double theta = gamma * dt;
  const auto slope = scaling_slopes(parameters, check);
  PerField floor;
  std::array<bool, booked_count> kept, scaled;
  for (int k = 0; k < booked_count; ++k) {
    const int f = index_of(booked_field(k));
    floor[k] = 1e-3 * field_info[f].typical * volume;
    kept[k] = mass[f] != 0.0;
    // Nothing is there to scale before a first dose; below that, what is left unbooked does not show.
    scaled[k] = kept[k] && check.stock[k] > 1e-12 * floor[k];
  }
  // delta enters field by field: a field that is not scaled has a row and a column of its own.
  std::array<PerField, booked_count> system{};
  for (int k = 0; k < booked_count; ++k) system[k][k] = scaled[k] ? check.stock[k] : 1.0;
  for (int p = 0; p < process_count; ++p) {
    const int k = booked_by(static_cast<Process>(p));
    for (int l = 0; l < booked_count; ++l)
      if (scaled[k] && scaled[l]) system[k][l] -= theta * slope[p][l];
  }

  PerField delta[stages];
  PerProcess moved[stages];
  StepBalance made;
  for (int i = 0; i < stages; ++i) {
    moved[i] = stage_rates(parameters, sums[i], at_stages[i], rate, dt * gamma_sum[i], volume);
    const StageChanges& along = sums[i].along;
    PerField residual{-along.rankl, -along.denosumab, -along.calcium};
    for (int p = 0; p < process_count; ++p) {
      double history = 0.0;
      for (int j = 0; j < i; ++j) {
        for (int l = 0; l < booked_count; ++l) moved[i][p] += slope[p][l] * a[i][j] * delta[j][l];
        history += c[i][j] * moved[j][p];
      }
      moved[i][p] = theta * moved[i][p] + gamma * history;
      residual[booked_by(static_cast<Process>(p))] += moved[i][p];
    }
    for (int k = 0; k < booked_count; ++k)
      if (!scaled[k]) residual[k] = 0.0;
    delta[i] = solve(system, residual);
    for (int p = 0; p < process_count; ++p) {
      if (!kept[booked_by(static_cast<Process>(p))]) continue;
      for (int l = 0; l < booked_count; ++l) moved[i][p] += theta * slope[p][l] * delta[i][l];
      made.amount[p] += m[i] * moved[i][p];
    }
    for (int k = 0; k < booked_count; ++k) made.algebraic[k] += m[i] * delta[i][k] * check.stock[k];
  }
  const SolveShare share = share_of_solves(parameters, sums, at_stages, rate, dt, volume);
  for (int k = 0; k < booked_count; ++k) {
    if (!scaled[k]) continue;
    const double moves = made.algebraic[k] - check.lifted[k];
    made.epsilon[k] = moves / check.stock[k];
    const double size = std::max(check.stock[k], floor[k]);
    made.largest = std::max(made.largest, std::fabs(moves) / size);
    if (share.asked[k] <= visible_change * size || share.left[k] <= made.left * share.asked[k]) continue;
    made.left = share.left[k] / share.asked[k];
    made.left_in = k;
  }
  return made;
}

}  // namespace howship
