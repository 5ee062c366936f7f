#pragma once

namespace howship {

/// What the blood brings to the tissue at one instant. Linear in the tissue's equations, so that the same
/// struct carries the values and their time derivatives [per day].
struct Serum {
  double denosumab = 0.0;           ///< free drug [pmol/L]
  double rankl_drive = 1.0;         ///< G_L(PTH), 1 when healthy [1]
  double opg_drive = 1.0;           ///< G_O(PTH), 1 when healthy [1]
  double calcium = 2.35;            ///< total serum calcium [mmol/L]
  double zoledronate_uptake = 0.0;  ///< by the whole skeleton, over the mean affinity of its bone [mg/day]
  double tumour_kill = 0.0;         ///< death of tumour cells by systemic therapy [1/day]
};

/// What the region of interest gives back: means over its volume relative to healthy bone.
struct RegionMeans {
  double resorption = 1.0;
  double formation = 1.0;
  double mineralisation = 1.0;
  double osteoblasts = 1.0;
  double pthrp = 0.0;  ///< [pmol/L]
  double osteoclasts = 1.0;
};
/// A rate of change of zero.
constexpr RegionMeans no_change{0.0, 0.0, 0.0, 0.0, 0.0, 0.0};

}  // namespace howship
