#pragma once

#include "host/models/pivonka_cells.hpp"
#include "host/models/published_model.hpp"

namespace howship {

/// Pivonka et al. 2008, Bone 43:249-263, model structure 2: as Lemaire 2004, with saturable TGF-beta, OPG and RANKL,
/// RANKL on precursors and OPG from osteoblasts.
///
/// Its constants of formation and resorption do not balance at rest; bone volume counts from that balance.
class Pivonka2008 final : public PublishedModel {
 public:
  enum : int { OsteoblastPrecursors, Osteoblasts, Osteoclasts, BoneVolumeChange };

  Pivonka2008();
  const std::vector<State>& states() const override { return states_; }
  const std::vector<Output>& outputs() const override;
  void rate(double time, const double* y, double* dydt) const override;
  void derive(double time, const double* y, double* out) const override;

 private:
  PivonkaConstants p_ = pivonka_constants();
  double balance_at_rest_;  ///< [%/day]
  std::vector<State> states_;
};

}  // namespace howship
