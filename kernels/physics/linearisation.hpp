#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"
#include "howship/serum.hpp"

#include "kernels/physics/reaction.hpp"

namespace howship::physics {

/// Slopes of react() that the stage solve needs, named after rate and variable: X_y is d(rate of X)/dy.
/// "signal" is the RANK signal rho_e, through which RANKL, OPG, denosumab and PTHrP act on all cells; "phi" is BV/TV.
enum class Slope : int {
  PrecursorLoss,  ///< k_p/e_ob
  OsteoblastLoss,
  Fusion,    ///< f itself
  Survival,  ///< a_s itself
  OsteoclastLoss,
  OsteoclastDrug,  ///< -d(osteoclasts)/dZ
  FormationCells,  ///< dFor/dn_a
  FormationPhi,
  FormationMineral,
  ResorptionCells,  ///< dRes/dc_a
  ResorptionDrug,
  ResorptionPhi,
  ResorptionMatrix,
  ResorptionSignal,
  Ripening,          ///< rate at which osteoid mineralises itself
  DrugRelease,       ///< loss of zoledronate from bone itself
  MineralPerMatrix,  ///< M/b_m
  MatrixLoss,        ///< Res/b_m
  TgfResorption,     ///< d(TGF-beta)/dRes
  RanklPrecursors,
  RanklPhi,
  RanklMineral,
  RanklPthrp,
  RanklTumour,
  BoundSignal,  ///< d(RANKL held by denosumab)/d rho_e through free RANKL, at fixed denosumab
  BoundShare,   ///< d(RANKL held by denosumab)/d(denosumab) at fixed free RANKL
  OpgOsteoblasts,
  Perfusion,  ///< k_v itself
  DenosumabPhi,
  DenosumabTumour,
  TumourPhi,
  SignalRankl,  ///< d rho_e/dL
  SignalOpg,
  SignalDenosumab,
  SignalPthrp,
  PrecursorsTgf,
  PrecursorsFactor,
  PrecursorsTumour,
  OsteoblastsTgf,
  OsteoblastsFactor,
  PoolPthrp,
  PoolSignal,
  PrefusionSignal,
  OsteoclastsSignal,
  OsteoclastsTgf,
  OsteoidFactor,
  Count
};
constexpr int slope_count = static_cast<int>(Slope::Count);

/// Slopes between diffusing fields; needed only while the point blocks are formed.
template <class V>
struct DirectSlopes {
  V rankl_rankl, rankl_opg, rankl_denosumab;
  V opg_pthrp;
  V denosumab_rankl, denosumab_opg, denosumab_denosumab;
  V tgf_signal, calcium_signal;
  V pthrp_tumour, pthrp_tgf;
  V factor_tumour;
  V tumour_tumour, tumour_tgf;
};

template <class V>
struct Linearisation {
  V slope[slope_count];
  HOWSHIP_INLINE const V& operator[](Slope s) const { return slope[static_cast<int>(s)]; }
  HOWSHIP_INLINE V& operator[](Slope s) { return slope[static_cast<int>(s)]; }
};

/// Jacobian of react() at the state of `m`. Exact but for what a W-method, which keeps its order for any matrix, may
/// leave out: growth of the tumour with itself is taken as zero where it is positive, because 1 - theta * growth could
/// vanish in a long step; and slopes that are never stiff, of mineralisation in calcium (0.6 per day in healthy bone,
/// where vascular exchange brings 100), of zoledronate's uptake and release in resorption, and of hypoxia.
template <class V>
HOWSHIP_INLINE void linearise(const TissueConstants& c, const Site<V>& s, const Intermediates<V>& m, const Serum& serum,
                              const V* u, Linearisation<V>& j, DirectSlopes<V>& d) {
  const TissueParameters& p = c.p;
  const V tumour = u[at(Field::Tumour)];
  const V precursors = max(u[at(Field::OsteoblastPrecursors)], V(1e-12));
  const V osteoblasts = u[at(Field::Osteoblasts)], pool = u[at(Field::OsteoclastPrecursors)];
  const V prefusion = u[at(Field::PrefusionOsteoclasts)], osteoclasts = u[at(Field::Osteoclasts)];
  const V matrix = max(u[at(Field::MineralisedMatrix)], V(least_matrix)), mineral = u[at(Field::Mineral)];
  const V fusion_slope = m.fusion.slope;

  const V survived = 1.0 / (1.0 + p.b_osteogenic * m.osteogenic_effect);
  const V apoptosis = 1.0 + p.zoledronate_apoptosis * m.zoledronate;
  j[Slope::PrecursorLoss] = p.k_p / m.e_ob.value;
  j[Slope::OsteoblastLoss] = p.k_a * m.e_kb.value * survived;
  j[Slope::Fusion] = m.fusion.value;
  j[Slope::Survival] = m.survival.value;
  j[Slope::OsteoclastLoss] = p.a_0 * m.survival.value * m.e_oc.value * apoptosis;
  j[Slope::OsteoclastDrug] =
      p.a_0 * m.survival.value * m.e_oc.value * p.zoledronate_apoptosis * m.zoledronate_slope * osteoclasts;

  const V gain = m.formation_gain, control = 1.0 - m.osteogenic_effect;
  const V gain_load = m.formation_control.slope * control;  // dM_f'/d ln psi
  j[Slope::FormationCells] = s.turnover * gain * m.surface * m.space;
  j[Slope::FormationPhi] =
      s.turnover * osteoblasts *
      (gain_load * m.load_phi * m.surface * m.space + gain * (m.surface_slope * m.space + m.surface * m.space_slope));
  j[Slope::FormationMineral] = s.turnover * osteoblasts * gain_load * m.load_mineral * m.surface * m.space;

  const V free_of_drug = 1.0 - p.zoledronate_activity * m.zoledronate;
  const V eroded = s.turnover * m.activity.value * m.acid * ((s.matrix + p.resorption_floor) / s.matrix) *
                   (u[at(Field::MineralisedMatrix)] / (u[at(Field::MineralisedMatrix)] + p.resorption_floor));
  j[Slope::ResorptionCells] = eroded * m.surface * free_of_drug;
  j[Slope::ResorptionDrug] = -p.zoledronate_activity * m.zoledronate_slope * eroded * m.surface * osteoclasts;
  j[Slope::ResorptionPhi] = eroded * m.surface_slope * free_of_drug * osteoclasts;
  j[Slope::ResorptionMatrix] = m.resorption_matrix;
  j[Slope::ResorptionSignal] = m.resorption * m.activity.slope / max(m.activity.value, V(1e-12));
  j[Slope::Ripening] = m.ripening;
  j[Slope::DrugRelease] = p.zoledronate_release * zoledronate_loosening(p, m.resorption * (1.0 / s.turnover));
  j[Slope::MineralPerMatrix] = mineral / matrix;
  j[Slope::MatrixLoss] = m.resorption / matrix;
  j[Slope::TgfResorption] = p.tgf_beta_decay * (1.0 - p.tgf_beta_background) / s.turnover;

  const V production = rankl_of_cells(c, m, u) * serum.rankl_drive;
  const V cells = exp(p.rankl_osteoblast_exponent * log(precursors));
  const V from_cells = p.rankl_from_osteoblasts * cells + (1.0 - p.rankl_from_osteoblasts);
  j[Slope::RanklPrecursors] =
      production * (p.rankl_from_osteoblasts * p.rankl_osteoblast_exponent) * cells / (from_cells * precursors);
  const V by_load = production * m.rankl_control.slope / m.rankl_control.value;
  j[Slope::RanklPhi] = by_load * m.load_phi;
  j[Slope::RanklMineral] = by_load * m.load_mineral;
  j[Slope::RanklPthrp] = production * p.a_pthrp_rankl * m.pthrp_slope / (1.0 + p.a_pthrp_rankl * m.pthrp_effect);
  j[Slope::RanklTumour] = (p.rankl_decay * c.rankl_healthy * serum.rankl_drive) * s.rankl_secretion;
  // The slopes of bound RANKL in the totals are these two with those of the signal: see bound_change().
  j[Slope::BoundSignal] = m.binding.ld_free / m.signal_rankl;
  j[Slope::BoundShare] = m.binding.bound_share;
  const V opg_made = opg_production(c, m, u) * serum.opg_drive;
  j[Slope::OpgOsteoblasts] = select(
      V(p.opg_osteoblast_cap) > osteoblasts,
      (p.opg_decay * p.opg_healthy * p.opg_from_osteoblasts * serum.opg_drive) / (1.0 + p.b_pthrp_opg * m.pthrp_effect),
      V(0.0));
  const V drug_gap = p.tissue_serum_ratio * serum.denosumab - (u[at(Field::Denosumab)] - m.binding.bound_denosumab);
  j[Slope::Perfusion] = m.perfusion;
  j[Slope::DenosumabPhi] = m.perfusion_phi * drug_gap;
  j[Slope::DenosumabTumour] = m.perfusion_tumour * drug_gap;
  const V marrow = max(1.0 - m.phi, V(least_marrow_space));
  const V pace = tumour_pace(p, s, m);
  const V drive = pace * tumour_drive(p, m);
  j[Slope::TumourPhi] = -drive * tumour * tumour / (marrow * marrow);

  j[Slope::SignalRankl] = m.signal_rankl * m.binding.l_rankl;
  j[Slope::SignalOpg] = m.signal_rankl * m.binding.l_opg;
  j[Slope::SignalDenosumab] = m.signal_rankl * m.binding.l_denosumab;
  j[Slope::SignalPthrp] = p.rank_bypass * s.cytokines * m.pthrp_slope;

  const V suppression = 1.0 / (1.0 + s.osteoblast_suppression * tumour);
  const V commitment = (1.0 + p.a_osteogenic * m.osteogenic_effect) * suppression;
  const V matured = precursors * m.e_ob.slope / (m.e_ob.value * m.e_ob.value);
  j[Slope::PrecursorsTgf] = p.k_p * (m.e_rob.slope * commitment + matured);
  j[Slope::PrecursorsFactor] = p.k_p * m.e_rob.value * p.a_osteogenic * m.osteogenic_slope * suppression;
  j[Slope::PrecursorsTumour] = -p.k_p * m.e_rob.value * commitment * s.osteoblast_suppression * suppression;
  j[Slope::OsteoblastsTgf] = -p.k_a * (matured + m.e_kb.slope * osteoblasts * survived);
  j[Slope::OsteoblastsFactor] =
      p.k_a * m.e_kb.value * osteoblasts * p.b_osteogenic * m.osteogenic_slope * survived * survived;
  j[Slope::PoolPthrp] = p.k_pd * p.a_pthrp_precursors * m.pthrp_slope;
  j[Slope::PoolSignal] = -p.k_pd * p.ph_d * fusion_slope * pool;
  j[Slope::PrefusionSignal] =
      p.k_f * ((1.0 + p.x_f) * fusion_slope * pool - (fusion_slope + p.x_f * m.survival.slope) * prefusion);
  j[Slope::OsteoclastsSignal] =
      p.a_0 * (fusion_slope * prefusion - m.survival.slope * m.e_oc.value * apoptosis * osteoclasts);
  j[Slope::OsteoclastsTgf] = -p.a_0 * m.survival.value * m.e_oc.slope * apoptosis * osteoclasts;
  j[Slope::OsteoidFactor] = s.turnover * osteoblasts * (p.osteogenic_formation - m.formation_control.value) *
                            m.osteogenic_slope * m.surface * m.space;

  const double internalised = p.complex_internalisation - p.rankl_decay;
  const V kept = m.perfusion - p.complex_internalisation;
  d.rankl_rankl = -p.rankl_decay - internalised * m.binding.ld_rankl;
  d.rankl_opg = -internalised * m.binding.ld_opg;
  d.rankl_denosumab = -internalised * m.binding.ld_denosumab;
  d.opg_pthrp = -opg_made * p.b_pthrp_opg * m.pthrp_slope / (1.0 + p.b_pthrp_opg * m.pthrp_effect);
  d.denosumab_rankl = kept * m.binding.ld_rankl;
  d.denosumab_opg = kept * m.binding.ld_opg;
  d.denosumab_denosumab = kept * m.binding.ld_denosumab - m.perfusion;
  d.tgf_signal = j[Slope::TgfResorption] * j[Slope::ResorptionSignal];
  d.calcium_signal = p.calcium_of_bone * j[Slope::ResorptionSignal];
  const V secretion = pthrp_secretion(s, m);
  d.pthrp_tumour = p.pthrp_decay * secretion * (1.0 + p.a_tgf_pthrp * m.tgf_tumour.value);
  d.pthrp_tgf = p.pthrp_decay * secretion * tumour * p.a_tgf_pthrp * m.tgf_tumour.slope;
  d.factor_tumour = p.osteogenic_decay * s.osteogenic_secretion;
  d.tumour_tumour = min(drive * (1.0 - 2.0 * tumour / marrow) - p.tumour_death * s.growth - serum.tumour_kill, V(0.0));
  d.tumour_tgf =
      pace * (1.0 - p.tumour_basal) * (1.0 + p.k_tumour_tgf) * m.tgf_tumour.slope * tumour * (1.0 - tumour / marrow);
}

/// Place of a local field in an array of local fields.
constexpr int local_at(Field f) {
  return index_of(f) - diffusing_count;
}

/// Solves (I - theta J_ww) x = r for the local fields of one voxel by forward substitution: osteoblasts, osteoclasts
/// and zoledronate depend on each other in one direction only; osteoid, matrix and mineral form a 3x3 system at the
/// end. \param r, x [local_count] in the order of Field; may be the same array
template <class V>
HOWSHIP_INLINE void solve_local(const TissueParameters& p, const Linearisation<V>& j, double theta, const V* r, V* x) {
  const V precursors = r[local_at(Field::OsteoblastPrecursors)] / (1.0 + theta * j[Slope::PrecursorLoss]);
  const V osteoblasts =
      (r[local_at(Field::Osteoblasts)] + (theta * p.k_a / p.k_p) * j[Slope::PrecursorLoss] * precursors) /
      (1.0 + theta * j[Slope::OsteoblastLoss]);
  const V pool =
      r[local_at(Field::OsteoclastPrecursors)] / (1.0 + theta * p.k_pd * (p.ph_d * j[Slope::Fusion] + (1.0 - p.ph_d)));
  const V prefusion =
      (r[local_at(Field::PrefusionOsteoclasts)] + (theta * p.k_f * (1.0 + p.x_f)) * j[Slope::Fusion] * pool) /
      (1.0 + theta * p.k_f * (j[Slope::Fusion] + p.x_f * j[Slope::Survival]));
  const V drug = r[local_at(Field::Zoledronate)] / (1.0 + theta * j[Slope::DrugRelease]);
  const V osteoclasts = (r[local_at(Field::Osteoclasts)] +
                         theta * (p.a_0 * j[Slope::Fusion] * prefusion - j[Slope::OsteoclastDrug] * drug)) /
                        (1.0 + theta * j[Slope::OsteoclastLoss]);

  const V eroded = j[Slope::ResorptionCells] * osteoclasts + j[Slope::ResorptionDrug] * drug;
  const V per_matrix = j[Slope::MineralPerMatrix];
  V r_osteoid = r[local_at(Field::Osteoid)] + theta * j[Slope::FormationCells] * osteoblasts;
  V r_matrix = r[local_at(Field::MineralisedMatrix)] - theta * eroded;
  const V r_mineral = r[local_at(Field::Mineral)] - theta * per_matrix * eroded;
  const V ripening = theta * j[Slope::Ripening];
  const V both = theta * (j[Slope::ResorptionPhi] + j[Slope::ResorptionMatrix]);
  const V by_phi = theta * j[Slope::ResorptionPhi];
  const V a11 = 1.0 + ripening - theta * j[Slope::FormationPhi];
  const V a12 = -theta * j[Slope::FormationPhi];
  const V a13 = -theta * j[Slope::FormationMineral];
  const V a21 = by_phi - ripening;
  const V a22 = 1.0 + both;
  const V a31 = per_matrix * by_phi - p.v_primary * ripening;
  const V a32 = per_matrix * (both - theta * j[Slope::MatrixLoss]) - theta * p.mineralisation_rate * p.v_maximum;
  const V a33 = 1.0 + theta * (p.mineralisation_rate + j[Slope::MatrixLoss]);
  // Mineral enters only the osteoid row: eliminate it there, then a 2x2 system is left.
  const V share = a13 / a33;
  const V b11 = a11 - share * a31;
  const V b12 = a12 - share * a32;
  r_osteoid = r_osteoid - share * r_mineral;
  const V determinant = b11 * a22 - b12 * a21;
  const V osteoid = (r_osteoid * a22 - b12 * r_matrix) / determinant;
  const V matrix = (b11 * r_matrix - a21 * r_osteoid) / determinant;
  const V mineral = (r_mineral - a31 * osteoid - a32 * matrix) / a33;

  x[local_at(Field::OsteoblastPrecursors)] = precursors;
  x[local_at(Field::Osteoblasts)] = osteoblasts;
  x[local_at(Field::OsteoclastPrecursors)] = pool;
  x[local_at(Field::PrefusionOsteoclasts)] = prefusion;
  x[local_at(Field::Osteoclasts)] = osteoclasts;
  x[local_at(Field::Osteoid)] = osteoid;
  x[local_at(Field::MineralisedMatrix)] = matrix;
  x[local_at(Field::Mineral)] = mineral;
  x[local_at(Field::Zoledronate)] = drug;
}

/// Change of resorption with the local fields.
template <class V>
HOWSHIP_INLINE V resorption_change(const Linearisation<V>& j, const V* w) {
  return j[Slope::ResorptionCells] * w[local_at(Field::Osteoclasts)] +
         j[Slope::ResorptionDrug] * w[local_at(Field::Zoledronate)] +
         j[Slope::ResorptionPhi] * (w[local_at(Field::Osteoid)] + w[local_at(Field::MineralisedMatrix)]) +
         j[Slope::ResorptionMatrix] * w[local_at(Field::MineralisedMatrix)];
}

/// Adds scale * J_vw w to the diffusing fields' v.
template <class V>
HOWSHIP_INLINE void add_local_to_diffusing(const TissueParameters& p, const Linearisation<V>& j, double scale,
                                           const V* w, V* v) {
  const V phi = w[local_at(Field::Osteoid)] + w[local_at(Field::MineralisedMatrix)];
  const V resorbed = resorption_change(j, w);
  v[at(Field::Rankl)] += scale * (j[Slope::RanklPrecursors] * w[local_at(Field::OsteoblastPrecursors)] +
                                  j[Slope::RanklPhi] * phi + j[Slope::RanklMineral] * w[local_at(Field::Mineral)]);
  v[at(Field::Opg)] += scale * j[Slope::OpgOsteoblasts] * w[local_at(Field::Osteoblasts)];
  v[at(Field::Denosumab)] += scale * j[Slope::DenosumabPhi] * phi;
  v[at(Field::TgfBeta)] += scale * j[Slope::TgfResorption] * resorbed;
  v[at(Field::Calcium)] += (scale * p.calcium_of_bone) * (resorbed - w[local_at(Field::Osteoid)] * j[Slope::Ripening]);
  v[at(Field::Tumour)] += scale * j[Slope::TumourPhi] * phi;
}

/// J_wv v: what changes of the diffusing fields do to the local ones, given the change of the RANK signal.
template <class V>
struct Drive {
  V signal, pthrp, factor, tgf, tumour;
};
template <class V>
HOWSHIP_INLINE Drive<V> drive_of(const Linearisation<V>& j, const V* v) {
  Drive<V> g;
  g.signal = j[Slope::SignalRankl] * v[at(Field::Rankl)] + j[Slope::SignalOpg] * v[at(Field::Opg)] +
             j[Slope::SignalDenosumab] * v[at(Field::Denosumab)] + j[Slope::SignalPthrp] * v[at(Field::Pthrp)];
  g.pthrp = v[at(Field::Pthrp)];
  g.factor = v[at(Field::OsteogenicFactor)];
  g.tgf = v[at(Field::TgfBeta)];
  g.tumour = v[at(Field::Tumour)];
  return g;
}
template <class V>
HOWSHIP_INLINE void add_diffusing_to_local(const Linearisation<V>& j, double scale, const Drive<V>& g, V* w) {
  w[local_at(Field::OsteoblastPrecursors)] +=
      scale *
      (j[Slope::PrecursorsTgf] * g.tgf + j[Slope::PrecursorsFactor] * g.factor + j[Slope::PrecursorsTumour] * g.tumour);
  w[local_at(Field::Osteoblasts)] +=
      scale * (j[Slope::OsteoblastsTgf] * g.tgf + j[Slope::OsteoblastsFactor] * g.factor);
  w[local_at(Field::OsteoclastPrecursors)] += scale * (j[Slope::PoolPthrp] * g.pthrp + j[Slope::PoolSignal] * g.signal);
  w[local_at(Field::PrefusionOsteoclasts)] += scale * j[Slope::PrefusionSignal] * g.signal;
  w[local_at(Field::Osteoclasts)] +=
      scale * (j[Slope::OsteoclastsSignal] * g.signal + j[Slope::OsteoclastsTgf] * g.tgf);
  w[local_at(Field::Osteoid)] += scale * j[Slope::OsteoidFactor] * g.factor;
  w[local_at(Field::MineralisedMatrix)] -= scale * j[Slope::ResorptionSignal] * g.signal;
  w[local_at(Field::Mineral)] -= scale * j[Slope::MineralPerMatrix] * j[Slope::ResorptionSignal] * g.signal;
}

/// Point block S = mass - theta J_vv - theta J_vw (I - theta J_ww)^-1 theta J_wv of the diffusing fields.
/// \param block [diffusing_count][diffusing_count], row-major
/// \param mass 1, or 0 for a field taken as quasi-steady
template <class V>
HOWSHIP_INLINE void form_point_block(const TissueParameters& p, const Linearisation<V>& j, const DirectSlopes<V>& d,
                                     double theta, const double* mass, V* block) {
  constexpr int n = diffusing_count;
  for (int i = 0; i < n * n; ++i) block[i] = V(0.0);
  const auto entry = [&](Field row, Field column) -> V& { return block[at(row) * n + at(column)]; };

  // What comes back through the local fields, one column per way in which the diffusing fields drive them.
  constexpr int ways = 5;
  V back[ways][n];
  for (int way = 0; way < ways; ++way) {
    Drive<V> g{V(way == 0 ? 1.0 : 0.0), V(way == 1 ? 1.0 : 0.0), V(way == 2 ? 1.0 : 0.0), V(way == 3 ? 1.0 : 0.0),
               V(way == 4 ? 1.0 : 0.0)};
    V w[local_count];
    for (V& change : w) change = V(0.0);
    add_diffusing_to_local(j, theta, g, w);
    solve_local(p, j, theta, w, w);
    for (int i = 0; i < n; ++i) back[way][i] = V(0.0);
    add_local_to_diffusing(p, j, theta, w, back[way]);
  }
  // Through the signal, resorption also acts at once on TGF-beta and calcium.
  back[0][at(Field::TgfBeta)] += theta * d.tgf_signal;
  back[0][at(Field::Calcium)] += theta * d.calcium_signal;
  for (int i = 0; i < n; ++i) {
    block[i * n + at(Field::Rankl)] = -j[Slope::SignalRankl] * back[0][i];
    block[i * n + at(Field::Opg)] = -j[Slope::SignalOpg] * back[0][i];
    block[i * n + at(Field::Denosumab)] = -j[Slope::SignalDenosumab] * back[0][i];
    block[i * n + at(Field::Pthrp)] = -j[Slope::SignalPthrp] * back[0][i] - back[1][i];
    block[i * n + at(Field::OsteogenicFactor)] = -back[2][i];
    block[i * n + at(Field::TgfBeta)] = -back[3][i];
    block[i * n + at(Field::Tumour)] = -back[4][i];
    block[i * n + i] += V(mass[i]);
  }
  entry(Field::Rankl, Field::Rankl) -= theta * d.rankl_rankl;
  entry(Field::Rankl, Field::Opg) -= theta * d.rankl_opg;
  entry(Field::Rankl, Field::Denosumab) -= theta * d.rankl_denosumab;
  entry(Field::Rankl, Field::Pthrp) -= theta * j[Slope::RanklPthrp];
  entry(Field::Rankl, Field::Tumour) -= theta * j[Slope::RanklTumour];
  entry(Field::Opg, Field::Opg) += V(theta * p.opg_decay);
  entry(Field::Opg, Field::Pthrp) -= theta * d.opg_pthrp;
  entry(Field::Denosumab, Field::Rankl) -= theta * d.denosumab_rankl;
  entry(Field::Denosumab, Field::Opg) -= theta * d.denosumab_opg;
  entry(Field::Denosumab, Field::Denosumab) -= theta * d.denosumab_denosumab;
  entry(Field::Denosumab, Field::Tumour) -= theta * j[Slope::DenosumabTumour];
  entry(Field::TgfBeta, Field::TgfBeta) += V(theta * p.tgf_beta_decay);
  entry(Field::Pthrp, Field::Pthrp) += V(theta * p.pthrp_decay);
  entry(Field::Pthrp, Field::Tumour) -= theta * d.pthrp_tumour;
  entry(Field::Pthrp, Field::TgfBeta) -= theta * d.pthrp_tgf;
  entry(Field::OsteogenicFactor, Field::OsteogenicFactor) += V(theta * p.osteogenic_decay);
  entry(Field::OsteogenicFactor, Field::Tumour) -= theta * d.factor_tumour;
  entry(Field::Calcium, Field::Calcium) += V(theta * p.calcium_exchange);
  entry(Field::Tumour, Field::Tumour) -= theta * d.tumour_tumour;
  entry(Field::Tumour, Field::TgfBeta) -= theta * d.tumour_tgf;
}

}  // namespace howship::physics
