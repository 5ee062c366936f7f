#pragma once

#include "host/models/cortical_mechanics.hpp"
#include "host/models/pivonka_cells.hpp"
#include "host/models/published_model.hpp"
#include "host/models/strain_response.hpp"

namespace howship {

/// Scheiner et al. 2013, Comput Methods Appl Mech Eng 254:181-196: cells of Pivonka 2008 in cortical bone under axial
/// compression, whose strain energy drives precursors when high and RANKL when low.
///
/// Load acts from its first change on; until then bone counts as adapted to the habitual 30 MPa. The input
/// "compressive_stress" replaces these.
class Scheiner2013 final : public PublishedModel {
 public:
  enum : int { OsteoblastPrecursors, Osteoblasts, Osteoclasts, BoneVolumeFraction };

  Scheiner2013();
  const std::vector<State>& states() const override { return states_; }
  const std::vector<Output>& outputs() const override;
  void rate(double time, const double* y, double* dydt) const override;
  void derive(double time, const double* y, double* out) const override;

 private:
  struct Load {
    double strain_energy;  ///< [GPa]
    double stimulus;       ///< of precursors [1]
    double rankl;          ///< production by disuse [pmol/L/day]
  };
  Load load(const double* y) const;
  double strain_energy(double bone_volume) const;  ///< \param bone_volume [%]

  PivonkaConstants p_ = scheiner_constants();
  StrainResponse response_;
  CorticalMechanics mechanics_;
  double strain_energy_at_rest_;  ///< [GPa]
  std::vector<State> states_;
};

}  // namespace howship
