#include "host/models/strain_response.hpp"

#include <algorithm>

namespace howship {

StrainResponse::StrainResponse(const PivonkaConstants& p) {
  constexpr double replaced_share = 0.1;
  replaced_ = replaced_share * p.precursors_from_uncommitted;
  const BoneCells rest{p.precursors_at_rest, p.osteoblasts_at_rest, p.osteoclasts_at_rest};
  proliferation_ =
      replaced_ * bone_signals(p, rest, {}, {}).tgf_recruitment / (p.precursors_at_rest * stimulus_at_rest);
}

double StrainResponse::stimulus(double excess) {
  constexpr double slope = 1.25;
  return excess < 0.0 ? stimulus_at_rest : std::min(1.0, stimulus_at_rest * (1.0 + slope * excess));
}

double StrainResponse::precursor_rate(const BoneCells& cells, const BoneSignals& signals, double stimulus) const {
  return proliferation_ * stimulus * cells.precursors - replaced_ * signals.tgf_recruitment;
}

}  // namespace howship
