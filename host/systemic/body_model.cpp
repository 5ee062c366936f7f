#include "host/systemic/body_model.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr double hours_per_day = 24.0;
constexpr double calcium_molar_mass = 40.078;          // [mg/mmol]
constexpr double healthy_creatinine_clearance = 84.0;  // [mL/min], at which zoledronate's renal clearance is given

// Drives of PTH on RANKL and OPG production (OpenBoneMin), 1 at healthy PTH.
constexpr double rankl_span = 1.30721, rankl_half = 0.30721;
// Renal handling of calcium (Peterson & Riggs 2010): half-saturation of reabsorption [mmol/L] and of its PTH
// dependence.
constexpr double reabsorption_half = 1.57322, pth_span = 1.06147, pth_half = 0.06147;
// PTH secretion against serum calcium (Peterson & Riggs 2010): pmol/h over the healthy 385, and steepness.
constexpr double pth_most = 6249.09 / 385.0, pth_least = 96.25 / 385.0, pth_steepness = 11.7387;

}  // namespace

/// Of serum calcium [mmol/day].
struct BodyModel::CalciumFluxes {
  double from_bone, into_bone, urine, gut;
  double net() const { return from_bone - into_bone - urine + gut; }
};

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
  trabecular_.healthy = tissue.reference_bone_volume_fraction;
  cortical_.healthy = p_.cortical_bone_volume_fraction;
  for (physics::Site<double>* site : {&trabecular_, &cortical_}) {
    physics::set_phenotype(*site, Phenotype{});
    physics::derive_site(constants_, *site);
  }
}

void BodyModel::add_lesion(const Phenotype& secretion) {
  has_lesion_ = true;
  lesion_ = trabecular_;
  physics::set_phenotype(lesion_, secretion);
}

std::vector<double> BodyModel::scales() const {
  std::vector<double> scales(size(), 1.0);
  for (std::size_t i = trabecular; i < scales.size(); ++i)
    scales[i] = field_info[(i - trabecular) % field_count].typical;
  scales[VitaminD] = p_.vitamin_d_reference;
  return scales;
}

void BodyModel::healthy(double* y, double lesion_tumour) const {
  std::fill(y, y + SystemicCount, 0.0);
  y[Target] = p_.target;
  y[VitaminD] = p_.vitamin_d;
  for (int state : {Estrogen, Ctx, Untx, P1np, Bsap, Trap5b}) y[state] = 1.0;
  // Calcium that the fluxes balance at: they fall with it.
  const auto imbalance = [&](double calcium) {
    const double calcitriol = calcitriol_production(relative_pth(calcium), p_.vitamin_d);
    return calcium_fluxes(calcium, calcitriol, RegionMeans{}, 0.0).net();
  };
  y[Calcium] = p_.calcium;
  if (std::fabs(imbalance(p_.calcium)) > 1e-12 * p_.bone_exchange) {
    double low = 0.3 * p_.calcium, high = 2.0 * p_.calcium;
    for (int i = 0; i < 60; ++i) {
      const double middle = 0.5 * (low + high);
      (imbalance(middle) > 0.0 ? low : high) = middle;
    }
    y[Calcium] = 0.5 * (low + high);
  }
  y[Calcitriol] = calcitriol_production(relative_pth(y[Calcium]), p_.vitamin_d);
  physics::healthy_state(constants_, trabecular_, y + trabecular);
  physics::healthy_state(constants_, cortical_, y + cortical);
  if (!has_lesion_) return;
  physics::healthy_state(constants_, lesion_, y + lesion);
  y[lesion + index_of(Field::Tumour)] = lesion_tumour;
}

void BodyModel::give_bolus(double* y, const Dose& dose) const {
  switch (dose.drug) {
    case Drug::ZoledronicAcid:
      y[Zoledronate] += dose.amount;
      break;
    case Drug::Denosumab:
      if (dose.route == Route::Subcutaneous)
        y[Depot] += dose.amount;
      else
        y[Central] += dose.amount / central_volume_;
      break;
    case Drug::Calcium:
    case Drug::VitaminD:
      break;  // an intake that lasts: see inputs_at()
  }
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

Serum BodyModel::serum(const double* y, const BodyInputs& inputs) const {
  const double pth = relative_pth(y[Calcium]);
  Serum s;
  s.denosumab = 1e6 / p_.molar_mass * free_denosumab(y);
  s.rankl_drive = rankl_span * pth / (rankl_half + pth) * (1.0 + p_.estrogen_rankl * (1.0 - y[Estrogen]));
  s.opg_drive = (pth + 1.0) / (2.0 * pth);
  s.calcium = y[Calcium];
  s.zoledronate_uptake = p_.zoledronate_bone_clearance / p_.zoledronate_volume * y[Zoledronate];
  s.tumour_kill = inputs.tumour_kill;
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
  s.rankl_drive = rankl_span * rankl_half / ((rankl_half + pth) * (rankl_half + pth)) * pth_rate *
                      (1.0 + p_.estrogen_rankl * (1.0 - y[Estrogen])) -
                  rankl_span * pth / (rankl_half + pth) * p_.estrogen_rankl * dydt[Estrogen];
  s.opg_drive = -pth_rate / (2.0 * pth * pth);
  s.calcium = dydt[Calcium];
  s.zoledronate_uptake = p_.zoledronate_bone_clearance / p_.zoledronate_volume * dydt[Zoledronate];
  s.tumour_kill = 0.0;  // jumps at events only
  return s;
}

double BodyModel::zoledronate_in_bone(const double* y) const {
  const double share = p_.cortical_turnover_share;
  return (1.0 - share) * y[trabecular + index_of(Field::Zoledronate)] +
         share * y[cortical + index_of(Field::Zoledronate)];
}

double BodyModel::mineral(const double* y, double trabecular_share) const {
  return trabecular_share * y[trabecular + index_of(Field::Mineral)] / trabecular_.mineral +
         (1.0 - trabecular_share) * y[cortical + index_of(Field::Mineral)] / cortical_.mineral;
}

RegionMeans BodyModel::compartment(const physics::Site<double>& site, const double* u, const Serum& serum,
                                   double* dudt) const {
  double positive[field_count];
  for (int f = 0; f < field_count; ++f) positive[f] = std::max(u[f], 0.0);
  const auto m = physics::evaluate_intermediates(constants_, site, positive);
  physics::react(constants_, site, m, serum, u, dudt);
  return {m.resorption / site.turnover,    m.formation / site.turnover, m.mineralisation / site.turnover,
          u[index_of(Field::Osteoblasts)], u[index_of(Field::Pthrp)],   u[index_of(Field::Osteoclasts)]};
}

BodyModel::CalciumFluxes BodyModel::calcium_fluxes(double calcium, double calcitriol, const RegionMeans& skeleton,
                                                   double pthrp) const {
  const double pth = relative_pth(calcium), pth_kidney = pth + pthrp / p_.pth;
  CalciumFluxes j;
  // Circulating PTHrP draws calcium from bone surfaces, as much PTH would.
  const double humoral = pthrp / p_.pth * (pthrp / p_.pth);
  const double half = p_.pthrp_exchange_half * p_.pthrp_exchange_half;
  const double exchange = std::pow(pth, p_.pth_exponent) * std::pow(calcitriol, p_.calcitriol_exchange) *
                          (1.0 + p_.pthrp_exchange * humoral / (humoral + half));
  j.from_bone = p_.bone_exchange * ((1.0 - p_.resorptive_share) * exchange + p_.resorptive_share * skeleton.resorption);
  j.into_bone = p_.bone_exchange * calcium / p_.calcium *
                ((1.0 - p_.formative_share) + p_.formative_share * skeleton.mineralisation);
  // Hypercalcaemia makes the kidney lose water, and filtration falls with the volume.
  const double excess = std::max(0.0, calcium - p_.gfr_calcium_threshold) / p_.gfr_calcium_half;
  const double filtered = 0.3 * p_.gfr / (1.0 + excess * excess) * calcium;
  const double most = (0.3 * p_.gfr * p_.calcium - p_.gut_absorption) * (reabsorption_half + p_.calcium) / p_.calcium;
  const double reabsorbed =
      most * calcium / (reabsorption_half + calcium) * pth_span * pth_kidney / (pth_kidney + pth_half);
  j.urine = hours_per_day * std::max(0.0, (2.0 - 2.0 * calcitriol / (1.0 + calcitriol)) * (filtered - reabsorbed));
  j.gut = hours_per_day * p_.gut_absorption * (p_.gut_fixed + (1.0 - p_.gut_fixed) * calcitriol);
  return j;
}

double BodyModel::calcitriol_production(double pth, double vitamin_d) const {
  const double substrate = vitamin_d / (vitamin_d + p_.vitamin_d_half) * (p_.vitamin_d_reference + p_.vitamin_d_half) /
                           p_.vitamin_d_reference;
  const double kidney =
      std::pow(std::min(1.0, p_.creatinine_clearance / healthy_creatinine_clearance), p_.calcitriol_renal_exponent);
  return std::pow(pth, p_.calcitriol_exponent) * substrate * kidney;
}

void BodyModel::rate(const double* y, const RegionMeans& region, const BodyInputs& inputs, double* dydt) const {
  const double free = free_denosumab(y);
  const double bound_share = free / (p_.k_ss + free);
  const double exchange = intercompartmental_ * (free - y[Peripheral] / peripheral_volume_);
  dydt[Depot] = -p_.absorption * y[Depot];
  dydt[Central] = (p_.bioavailability * p_.absorption * y[Depot] + inputs.denosumab - clearance_ * free - exchange) /
                      central_volume_ -
                  p_.k_int * y[Target] * bound_share;
  dydt[Peripheral] = exchange;
  dydt[Target] = p_.k_deg * p_.target - (p_.k_deg + (p_.k_int - p_.k_deg) * bound_share) * y[Target];

  const Serum s = serum(y, inputs);
  const RegionMeans open = compartment(trabecular_, y + trabecular, s, dydt + trabecular);
  const double compact_share = p_.cortical_turnover_share;
  RegionMeans compact = open;
  if (compact_share > 0.0)
    compact = compartment(cortical_, y + cortical, s, dydt + cortical);
  else
    std::fill(dydt + cortical, dydt + lesion, 0.0);
  const RegionMeans own = has_lesion_ ? compartment(lesion_, y + lesion, s, dydt + lesion) : region;
  const double f = metastatic_fraction_;
  const auto whole = [&](double RegionMeans::*mean) {
    const double rest = (1.0 - compact_share) * open.*mean + compact_share * compact.*mean;
    return (1.0 - f) * rest + f * own.*mean;
  };
  const RegionMeans skeleton{whole(&RegionMeans::resorption),     whole(&RegionMeans::formation),
                             whole(&RegionMeans::mineralisation), whole(&RegionMeans::osteoblasts),
                             whole(&RegionMeans::pthrp),          whole(&RegionMeans::osteoclasts)};

  const double released = constants_.p.zoledronate_release *
                          ((1.0 - compact_share) * physics::zoledronate_loosening(constants_.p, open.resorption) *
                               y[trabecular + index_of(Field::Zoledronate)] +
                           compact_share * physics::zoledronate_loosening(constants_.p, compact.resorption) *
                               y[cortical + index_of(Field::Zoledronate)]);
  const double concentration = y[Zoledronate] / p_.zoledronate_volume;
  const double shallow =
      p_.zoledronate_shallow_flow * (concentration - y[ZoledronateShallow] / p_.zoledronate_shallow_volume);
  const double deep = p_.zoledronate_deep_flow * (concentration - y[ZoledronateDeep] / p_.zoledronate_deep_volume);
  const double excreted =
      p_.zoledronate_renal_clearance * p_.creatinine_clearance / healthy_creatinine_clearance * concentration;
  const double bound =
      p_.zoledronate_bone_clearance * physics::zoledronate_affinity(constants_.p, skeleton.resorption) * concentration;
  dydt[Zoledronate] = inputs.zoledronate + p_.zoledronate_recycling * released - excreted - bound - shallow - deep;
  dydt[ZoledronateShallow] = shallow;
  dydt[ZoledronateDeep] = deep;
  dydt[ZoledronateUrine] = excreted;

  const double calcium = y[Calcium];
  const double pth = relative_pth(calcium);
  // f_met is what makes one region a patient: PTHrP reaches the kidney in proportion to it.
  const double pthrp = p_.pthrp_spill * (f / 0.2) * own.pthrp;
  const double supplement = inputs.calcium / calcium_molar_mass * p_.calcium_supplement_absorption *
                            (p_.gut_fixed + (1.0 - p_.gut_fixed) * y[Calcitriol]);
  dydt[Calcium] = (calcium_fluxes(calcium, y[Calcitriol], skeleton, pthrp).net() + supplement) / p_.calcium_volume;
  dydt[Calcitriol] = calcitriol_production(pth, y[VitaminD]) - y[Calcitriol];
  dydt[VitaminD] = p_.vitamin_d_loss * (p_.vitamin_d + p_.vitamin_d_gain * 1000.0 * inputs.vitamin_d - y[VitaminD]);
  dydt[Estrogen] = p_.estrogen_loss * (inputs.estrogen - y[Estrogen]);

  const auto marker = [](double rate, double background, double source, double level) {
    return rate * (background + (1.0 - background) * source - level);
  };
  dydt[Ctx] = marker(p_.ctx_rate, p_.ctx_background, skeleton.resorption, y[Ctx]);
  dydt[Untx] = marker(p_.untx_rate, p_.untx_background, skeleton.resorption, y[Untx]);
  dydt[P1np] = marker(p_.p1np_rate, p_.p1np_background, skeleton.formation, y[P1np]);
  dydt[Bsap] = marker(p_.bsap_rate, p_.bsap_background, skeleton.osteoblasts, y[Bsap]);
  dydt[Trap5b] = marker(p_.trap5b_rate, p_.trap5b_background, skeleton.osteoclasts, y[Trap5b]);
}

}  // namespace howship
