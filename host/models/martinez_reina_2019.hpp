#pragma once

#include "host/models/mineral_ageing.hpp"
#include "host/models/pivonka_cells.hpp"
#include "host/models/published_model.hpp"
#include "host/models/strain_response.hpp"

namespace howship {

/// Martinez-Reina and Pivonka 2019, Bone 125:87, postmenopausal osteoporosis under denosumab: cells and strain response
/// of Scheiner 2013 in trabecular bone under 5 MPa, RANKL raised by the menopause at day 0, mineral by age in days,
/// denosumab in one compartment as by Marathe et al. for 60 kg.
///
/// Disuse raises no RANKL. Mineral is renewed at the end of each day.
class MartinezReina2019 final : public PublishedModel {
 public:
  enum : int { OsteoblastPrecursors, Osteoblasts, Osteoclasts, BoneVolumeFraction, DenosumabDepot, DenosumabSerum };

  MartinezReina2019();
  const std::vector<State>& states() const override { return states_; }
  const std::vector<Output>& outputs() const override;
  void rate(double time, const double* y, double* dydt) const override;
  void derive(double time, const double* y, double* out) const override;
  void give_denosumab(double amount, double* y) const override;
  bool daily() const override { return true; }
  void end_of_day(const double* y) override;

 private:
  struct Material {
    double mineral;        ///< volume per bone volume [1]
    double ash;            ///< mass of mineral per mass of solids [1]
    double density;        ///< of bone matrix [g/cm3]
    double stiffness;      ///< Young's modulus of the tissue [GPa]
    double strain_energy;  ///< [GPa]
  };
  Material material(double bone_fraction) const;  ///< \param bone_fraction [1]
  BoneSignals signals(double time, const double* y) const;

  PivonkaConstants p_ = scheiner_constants();
  StrainResponse response_;
  MineralAgeing ageing_;
  double strain_energy_at_rest_;  ///< [GPa]
  std::vector<State> states_;
};

}  // namespace howship
