#include "host/solver/calcium_balance.hpp"

#include <algorithm>
#include <cmath>

#include "howship/rosenbrock.hpp"

namespace howship {

CalciumBalance::CalciumBalance(const TissueParameters& parameters)
    : exchange_(parameters.calcium_exchange), calcium_of_bone_(parameters.calcium_of_bone) {}

void CalciumBalance::book(const std::array<StageSums, 4>& sums, const std::array<Serum, 4>& at_stages, double rate,
                          double dt, double volume) {
  using namespace rosenbrock;
  const double theta = gamma * dt;
  double moved[3][stages];
  double total[3] = {0, 0, 0};
  for (int i = 0; i < stages; ++i) {
    const StageSums& s = sums[i];
    const double rates[3] = {exchange_ * (at_stages[i].calcium * volume - s.calcium - s.calcium_change) +
                                 dt * gamma_sum[i] * exchange_ * rate * volume,
                             calcium_of_bone_ * (s.resorption + s.resorption_change),
                             calcium_of_bone_ * (s.mineralisation + s.mineralisation_change)};
    for (int process = 0; process < 3; ++process) {
      double history = 0.0;
      for (int j = 0; j < i; ++j) history += c[i][j] * moved[process][j];
      moved[process][i] = theta * rates[process] + gamma * history;
      total[process] += m[i] * moved[process][i];
    }
  }
  exchanged_ += total[0];
  released_ += total[1];
  bound_ += total[2];
  gained_ += std::max(total[0], 0.0) + std::max(total[1], 0.0) + std::max(-total[2], 0.0);
  lost_ += std::max(-total[0], 0.0) + std::max(-total[1], 0.0) + std::max(total[2], 0.0);
}

BalanceLine CalciumBalance::line(double stock_start, double stock_end) const {
  constexpr double mmol = 1e-6;  // 1 mmol/L over 1 mm3
  BalanceLine line;
  line.quantity = "interstitial calcium";
  line.unit = "mmol";
  line.stock_start = stock_start * mmol;
  line.stock_end = stock_end * mmol;
  line.gained = gained_ * mmol;
  line.lost = lost_ * mmol;
  const double unexplained = (stock_end - stock_start) - (exchanged_ + released_ - bound_);
  const double throughput = std::max({gained_, lost_, 1e-12 * std::fabs(stock_start)});
  line.error = throughput > 0.0 ? unexplained / throughput : 0.0;
  return line;
}

}  // namespace howship
