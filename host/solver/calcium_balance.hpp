#pragma once

#include <array>

#include "howship/backend.hpp"

namespace howship {

/// Balance of interstitial calcium over the run: what resorption released, mineralisation bound and the blood
/// exchanged, booked with the step's own quadrature, against the change of the stock. What is left is the defect of the
/// linear solve, clipping and rounding.
class CalciumBalance {
 public:
  explicit CalciumBalance(const TissueParameters& parameters);

  /// Books one accepted step.
  /// \param sums of the step's stages; \param at_stages serum at the stages; \param rate of serum calcium at t_n
  /// \param volume of the region [mm3]
  void book(const std::array<StageSums, 4>& sums, const std::array<Serum, 4>& at_stages, double rate, double dt,
            double volume);

  /// \param stock_start, stock_end of interstitial calcium [mmol/L mm3]; returned in mmol
  BalanceLine line(double stock_start, double stock_end) const;

 private:
  double exchange_, calcium_of_bone_;
  double exchanged_ = 0, released_ = 0, bound_ = 0, gained_ = 0, lost_ = 0;
};

}  // namespace howship
