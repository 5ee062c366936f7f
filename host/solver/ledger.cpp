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
    booked_.amount[p] += step.amount[p];
    booked_.gained[k] += std::max(step.amount[p], 0.0);
    booked_.lost[k] += std::max(-step.amount[p], 0.0);
  }
  for (int k = 0; k < booked_count; ++k) {
    booked_.algebraic[k] += step.algebraic[k];
    booked_.lifted[k] += lifted[k];
    booked_.rounding[k] += rounding[k];
    booked_.largest[k] = std::max(booked_.largest[k], std::fabs(step.epsilon[k]));
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
    double booked = booked_.rounding[k];
    for (int p = 0; p < process_count; ++p) {
      const auto process = static_cast<Process>(p);
      if (booked_by(process) != k) continue;
      booked += booked_.amount[p];
      if (process < Process::RanklSource || booked_.amount[p] != 0.0)
        line.processes.push_back({process_names[p], booked_.amount[p] * litre_per_mm3});
    }
    line.gained = booked_.gained[k] * litre_per_mm3;
    line.lost = booked_.lost[k] * litre_per_mm3;
    line.algebraic = booked_.algebraic[k] * litre_per_mm3;
    line.clipped = booked_.lifted[k] * litre_per_mm3;
    line.rounding = booked_.rounding[k] * litre_per_mm3;
    line.largest_scaling = booked_.largest[k];
    const double least = 1e-3 * field_info[index_of(booked_field(k))].typical * volume;
    line.error = ((end[k] - start[k]) - booked) / std::max({booked_.gained[k], booked_.lost[k], least});
    all.push_back(line);
  }
  return all;
}

}  // namespace howship
