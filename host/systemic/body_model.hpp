#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "howship/case.hpp"
#include "howship/fields.hpp"
#include "howship/parameters.hpp"
#include "howship/serum.hpp"

#include "host/systemic/therapies.hpp"
#include "kernels/physics/reaction.hpp"

namespace howship {

/// Right-hand side of the blood and of well-mixed bone compartments (MODEL.md 2a, 2g, 2h, 2j and state 24), without any
/// integrator. States: `Systemic` in order, then the fields of the skeleton's trabecular bone as in Field, of its
/// cortical bone, then, when there is one, those of a well-mixed lesion.
class BodyModel {
 public:
  enum Systemic : int {
    Depot,               ///< denosumab under the skin [mg]
    Central,             ///< total (free and target-bound) denosumab in plasma [mg/L]
    Peripheral,          ///< [mg]
    Target,              ///< circulating target, in drug equivalents [mg/L]
    Zoledronate,         ///< in plasma [mg]
    ZoledronateShallow,  ///< in tissue that plasma reaches in an hour [mg]
    ZoledronateDeep,     ///< in tissue that holds it for days [mg]
    ZoledronateUrine,    ///< excreted so far [mg]
    Calcium,             ///< serum [mmol/L]
    Calcitriol,          ///< relative to healthy [1]
    VitaminD,            ///< serum 25-hydroxyvitamin D [nmol/L]
    Estrogen,            ///< relative to before treatment [1]
    Ctx,
    Untx,
    P1np,
    Bsap,
    Trap5b,  ///< relative to baseline [1]
    SystemicCount
  };
  static constexpr std::size_t trabecular = SystemicCount;  ///< first state of that compartment
  static constexpr std::size_t cortical = SystemicCount + field_count;
  static constexpr std::size_t lesion = SystemicCount + 2 * field_count;

  /// \param metastatic_fraction f_met in [0, 1]
  BodyModel(const SystemicParameters& systemic, const TissueParameters& tissue, double metastatic_fraction);

  /// Adds a well-mixed lesion compartment that secretes as `secretion` says.
  void add_lesion(const Phenotype& secretion);
  bool has_lesion() const { return has_lesion_; }
  std::size_t size() const { return lesion + (has_lesion_ ? field_count : 0); }

  /// Size of each state below which it does not matter, for the tolerances of an integrator.
  std::vector<double> scales() const;

  /// Patient before treatment: bone at rest, calcium and calcitriol where vitamin D and the kidney let them settle.
  /// \param lesion_tumour tumour fraction of the lesion compartment.
  void healthy(double* y, double lesion_tumour = 0.0) const;

  /// Puts a dose without duration into the state.
  void give_bolus(double* y, const Dose& dose) const;

  /// dy/dt. \param region means of the region of interest; ignored where there is a lesion compartment, which gives its
  /// own
  void rate(const double* y, const RegionMeans& region, const BodyInputs& inputs, double* dydt) const;

  /// \param inputs of which only the tumour's kill rate counts
  Serum serum(const double* y, const BodyInputs& inputs) const;
  /// d/dt of serum(y) along dydt.
  Serum serum_rate(const double* y, const double* dydt) const;

  double free_denosumab(const double* y) const;  ///< [mg/L]
  double relative_pth(double calcium) const;
  double zoledronate_in_bone(const double* y) const;  ///< of the skeleton [mg]
  /// Mineral of the skeleton relative to its start, with this share of it in trabecular bone [1].
  double mineral(const double* y, double trabecular_share) const;
  double central_volume() const { return central_volume_; }  ///< for this weight [L]
  const SystemicParameters& parameters() const { return p_; }
  const TissueConstants& constants() const { return constants_; }

 private:
  struct CalciumFluxes;
  RegionMeans compartment(const physics::Site<double>& site, const double* u, const Serum& serum, double* dudt) const;
  CalciumFluxes calcium_fluxes(double calcium, double calcitriol, const RegionMeans& skeleton, double pthrp) const;
  double calcitriol_production(double pth, double vitamin_d) const;
  double pth_slope(double calcium) const;

  SystemicParameters p_;
  TissueConstants constants_;
  EffectCurve pth_curve_;
  physics::Site<double> trabecular_{}, cortical_{}, lesion_{};
  bool has_lesion_ = false;
  double metastatic_fraction_;
  double clearance_, intercompartmental_, central_volume_, peripheral_volume_;
};

}  // namespace howship
