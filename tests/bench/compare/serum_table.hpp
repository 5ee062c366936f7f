#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "howship/case.hpp"

#include "host/systemic/systemic_model.hpp"

namespace howship::compare {

/// Serum over one dosing interval from the model of the blood, which here does not feel the region; cubic between knots
/// that lie closer just after the dose.
class SerumTable {
 public:
  SerumTable(const Case& c, double end) {
    SystemicModel blood(c.systemic, c.tissue, 0.0);
    for (const Dose& dose : c.doses) blood.give(dose);
    constexpr int knots = 2000;
    for (int k = 0; k <= knots; ++k) {
      const double share = static_cast<double>(k) / knots;
      const double time = end * share * share;
      std::vector<Serum> none;
      const RegionFeed feed{blood.time(), {}, {0.0, 0.0, 0.0, 0.0, 0.0}};
      if (k > 0) blood.advance(time, feed, {}, none);
      times_.push_back(time);
      values_.push_back(blood.serum());
      slopes_.push_back(blood.serum_rate(feed));
    }
  }

  Serum at(double time) const {
    const auto next = std::upper_bound(times_.begin() + 1, times_.end() - 1, time);
    const auto k = static_cast<std::size_t>(next - times_.begin());
    const double dt = times_[k] - times_[k - 1], s = (time - times_[k - 1]) / dt;
    const double v1 = s * s * (3.0 - 2.0 * s), g0 = dt * s * (1.0 - s) * (1.0 - s), g1 = -dt * s * s * (1.0 - s);
    Serum serum;
    for (double Serum::*member :
         {&Serum::denosumab, &Serum::rankl_drive, &Serum::opg_drive, &Serum::calcium, &Serum::zoledronate_uptake})
      serum.*member = (1.0 - v1) * values_[k - 1].*member + v1 * values_[k].*member + g0 * slopes_[k - 1].*member +
                      g1 * slopes_[k].*member;
    return serum;
  }

 private:
  std::vector<double> times_;
  std::vector<Serum> values_, slopes_;
};

}  // namespace howship::compare
