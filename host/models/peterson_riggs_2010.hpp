#pragma once

#include "host/models/published_model.hpp"

namespace howship {

/// Peterson and Riggs 2010, Bone 46:49-63, calcium homeostasis and bone remodelling, with bone mineral density as in
/// Riggs et al. 2012, CPT Pharmacometrics Syst Pharmacol 1:e14, and denosumab as in Peterson et al. 2004: two
/// compartments with Michaelis-Menten elimination, on which RANKL does not act back. Constants of OpenBoneMin.
///
/// Time inside is hours, as there; rate() converts. Estrogen and teriparatide are left out.
class PetersonRiggs2010 final : public PublishedModel {
 public:
  enum : int {
    DenosumabDepot,
    DenosumabCentral,
    DenosumabPeripheral,
    Pth,
    GlandPool,
    GlandCapacity,
    Calcitriol,
    AlphaHydroxylase,
    CalciumExtracellular,
    PhosphateExtracellular,
    PhosphateCells,
    PhosphateGut,
    CalciumGut,
    CalciumTransport,
    Hydroxyapatite,
    Osteoclasts,
    RespondingOsteoblasts,
    OsteoblastsFast,
    OsteoblastsSlow,
    RanklFree,
    RankFree,
    OpgFree,
    RankRankl,
    OpgRankl,
    TgfBetaLatent,
    TgfBetaActive,
    CalciumBoneExchangeable,
    CalciumBone,
    Runx2,
    Creb,
    Bcl2,
    BmdSpineDenosumab,
    BmdSpine,
    BmdFemoralNeck,
    CalciumUrine,
    GlomerularFiltration,
    StateCount
  };

  const std::vector<State>& states() const override;
  const std::vector<Output>& outputs() const override;
  void rate(double time, const double* y, double* dydt) const override;
  void derive(double time, const double* y, double* out) const override;
  void give_denosumab(double amount, double* y) const override;

 private:
  // Each fills its own states' part of dydt, per hour.
  void denosumab_rate(const double* y, double* dydt) const;
  void rankl_rate(const double* y, double* dydt) const;
  void cell_rate(const double* y, double* dydt) const;
  void bone_rate(const double* y, double* dydt) const;     ///< calcium in bone, and density
  void mineral_rate(const double* y, double* dydt) const;  ///< after bone_rate: calcium and phosphate elsewhere
  void hormone_rate(const double* y, double* dydt) const;
};

}  // namespace howship
