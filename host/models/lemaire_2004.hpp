#pragma once

#include "host/models/published_model.hpp"

namespace howship {

/// Lemaire et al. 2004, J Theor Biol 229:293-309: osteoblast precursors, active osteoblasts and active osteoclasts
/// under TGF-beta, PTH, RANKL and OPG.
///
/// The paper has no bone volume. Its change here takes formation per osteoblast from Pivonka 2008 and resorption per
/// osteoclast such that both balance at rest.
class Lemaire2004 final : public PublishedModel {
 public:
  enum : int { OsteoblastPrecursors, Osteoblasts, Osteoclasts, BoneVolumeChange };

  const std::vector<State>& states() const override;
  const std::vector<Output>& outputs() const override;
  void rate(double time, const double* y, double* dydt) const override;
  void derive(double time, const double* y, double* out) const override;

 private:
  /// What the cells feel.
  struct Signals {
    double pth;             ///< [pmol/L]
    double pth_occupancy;   ///< pi_P, of the receptors of osteoblasts [1]
    double opg;             ///< [pmol/L]
    double rank_occupancy;  ///< pi_L [1]
    double tgf_beta;        ///< pi_C, occupancy of the receptors [1]
  };
  Signals signals(const double* y) const;
};

}  // namespace howship
