#include "host/solver/ledger.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

struct FieldTexts {
  const char *quantity, *unit;
};
constexpr FieldTexts field_texts[booked_count] = {
    {"RANKL", "pmol"}, {"tissue denosumab", "pmol"}, {"interstitial calcium", "mmol"}};
/// In the order of Process.
constexpr const char* process_names[process_count] = {"production",
                                                      "degradation",
                                                      "internalisation_with_denosumab",
                                                      "exchange_with_blood",
                                                      "internalisation_with_rankl",
                                                      "resorption",
                                                      "mineralisation",
                                                      "exchange_with_blood",
                                                      "source",
                                                      "source",
                                                      "source"};
constexpr double litre_per_mm3 = 1e-6;

}  // namespace

Ledger::Ledger(const std::array<double, diffusing_count>& mass) {
  for (int k = 0; k < booked_count; ++k) kept_[k] = mass[index_of(booked_field(k))] != 0.0;
}

void Ledger::book(const StepBalance& step, const std::array<double, booked_count>& lifted,
                  const std::array<double, booked_count>& rounding) {
  for (int p = 0; p < process_count; ++p) {
    const int k = booked_by(static_cast<Process>(p));
    amount_[p] += step.amount[p];
    gained_[k] += std::max(step.amount[p], 0.0);
    lost_[k] += std::max(-step.amount[p], 0.0);
  }
  for (int k = 0; k < booked_count; ++k) {
    algebraic_[k] += step.algebraic[k];
    lifted_[k] += lifted[k];
    rounding_[k] += rounding[k];
    largest_[k] = std::max(largest_[k], std::fabs(step.epsilon[k]));
  }
}

std::vector<BalanceLine> Ledger::lines(const std::array<double, booked_count>& start,
                                       const std::array<double, booked_count>& end, double volume) const {
  std::vector<BalanceLine> all;
  for (int k = 0; k < booked_count; ++k) {
    if (!kept_[k]) continue;
    BalanceLine line;
    line.quantity = field_texts[k].quantity;
    line.unit = field_texts[k].unit;
    line.stock_start = start[k] * litre_per_mm3;
    line.stock_end = end[k] * litre_per_mm3;
    double booked = rounding_[k];
    for (int p = 0; p < process_count; ++p) {
      const auto process = static_cast<Process>(p);
      if (booked_by(process) != k) continue;
      booked += amount_[p];
      if (process < Process::RanklSource || amount_[p] != 0.0)
        line.processes.push_back({process_names[p], amount_[p] * litre_per_mm3});
    }
    line.gained = gained_[k] * litre_per_mm3;
    line.lost = lost_[k] * litre_per_mm3;
    line.algebraic = algebraic_[k] * litre_per_mm3;
    line.clipped = lifted_[k] * litre_per_mm3;
    line.rounding = rounding_[k] * litre_per_mm3;
    line.largest_scaling = largest_[k];
    const double least = 1e-3 * field_info[index_of(booked_field(k))].typical * volume;
    line.error = ((end[k] - start[k]) - booked) / std::max({gained_[k], lost_[k], least});
    all.push_back(line);
  }
  return all;
}

}  // namespace howship
