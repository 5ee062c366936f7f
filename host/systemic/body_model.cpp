#include "host/systemic/body_model.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr double hours_per_day = 24.0;

// Drives of PTH on RANKL and OPG production (OpenBoneMin), 1 at healthy PTH.
constexpr double rankl_span = 1.30721, rankl_half = 0.30721;
// Renal handling of calcium (Peterson & Riggs 2010): half-saturation of reabsorption [mmol/L] and of its PTH
// dependence.
constexpr double reabsorption_half = 1.57322, pth_span = 1.06147, pth_half = 0.06147;
// PTH secretion against serum calcium (Peterson & Riggs 2010): pmol/h over the healthy 385, and steepness.
constexpr double pth_most = 6249.09 / 385.0, pth_least = 96.25 / 385.0, pth_steepness = 11.7387;

}  // namespace

BodyModel::BodyModel(const SystemicParameters& systemic, const TissueParameters& tissue, double metastatic_fraction)
    : p_(systemic),
      constants_(make_constants(tissue)),
      pth_curve_(falling_curve(pth_most, pth_least, pth_steepness)),
      metastatic_fraction_(metastatic_fraction) {
  const double size = p_.weight / p_.reference_weight;
  const double flow = std::pow(size, p_.clearance_exponent), volume = std::pow(size, p_.volume_exponent);
  clearance_ = p_.clearance * flow;
  intercompartmental_ = p_.intercompartmental * flow;
  central_volume_ = p_.volume_central * volume;
  peripheral_volume_ = p_.volume_peripheral * volume;
  rest_.healthy = tissue.reference_bone_volume_fraction;
  physics::derive_site(constants_, rest_);
}

void BodyModel::add_lesion(const Phenotype& secretion) {
  has_lesion_ = true;
  lesion_ = rest_;
  lesion_.pthrp_secretion = secretion.pthrp_secretion;
  lesion_.osteoblast_suppression = secretion.osteoblast_suppression;
  lesion_.osteogenic_secretion = secretion.osteogenic_secretion;
}

void BodyModel::healthy(double* y, double lesion_tumour) const {
  std::fill(y, y + SystemicCount, 0.0);
  y[Target] = p_.target;
  y[Calcium] = p_.calcium;
  for (int state : {Calcitriol, Ctx, Untx, P1np, Bsap}) y[state] = 1.0;
  physics::healthy_state(constants_, rest_, y + SystemicCount);
  if (!has_lesion_) return;
  physics::healthy_state(constants_, lesion_, y + SystemicCount + field_count);
  y[SystemicCount + field_count + index_of(Field::Tumour)] = lesion_tumour;
}

void BodyModel::give_bolus(double* y, const Dose& dose) const {
  if (dose.drug == Drug::ZoledronicAcid)
    y[Zoledronate] += dose.amount;
  else if (dose.route == Route::Subcutaneous)
    y[Depot] += dose.amount;
  else
    y[Central] += dose.amount / central_volume_;
}

double BodyModel::free_denosumab(const double* y) const {
  const double total = std::max(y[Central], 0.0);
  const double excess = total - y[Target] - p_.k_ss;
  const double root = std::sqrt(excess * excess + 4.0 * p_.k_ss * total);
  // The root without cancellation where the target exceeds the drug.
  return excess > 0.0 ? 0.5 * (excess + root) : 2.0 * p_.k_ss * total / (root - excess);
}

double BodyModel::relative_pth(double calcium) const {
  const double power = std::pow(calcium / p_.calcium, pth_curve_.exponent);
  return pth_curve_.base + pth_curve_.span * power / (power + pth_curve_.half);
}

double BodyModel::pth_slope(double calcium) const {
  const double power = std::pow(calcium / p_.calcium, pth_curve_.exponent);
  return pth_curve_.span * pth_curve_.exponent * pth_curve_.half * power /
         ((power + pth_curve_.half) * (power + pth_curve_.half) * calcium);
}

Serum BodyModel::serum(const double* y) const {
  const double pth = relative_pth(y[Calcium]);
  Serum s;
  s.denosumab = 1e6 / p_.molar_mass * free_denosumab(y);
  s.rankl_drive = rankl_span * pth / (rankl_half + pth);
  s.opg_drive = (pth + 1.0) / (2.0 * pth);
  s.calcium = y[Calcium];
  s.zoledronate_uptake = p_.zoledronate_bone_clearance / p_.zoledronate_volume * y[Zoledronate];
  return s;
}

Serum BodyModel::serum_rate(const double* y, const double* dydt) const {
  // C = (b + r)/2, b = total - target - Kss, r = sqrt(b^2 + 4 Kss total)
  const double total = std::max(y[Central], 0.0);
  const double excess = total - y[Target] - p_.k_ss;
  const double root = std::sqrt(excess * excess + 4.0 * p_.k_ss * total);
  const double excess_rate = dydt[Central] - dydt[Target];
  const double free_rate = 0.5 * (excess_rate + (excess * excess_rate + 2.0 * p_.k_ss * dydt[Central]) / root);
  const double pth = relative_pth(y[Calcium]);
  const double pth_rate = pth_slope(y[Calcium]) * dydt[Calcium];
  Serum s;
  s.denosumab = 1e6 / p_.molar_mass * free_rate;
  s.rankl_drive = rankl_span * rankl_half / ((rankl_half + pth) * (rankl_half + pth)) * pth_rate;
  s.opg_drive = -pth_rate / (2.0 * pth * pth);
  s.calcium = dydt[Calcium];
  s.zoledronate_uptake = p_.zoledronate_bone_clearance / p_.zoledronate_volume * dydt[Zoledronate];
  return s;
}

RegionMeans BodyModel::compartment(const physics::Site<double>& site, const double* u, const Serum& serum,
                                   double* dudt) const {
  double positive[field_count];
  for (int f = 0; f < field_count; ++f) positive[f] = std::max(u[f], 0.0);
  const auto m = physics::evaluate_intermediates(constants_, site, positive);
  physics::react(constants_, site, m, serum, u, dudt);
  return {m.resorption / site.turnover, m.formation / site.turnover, m.mineralisation / site.turnover,
          u[index_of(Field::Osteoblasts)], u[index_of(Field::Pthrp)]};
}

void BodyModel::rate(const double* y, const RegionMeans& region, const Infusions& infusions, double* dydt) const {
  const double free = free_denosumab(y);
  const double bound_share = free / (p_.k_ss + free);
  const double exchange = intercompartmental_ * (free - y[Peripheral] / peripheral_volume_);
  dydt[Depot] = -p_.absorption * y[Depot];
  dydt[Central] = (p_.bioavailability * p_.absorption * y[Depot] + infusions.denosumab - clearance_ * free - exchange) /
                      central_volume_ -
                  p_.k_int * y[Target] * bound_share;
  dydt[Peripheral] = exchange;
  dydt[Target] = p_.k_deg * p_.target - (p_.k_deg + (p_.k_int - p_.k_deg) * bound_share) * y[Target];
  const double renal = p_.zoledronate_renal_clearance * p_.creatinine_clearance / 84.0;
  dydt[Zoledronate] =
      infusions.zoledronate - (renal + p_.zoledronate_bone_clearance) / p_.zoledronate_volume * y[Zoledronate];

  const Serum s = serum(y);
  const RegionMeans rest = compartment(rest_, y + SystemicCount, s, dydt + SystemicCount);
  const RegionMeans own =
      has_lesion_ ? compartment(lesion_, y + SystemicCount + field_count, s, dydt + SystemicCount + field_count)
                  : region;
  const double f = metastatic_fraction_;
  const auto whole = [f](double of_rest, double of_region) { return (1.0 - f) * of_rest + f * of_region; };
  const double resorption = whole(rest.resorption, own.resorption);
  const double formation = whole(rest.formation, own.formation);
  const double mineralisation = whole(rest.mineralisation, own.mineralisation);
  const double osteoblasts = whole(rest.osteoblasts, own.osteoblasts);

  const double calcium = y[Calcium];
  const double pth = relative_pth(calcium);
  const double pth_kidney = pth + p_.pthrp_spill * (f / 0.2) * own.pthrp / p_.pth;
  const double from_bone = p_.bone_exchange * ((1.0 - p_.resorptive_share) * std::pow(pth, p_.pth_exponent) +
                                               p_.resorptive_share * resorption);
  const double into_bone =
      p_.bone_exchange * calcium / p_.calcium * ((1.0 - p_.formative_share) + p_.formative_share * mineralisation);
  const double filtered = 0.3 * p_.gfr * calcium;
  const double most = (0.3 * p_.gfr * p_.calcium - p_.gut_absorption) * (reabsorption_half + p_.calcium) / p_.calcium;
  const double reabsorbed =
      most * calcium / (reabsorption_half + calcium) * pth_span * pth_kidney / (pth_kidney + pth_half);
  const double calcitriol = y[Calcitriol];
  const double urine =
      hours_per_day * std::max(0.0, (2.0 - 2.0 * calcitriol / (1.0 + calcitriol)) * (filtered - reabsorbed));
  const double gut = hours_per_day * p_.gut_absorption * (p_.gut_fixed + (1.0 - p_.gut_fixed) * calcitriol);
  dydt[Calcium] = (from_bone - into_bone - urine + gut) / p_.calcium_volume;
  dydt[Calcitriol] = std::pow(pth, p_.calcitriol_exponent) - calcitriol;

  const double resorption_marker = p_.marker_background + (1.0 - p_.marker_background) * resorption;
  dydt[Ctx] = p_.ctx_rate * (resorption_marker - y[Ctx]);
  dydt[Untx] = p_.untx_rate * (resorption_marker - y[Untx]);
  dydt[P1np] = p_.p1np_rate * (formation - y[P1np]);
  dydt[Bsap] = p_.bsap_rate * (p_.bsap_background + (1.0 - p_.bsap_background) * osteoblasts - y[Bsap]);
}

}  // namespace howship
