#pragma once

#include "host/models/pivonka_cells.hpp"

namespace howship {

/// How cells answer to load, after Scheiner et al. 2013: a share of the recruitment of precursors is replaced by their
/// proliferation, which grows with strain energy. Both are equal at rest.
class StrainResponse {
 public:
  explicit StrainResponse(const PivonkaConstants& p);

  /// \param excess (strain energy - at rest) / at rest; below zero there is no answer of this kind
  static double stimulus(double excess);
  static constexpr double stimulus_at_rest = 0.5;
  /// To be added to the rate of precursors [pmol/L/day].
  double precursor_rate(const BoneCells& cells, const BoneSignals& signals, double stimulus) const;

 private:
  double replaced_;       ///< recruitment that proliferation replaces, at full action of TGF-beta [pmol/L/day]
  double proliferation_;  ///< at stimulus 1 [1/day]
};

}  // namespace howship
