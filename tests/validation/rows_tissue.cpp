#include <cmath>

#include <fmt/format.h>

#include "host/models/pivonka_cells.hpp"
#include "kernels/physics/reaction.hpp"

#include "tests/validation/peer_models.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

/// Free over total RANKL where the tissue is in equilibrium with 20.5 ug/mL in serum.
Answer free_rankl_at_the_trough() {
  const TissueConstants constants = make_constants(TissueParameters{});
  const double in_tissue = constants.p.tissue_serum_ratio * 20.5 * 1e6 / oncology_parameters().molar_mass;
  const auto binding =
      physics::bind_rankl<double>(constants, constants.rankl_healthy, constants.p.opg_healthy, in_tissue);
  return give(binding.free_rankl / constants.rankl_healthy);
}

/// -d ln psi / d ln phi at the same mineral per bone, psi being the strain energy that the mechanostat senses, from its
/// effect on formation. Bone of 1 % less volume.
Answer exponent_of_modulus() {
  const TissueConstants constants = make_constants(TissueParameters{});
  physics::Site<double> site{};
  site.healthy = constants.p.reference_bone_volume_fraction;
  physics::derive_site(constants, site);
  double u[field_count];
  physics::healthy_state(constants, site, u);
  const double less = 0.99;
  for (Field f : {Field::Osteoid, Field::MineralisedMatrix, Field::Mineral}) u[index_of(f)] *= less;
  const auto m = physics::evaluate_intermediates(constants, site, u);
  const double load =
      2.0 * constants.p.m_f / constants.p.lambda_f * std::atanh((m.formation_control.value - 1.0) / constants.p.m_f);
  return give(load / std::log(1.0 / less));
}

/// Bone that is renewed in a year, of healthy bone of this volume fraction [%].
Answer renewed_in_a_year(double bone_volume_fraction) {
  const TissueConstants constants = make_constants(TissueParameters{});
  physics::Site<double> site{};
  site.healthy = bone_volume_fraction;
  physics::derive_site(constants, site);
  return give(100.0 * year * site.turnover / site.healthy);
}

}  // namespace

void add_tissue(Questions& q) {
  const TissueParameters p;
  q["TI01"] = [p] { return give(p.kd_denosumab); };
  q["TI02"] = [p] { return give(p.kd_opg); };
  q["TI03"] = [p] { return give(p.kd_rank); };
  // The fact is of that family of models; what howship's own model takes stands beside it.
  const PivonkaConstants pivonka = pivonka_constants();
  q["TI04.1"] = [=] { return give(pivonka.rankl_loss, fmt::format("own model {:.3g}", p.rankl_decay)); };
  q["TI04.2"] = [=] { return give(pivonka.opg_loss, fmt::format("own model {:.3g}", p.opg_decay)); };
  q["TI04.3"] = [=] { return give(pivonka.tgf_loss, fmt::format("own model {:.3g}", p.tgf_beta_decay)); };
  q["TI04.4"] = [=] { return give(pivonka.pth_loss, "own model: at equilibrium with calcium"); };
  q["TI05"] = [] { return give(accessibility_of_martinez_reina()); };
  q["TI06"] = free_rankl_at_the_trough;
  q["TI07"] = [p] { return give(100.0 * p.reference_bone_volume_fraction); };
  q["TI08.1"] = [p] { return give(p.osteoid_lifetime); };
  q["TI08.2"] = [p] { return give(p.v_primary); };
  q["TI08.3"] = [p] { return give(p.mineralisation_rate); };
  q["TI08.4"] = [p] { return give(p.v_maximum); };
  q["TI09"] = exponent_of_modulus;
  q["TI10.1"] = [p] { return renewed_in_a_year(p.reference_bone_volume_fraction); };
  q["TI10.2"] = [] { return renewed_in_a_year(SystemicParameters{}.cortical_bone_volume_fraction); };
}

}  // namespace howship::validation
