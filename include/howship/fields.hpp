#pragma once

#include <array>

namespace howship {

/// Number of diffusing fields. They come first in every field order.
constexpr int diffusing_count = 8;
/// Number of local (non-diffusing) fields.
constexpr int local_count = 9;
constexpr int field_count = diffusing_count + local_count;

/// All fields of a voxel, in storage order: first the diffusing ones, then the local ones.
enum class Field : int {
  Rankl = 0,             ///< total RANKL: free and bound to RANK, OPG, denosumab [pmol/L]
  Opg,                   ///< total OPG [pmol/L]
  Denosumab,             ///< total denosumab in tissue [pmol/L]
  TgfBeta,               ///< active TGF-beta relative to healthy bone [1]
  Pthrp,                 ///< tumour PTHrP [pmol/L]
  OsteogenicFactor,      ///< Wnt, ET-1 and BMP of the tumour lumped; 1 = half effect [1]
  Calcium,               ///< interstitial calcium [mmol/L]
  Tumour,                ///< tumour volume per tissue volume [1]
  OsteoblastPrecursors,  ///< relative to healthy bone [1]
  Osteoblasts,           ///< relative to healthy bone [1]
  OsteoclastPrecursors,  ///< RANK-positive precursor pool, relative to healthy bone [1]
  PrefusionOsteoclasts,  ///< committed, not yet fused, relative to healthy bone [1]
  Osteoclasts,           ///< active, relative to healthy bone [1]
  Osteoid,               ///< osteoid volume per tissue volume [1]
  MineralisedMatrix,     ///< mineralised matrix volume per tissue volume [1]
  Mineral,               ///< mineral volume per tissue volume [1]; BMD = 3200 mg/cm3 times this
  Zoledronate,           ///< on bone surface, whole-body equivalent at this site [mg]
};

constexpr int index_of(Field f) {
  return static_cast<int>(f);
}
constexpr Field field_at(int i) {
  return static_cast<Field>(i);
}
constexpr bool is_diffusing(Field f) {
  return index_of(f) < diffusing_count;
}

/// Fields whose amount in the region is booked process by process: RANKL, denosumab, calcium.
constexpr int booked_count = 3;
constexpr Field booked_field(int k) {
  return k == 0 ? Field::Rankl : k == 1 ? Field::Denosumab : Field::Calcium;
}

/// Name and unit of a field as they stand in files and messages, the size at which the field starts to matter (errors
/// are weighed against max(|u|, scale), positivity against scale), and the largest value that bone can have.
struct FieldInfo {
  const char* name;
  const char* unit;
  double typical;  ///< [unit]
  double most;     ///< [unit]; a step that leads beyond it is refused
};

/// Indexed by Field. Names of fields that are written to .vti are those of the cell arrays.
///
/// The largest values are of physics, not of medicine: no parameter that a case may set to a sensible value comes near.
/// Proteins: more than all protein of plasma together is 1e9 pmol/L; undiluted from the vial denosumab has 4.8e8 (70
/// g/L). TGF-beta: all that solid bone holds, set free at once. Osteogenic factor: ten full tumours of the strongest
/// secretion that a case may ask for. Calcium: of solid bone mineral. Cells: packed as closely as they can be, bone
/// cells are some 500 times as dense as in healthy bone; 1e4 leaves room for where healthy bone has few. Volumes: all
/// of the tissue. Zoledronate: as heavy as the mineral of a skeleton.
constexpr std::array<FieldInfo, field_count> field_info = {{
    {"rankl", "pmol/L", 10.912, 1e9},
    {"opg", "pmol/L", 18436.0, 1e9},
    {"denosumab", "pmol/L", 1000.0, 4.8e8},
    {"tgf_beta", "1", 1.0, 1e6},
    {"pthrp", "pmol/L", 20.0, 1e9},
    {"osteogenic_factor", "1", 1.0, 1e5},
    {"calcium", "mmol/L", 2.35, 3.2e4},
    {"tumour", "1", 0.5, 1.0},
    {"osteoblast_precursors", "1", 1.0, 1e4},
    {"osteoblasts", "1", 1.0, 1e4},
    {"osteoclast_precursors", "1", 1.0, 1e4},
    {"prefusion_osteoclasts", "1", 1.0, 1e4},
    {"osteoclasts", "1", 1.0, 1e4},
    {"osteoid", "1", 0.13, 1.0},
    {"mineralised_matrix", "1", 0.13, 1.0},
    {"mineral", "1", 0.056, 1.0},
    {"zoledronate", "mg", 1.0, 4e6},
}};
/// What a step may overshoot the largest value by, as a share of it: accuracy allows a percent at the loosest.
constexpr double overshoot = 0.01;

}  // namespace howship
