#pragma once

#include "howship/config_macros.hpp"

#include "kernels/physics/elementary.hpp"
#include "kernels/physics/tissue_constants.hpp"

namespace howship::physics {

/// Smallest values with which the mechanostat is evaluated, as in the well-mixed reference.
constexpr double least_bone_volume_fraction = 0.01;
constexpr double least_mineral = 1e-4;
/// Smallest space that a tumour is taken to have, and least matrix by which a rate is divided [1].
constexpr double least_marrow_space = 1e-3;
constexpr double least_matrix = 1e-6;

/// What is special to one place: its healthy bone, and what a tumour there secretes.
template <class V>
struct Site {
  V healthy;                 ///< phi0, healthy BV/TV, in (0, 0.99]
  V pthrp_secretion;         ///< q_P [pmol/L]
  V osteoblast_suppression;  ///< a_K [1]
  V osteogenic_secretion;    ///< q_W [1]
  V rankl_secretion;         ///< q_L [1]
  V cytokines;               ///< multiple of rank_bypass [1]
  V growth;                  ///< pace of the tumour [1]

  // Follows from `healthy`
  V turnover;  ///< q0, bone resorbed and formed per tissue volume [1/day]
  V osteoid;   ///< b_o0 [1]
  V matrix;    ///< b_m0 [1]
  V mineral;   ///< M_0 [1]
  V surface;   ///< S_v(1 - phi0) [mm2/mm3]
  V full;      ///< phi_max: BV/TV at which formation stops [1]
};

template <class V>
HOWSHIP_INLINE void set_phenotype(Site<V>& s, const Phenotype& p) {
  s.pthrp_secretion = V(p.pthrp_secretion);
  s.osteoblast_suppression = V(p.osteoblast_suppression);
  s.osteogenic_secretion = V(p.osteogenic_secretion);
  s.rankl_secretion = V(p.rankl_secretion);
  s.cytokines = V(p.cytokines);
  s.growth = V(p.growth);
}

/// Ash fraction by mass of bone with mineral volume v per bone volume [1]; 3.2 and 1.1 g/cm3 are the densities of
/// mineral and organic phase, 3/7 the organic volume share (Hernandez 2001 as used by Martinez-Reina 2019).
template <class V>
HOWSHIP_INLINE V ash_fraction(const V& v) {
  return 3.2 * v / (3.2 * v + 1.1 * 3.0 / 7.0);
}

/// Fills in what follows from the healthy BV/TV.
///
/// Healthy turnover per tissue volume is k phi_ref at the reference BV/TV, and elsewhere proportional to bone surface
/// and, to a share of it, to the marrow that this faces: surfaces in red marrow are activated more often than those of
/// Haversian canals. Compact bone then turns over some 10 times more slowly than trabecular bone, as it does. Formation
/// stops at phi_max, or half-way between phi0 and solid bone where that is denser.
template <class V>
HOWSHIP_INLINE void derive_site(const TissueConstants& c, Site<V>& s) {
  const TissueParameters& p = c.p;
  s.surface = specific_surface(1.0 - s.healthy);
  const V marrow = (1.0 - s.healthy) * (1.0 / (1.0 - p.reference_bone_volume_fraction));
  s.turnover = (p.turnover * p.reference_bone_volume_fraction / c.surface_reference) * s.surface *
               ((1.0 - p.turnover_by_marrow) + p.turnover_by_marrow * marrow);
  s.osteoid = s.turnover * p.osteoid_lifetime;
  s.matrix = s.healthy - s.osteoid;
  s.mineral = (p.v_primary * s.osteoid / p.osteoid_lifetime + p.mineralisation_rate * p.v_maximum * s.matrix) /
              (p.mineralisation_rate + s.turnover / s.matrix);
  s.full = max(V(p.phi_maximum), 0.5 * (1.0 + s.healthy));
}

}  // namespace howship::physics
