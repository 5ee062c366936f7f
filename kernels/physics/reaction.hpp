#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"
#include "howship/serum.hpp"

#include "kernels/physics/binding.hpp"
#include "kernels/physics/site.hpp"

namespace howship::physics {

/// A field's place in an array of all fields.
constexpr int at(Field f) {
  return index_of(f);
}

/// Value and slope of an effect curve at x >= 0, given ln x.
template <class V>
struct Effect {
  V value, slope;
};
template <class V>
HOWSHIP_INLINE Effect<V> evaluate(const EffectCurve& e, const V& x, const V& log_x) {
  const V power = exp(e.exponent * log_x);
  const V inverse = 1.0 / (power + e.half);
  return {e.base + e.span * power * inverse, e.span * e.exponent * e.half * power * inverse * inverse / x};
}

/// Largest effects of hypoxia (MODEL.md 2f, assumed): on PTHrP, on resorption, and the tumour fraction at which half of
/// the latter is reached.
constexpr double most_hypoxic_pthrp = 0.5, most_acid = 0.5, acid_half = 0.1;

/// Quantities that several equations share, at one state of one voxel (MODEL.md 2b-2i).
template <class V>
struct Intermediates {
  Binding<V> binding;
  V signal;                     ///< rho_e: RANK occupancy relative to healthy, plus the RANKL-independent part [1]
  V signal_rankl;               ///< d rho_e / dl [L/pmol]
  V pthrp_effect, pthrp_slope;  ///< hP and dhP/dP
  V osteogenic_effect, osteogenic_slope;         ///< hW and dhW/dW
  Effect<V> fusion;                              ///< f and slope in rho_e
  Effect<V> activity;                            ///< act and d act/d rho_e
  Effect<V> survival;                            ///< a_s and slope in rho_e
  Effect<V> e_rob, e_ob, e_kb, e_oc;             ///< TGF-beta effects and slopes in tau
  Effect<V> tgf_tumour;                          ///< h_T = tau/(K_T + tau)
  V phi;                                         ///< BV/TV
  V surface, surface_slope;                      ///< s = S_v(phi)/S_v(phi0) and ds/dphi
  V space, space_slope;                          ///< room for formation and its slope in phi
  Effect<V> formation_control;                   ///< M_f and slope in ln psi
  Effect<V> rankl_control;                       ///< M_r and slope in ln psi
  V load_phi, load_mineral;                      ///< d ln psi/dphi, d ln psi/dM
  V zoledronate, zoledronate_slope;              ///< z and dz/dZ
  V resorption;                                  ///< Res [1/day]
  V resorption_matrix;                           ///< dRes/db_m at fixed phi [1/day]
  V formation;                                   ///< For [1/day]
  V formation_gain;                              ///< M_f' = M_f + (g_W - M_f) hW
  V ripening;                                    ///< rate at which osteoid mineralises [1/day]
  V mineralisation;                              ///< Min [1/day]
  V oxygen_lack;                                 ///< weight of hypoxia times 1 - o [1]
  V acid;                                        ///< factor of resorption where tumour acidifies the marrow [1]
  V perfusion, perfusion_phi, perfusion_tumour;  ///< k_v [1/day] and slopes
};

/// \param u all fields of the voxel in the order of Field, >= 0
template <class V>
HOWSHIP_INLINE Intermediates<V> evaluate_intermediates(const TissueConstants& c, const Site<V>& s, const V* u) {
  const TissueParameters& p = c.p;
  Intermediates<V> m;
  m.binding = bind_rankl(c, u[at(Field::Rankl)], u[at(Field::Opg)], u[at(Field::Denosumab)]);

  const V pthrp = u[at(Field::Pthrp)];
  m.pthrp_effect = pthrp / (p.k_pthrp + pthrp);
  m.pthrp_slope = p.k_pthrp / ((p.k_pthrp + pthrp) * (p.k_pthrp + pthrp));
  const V factor = u[at(Field::OsteogenicFactor)];
  m.osteogenic_effect = factor / (1.0 + factor);
  m.osteogenic_slope = 1.0 / ((1.0 + factor) * (1.0 + factor));

  const V l = m.binding.free_rankl;
  m.signal = l / (p.k_activation + l) * (1.0 / c.occupancy_healthy) + p.rank_bypass * s.cytokines * m.pthrp_effect;
  m.signal_rankl = p.k_activation / ((p.k_activation + l) * (p.k_activation + l)) * (1.0 / c.occupancy_healthy);
  m.activity = {(1.0 + p.k_act) * m.signal / (m.signal + p.k_act),
                (1.0 + p.k_act) * p.k_act / ((m.signal + p.k_act) * (m.signal + p.k_act))};
  const V signal = max(m.signal, V(1e-12));  // the curve's power has no slope at zero to divide by
  const V log_signal = log(signal);
  m.survival = evaluate(c.rank_survival, signal, log_signal);
  m.fusion = evaluate(c.rank_fusion, signal, log_signal);

  const V tgf = max(u[at(Field::TgfBeta)], V(1e-12));
  const V log_tgf = log(tgf);
  m.e_rob = evaluate(c.tgf_precursors, tgf, log_tgf);
  m.e_ob = evaluate(c.tgf_maturation, tgf, log_tgf);
  m.e_kb = evaluate(c.tgf_osteoblast_death, tgf, log_tgf);
  m.e_oc = evaluate(c.tgf_osteoclast_death, tgf, log_tgf);
  m.tgf_tumour = {tgf / (p.k_tumour_tgf + tgf), p.k_tumour_tgf / ((p.k_tumour_tgf + tgf) * (p.k_tumour_tgf + tgf))};

  const V matrix = u[at(Field::MineralisedMatrix)];
  const V mineral = u[at(Field::Mineral)];
  m.phi = u[at(Field::Osteoid)] + matrix;
  const V marrow = 1.0 - m.phi;
  const V surface = specific_surface(marrow);
  m.surface = max(surface, V(0.0)) / s.surface;
  m.surface_slope =
      select(surface > V(0.0),
             -(32.3 + marrow * (-187.8 + marrow * (402.0 + marrow * (-404.0 + marrow * 144.0)))) / s.surface, V(0.0));
  const V room = s.full - m.phi;
  m.space = max(room, V(0.0)) / (s.full - s.healthy);
  m.space_slope = select(room > V(0.0), -1.0 / (s.full - s.healthy), V(0.0));

  // Mechanostat at constant macroscopic stress: ln psi = ln(E_0/E), E ~ phi^2.58 ash^2.74 (Hernandez 2001).
  const V stiff_phi = max(m.phi, V(least_bone_volume_fraction));
  const V stiff_mineral = max(mineral, V(least_mineral));
  const V density = stiff_mineral / stiff_phi;
  const V load =
      2.58 * log(s.healthy / stiff_phi) + 2.74 * log(ash_fraction(s.mineral / s.healthy) / ash_fraction(density));
  const V organic = (1.1 * 3.0 / 7.0) / (3.2 * density + 1.1 * 3.0 / 7.0);  // d ln ash / d ln v
  m.load_phi = select(m.phi > V(least_bone_volume_fraction), (-2.58 + 2.74 * organic) / stiff_phi, V(0.0));
  m.load_mineral = select(mineral > V(least_mineral), -2.74 * organic / stiff_mineral, V(0.0));
  const V tf = tanh((p.lambda_f / (2.0 * p.m_f)) * load);
  const V tr = tanh((p.lambda_r / (2.0 * p.m_r)) * load);
  // Overload of eroded bone brings forth woven bone.
  const V overload = max(load - p.woven_threshold, V(0.0));
  const V bounded = 1.0 / (1.0 + overload * overload);
  m.formation_control = {1.0 + p.m_f * tf + p.woven_formation * overload * overload * bounded,
                         (0.5 * p.lambda_f) * (1.0 - tf * tf) + 2.0 * p.woven_formation * overload * bounded * bounded};
  m.rankl_control = {1.0 - p.m_r * tr, (-0.5 * p.lambda_r) * (1.0 - tr * tr)};

  const V cells = u[at(Field::Tumour)];
  const V spared = 1.0 - p.vascular_tumour_loss * cells;
  const V reach = max(spared, V(0.1));
  m.oxygen_lack = V(0.0);
  m.acid = V(1.0);
  if (p.hypoxia > 0.0) {
    m.oxygen_lack = p.hypoxia * (1.0 - max(marrow, V(0.0)) * reach);
    m.acid = 1.0 + most_acid * m.oxygen_lack * cells / (cells + acid_half);
  }

  const V drug = u[at(Field::Zoledronate)];
  m.zoledronate = drug / (drug + p.zoledronate_half);
  m.zoledronate_slope = p.zoledronate_half / ((drug + p.zoledronate_half) * (drug + p.zoledronate_half));

  const V resorbed = s.turnover * u[at(Field::Osteoclasts)] * m.activity.value * m.acid * m.surface *
                     (1.0 - p.zoledronate_activity * m.zoledronate) * ((s.matrix + p.resorption_floor) / s.matrix);
  m.resorption = resorbed * matrix / (matrix + p.resorption_floor);
  m.resorption_matrix = resorbed * p.resorption_floor / ((matrix + p.resorption_floor) * (matrix + p.resorption_floor));
  m.formation_gain =
      m.formation_control.value + (p.osteogenic_formation - m.formation_control.value) * m.osteogenic_effect;
  m.formation = s.turnover * u[at(Field::Osteoblasts)] * m.formation_gain * m.surface * m.space;
  const V calcium = u[at(Field::Calcium)] * (1.0 / p.calcium_serum_healthy);
  const V squared = calcium * calcium, fourth = squared * squared, supply = fourth * fourth;
  const double half = p.mineralisation_calcium_half;
  m.ripening = (1.0 / p.osteoid_lifetime) * ((1.0 - p.mineralisation_by_calcium) +
                                             (p.mineralisation_by_calcium * (1.0 + half)) * supply / (supply + half));
  m.mineralisation = u[at(Field::Osteoid)] * m.ripening;

  const V open = 1.0 - p.vascular_porosity * m.phi;
  m.perfusion = p.vascular_exchange * open * reach;
  m.perfusion_phi = (-p.vascular_exchange * p.vascular_porosity) * reach;
  m.perfusion_tumour = select(spared > V(0.1), (-p.vascular_exchange * p.vascular_tumour_loss) * open, V(0.0));
  return m;
}

/// Growth of the tumour per day for a TGF-beta effect of 1, where cells are few: pace times what hypoxia leaves.
template <class V>
HOWSHIP_INLINE V tumour_pace(const TissueParameters& p, const Site<V>& s, const Intermediates<V>& m) {
  if (p.hypoxia <= 0.0) return p.tumour_growth * s.growth;
  // Relative oxygen o = 1 - lack where hypoxia counts in full; growth by 0.4 + 0.6 o/(0.2 + o), 0.9 at o = 1.
  const V oxygen = 1.0 - m.oxygen_lack;
  const V left = (0.4 + 0.6 * oxygen / (0.2 + oxygen)) * (1.0 / 0.9);
  return p.tumour_growth * s.growth * left;
}

/// Growth factor of the tumour g_0 + (1 - g_0)(1 + K_T) h_T.
template <class V>
HOWSHIP_INLINE V tumour_drive(const TissueParameters& p, const Intermediates<V>& m) {
  return p.tumour_basal + (1.0 - p.tumour_basal) * (1.0 + p.k_tumour_tgf) * m.tgf_tumour.value;
}

/// PTHrP made by a full tumour where TGF-beta does not act, in pmol/L.
template <class V>
HOWSHIP_INLINE V pthrp_secretion(const Site<V>& s, const Intermediates<V>& m) {
  return s.pthrp_secretion * (1.0 + most_hypoxic_pthrp * m.oxygen_lack);
}

/// RANKL production by bone cells for a serum drive of 1, in pmol/L/day.
template <class V>
HOWSHIP_INLINE V rankl_of_cells(const TissueConstants& c, const Intermediates<V>& m, const V* u) {
  const TissueParameters& p = c.p;
  const V precursors = max(u[at(Field::OsteoblastPrecursors)], V(1e-12));
  const V cells =
      p.rankl_from_osteoblasts * exp(p.rankl_osteoblast_exponent * log(precursors)) + (1.0 - p.rankl_from_osteoblasts);
  return (p.rankl_decay * c.rankl_healthy) * cells * m.rankl_control.value * (1.0 + p.a_pthrp_rankl * m.pthrp_effect);
}

/// RANKL production by bone cells, tumour and its stroma for a serum drive of 1, in pmol/L/day.
template <class V>
HOWSHIP_INLINE V rankl_production(const TissueConstants& c, const Site<V>& s, const Intermediates<V>& m, const V* u) {
  return rankl_of_cells(c, m, u) + (c.p.rankl_decay * c.rankl_healthy) * s.rankl_secretion * u[at(Field::Tumour)];
}

/// OPG production for a serum drive of 1, in pmol/L/day.
template <class V>
HOWSHIP_INLINE V opg_production(const TissueConstants& c, const Intermediates<V>& m, const V* u) {
  const TissueParameters& p = c.p;
  const V cells =
      p.opg_from_osteoblasts * min(u[at(Field::Osteoblasts)], V(p.opg_osteoblast_cap)) + (1.0 - p.opg_from_osteoblasts);
  return (p.opg_decay * p.opg_healthy) * cells / (1.0 + p.b_pthrp_opg * m.pthrp_effect);
}

/// Uptake of zoledronate relative to a skeleton at rest: bone that is being resorbed and refilled has more open
/// surface. \param resorption relative to healthy [1]
template <class V>
HOWSHIP_INLINE V zoledronate_affinity(const TissueParameters& p, const V& resorption) {
  return (1.0 - p.zoledronate_uptake_bound) + p.zoledronate_uptake_bound * resorption;
}
/// Loss of zoledronate from bone relative to healthy: part desorbs, part leaves with the bone that is resorbed.
template <class V>
HOWSHIP_INLINE V zoledronate_loosening(const TissueParameters& p, const V& resorption) {
  return (1.0 - p.zoledronate_release_bound) + p.zoledronate_release_bound * resorption;
}

/// Local right-hand side: everything of MODEL.md 2c-2h but diffusion.
///
/// \param u    fields, >= 0, units of field_info
/// \param rate d/dt of each field [unit/day]
///
/// Vanishes to rounding for healthy bone, whatever the parameters. Total for all inputs in range.
template <class V>
HOWSHIP_INLINE void react(const TissueConstants& c, const Site<V>& s, const Intermediates<V>& m, const Serum& serum,
                          const V* u, V* rate) {
  const TissueParameters& p = c.p;
  const V rankl = u[at(Field::Rankl)], drug = u[at(Field::Denosumab)], tumour = u[at(Field::Tumour)];
  const V bound = m.binding.bound_denosumab;
  const V resorption_ratio = m.resorption / s.turnover;

  rate[at(Field::Rankl)] = rankl_production(c, s, m, u) * serum.rankl_drive - p.rankl_decay * rankl -
                           (p.complex_internalisation - p.rankl_decay) * bound;
  rate[at(Field::Opg)] = opg_production(c, m, u) * serum.opg_drive - p.opg_decay * u[at(Field::Opg)];
  rate[at(Field::Denosumab)] =
      m.perfusion * (p.tissue_serum_ratio * serum.denosumab - (drug - bound)) - p.complex_internalisation * bound;
  rate[at(Field::TgfBeta)] = p.tgf_beta_decay * (p.tgf_beta_background - u[at(Field::TgfBeta)] +
                                                 (1.0 - p.tgf_beta_background) * resorption_ratio);
  rate[at(Field::Pthrp)] =
      p.pthrp_decay *
      (pthrp_secretion(s, m) * tumour * (1.0 + p.a_tgf_pthrp * m.tgf_tumour.value) - u[at(Field::Pthrp)]);
  rate[at(Field::OsteogenicFactor)] =
      p.osteogenic_decay * (s.osteogenic_secretion * tumour - u[at(Field::OsteogenicFactor)]);
  rate[at(Field::Calcium)] = p.calcium_exchange * (serum.calcium - u[at(Field::Calcium)]) +
                             p.calcium_of_bone * (m.resorption - m.mineralisation);
  const V marrow = max(1.0 - m.phi, V(least_marrow_space));
  rate[at(Field::Tumour)] = tumour_pace(p, s, m) * tumour_drive(p, m) * tumour * (1.0 - tumour / marrow) -
                            (p.tumour_death * s.growth + serum.tumour_kill) * tumour;

  const V precursors = u[at(Field::OsteoblastPrecursors)], osteoblasts = u[at(Field::Osteoblasts)];
  const V commitment = (1.0 + p.a_osteogenic * m.osteogenic_effect) / (1.0 + s.osteoblast_suppression * tumour);
  const V maturation = precursors / m.e_ob.value;
  rate[at(Field::OsteoblastPrecursors)] = p.k_p * (m.e_rob.value * commitment - maturation);
  rate[at(Field::Osteoblasts)] =
      p.k_a * (maturation - m.e_kb.value * osteoblasts / (1.0 + p.b_osteogenic * m.osteogenic_effect));

  const V pool = u[at(Field::OsteoclastPrecursors)], prefusion = u[at(Field::PrefusionOsteoclasts)];
  rate[at(Field::OsteoclastPrecursors)] =
      p.k_pd * (1.0 + p.a_pthrp_precursors * m.pthrp_effect - (p.ph_d * m.fusion.value + (1.0 - p.ph_d)) * pool);
  rate[at(Field::PrefusionOsteoclasts)] =
      p.k_f * ((1.0 + p.x_f) * m.fusion.value * pool - (m.fusion.value + p.x_f * m.survival.value) * prefusion);
  rate[at(Field::Osteoclasts)] =
      p.a_0 *
      (m.fusion.value * prefusion -
       m.survival.value * m.e_oc.value * (1.0 + p.zoledronate_apoptosis * m.zoledronate) * u[at(Field::Osteoclasts)]);

  const V matrix = max(u[at(Field::MineralisedMatrix)], V(least_matrix));
  const V mineral = u[at(Field::Mineral)];
  rate[at(Field::Osteoid)] = m.formation - m.mineralisation;
  rate[at(Field::MineralisedMatrix)] = m.mineralisation - m.resorption;
  rate[at(Field::Mineral)] = p.v_primary * m.mineralisation +
                             p.mineralisation_rate * (p.v_maximum * u[at(Field::MineralisedMatrix)] - mineral) -
                             m.resorption / matrix * mineral;
  rate[at(Field::Zoledronate)] =
      serum.zoledronate_uptake * zoledronate_affinity(p, resorption_ratio) -
      p.zoledronate_release * zoledronate_loosening(p, resorption_ratio) * u[at(Field::Zoledronate)];
}

/// Derivative of react() in time through the serum alone, at a fixed state; zero for fields that it does not name.
template <class V>
HOWSHIP_INLINE void react_in_time(const TissueConstants& c, const Site<V>& s, const Intermediates<V>& m,
                                  const Serum& serum_rate, const V* u, V* rate) {
  HOWSHIP_UNROLL
  for (int f = 0; f < field_count; ++f) rate[f] = V(0.0);
  rate[at(Field::Rankl)] = rankl_production(c, s, m, u) * serum_rate.rankl_drive;
  rate[at(Field::Opg)] = opg_production(c, m, u) * serum_rate.opg_drive;
  rate[at(Field::Denosumab)] = m.perfusion * (c.p.tissue_serum_ratio * serum_rate.denosumab);
  rate[at(Field::Calcium)] = V(c.p.calcium_exchange * serum_rate.calcium);
  rate[at(Field::Tumour)] = -serum_rate.tumour_kill * u[at(Field::Tumour)];
  rate[at(Field::Zoledronate)] =
      serum_rate.zoledronate_uptake * zoledronate_affinity(c.p, m.resorption * (1.0 / s.turnover));
}

/// Healthy state of a voxel: every rate vanishes for T = D = Z = 0 and a healthy serum.
template <class V>
HOWSHIP_INLINE void healthy_state(const TissueConstants& c, const Site<V>& s, V* u) {
  for (int f = 0; f < field_count; ++f) u[f] = V(0.0);
  u[at(Field::Rankl)] = V(c.rankl_healthy);
  u[at(Field::Opg)] = V(c.p.opg_healthy);
  u[at(Field::TgfBeta)] = V(1.0);
  u[at(Field::Calcium)] = V(c.p.calcium_serum_healthy);
  u[at(Field::OsteoblastPrecursors)] = V(1.0);
  u[at(Field::Osteoblasts)] = V(1.0);
  u[at(Field::OsteoclastPrecursors)] = V(1.0);
  u[at(Field::PrefusionOsteoclasts)] = V(1.0);
  u[at(Field::Osteoclasts)] = V(1.0);
  u[at(Field::Osteoid)] = s.osteoid;
  u[at(Field::MineralisedMatrix)] = s.matrix;
  u[at(Field::Mineral)] = s.mineral;
}

}  // namespace howship::physics
