#include <cmath>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/systemic/body_model.hpp"

#include "tests/oracle/reference_parameters.hpp"
#include "tests/oracle/table.hpp"
#include "tests/verification/coupled_run.hpp"

// Bone of one density with tumour everywhere must do, in every voxel, what the well-mixed reference does, and the blood
// with it. The reference is another program (oracle/data/make_zero_d.py); its trajectories lie beside that script.

namespace howship {
namespace {

using namespace testing_support;

struct Scenario {
  std::string name;
  SystemicParameters systemic;
  Phenotype secretion;
  double metastatic_fraction, tumour;
  std::vector<Dose> doses;
  friend void PrintTo(const Scenario& s, std::ostream* out) { *out << s.name; }
};

std::vector<Dose> monthly(int count, Drug drug, Route route, double mg) {
  std::vector<Dose> doses;
  for (int i = 0; i < count; ++i) doses.push_back({60.0 + 28.0 * i, drug, route, mg, 0.0});
  return doses;
}

std::vector<Scenario> scenarios() {
  SystemicParameters post = reference_systemic(postmenopausal_parameters());
  post.weight = 66.0;
  const SystemicParameters onco = reference_systemic(oncology_parameters());
  const auto den = [](int count) { return monthly(count, Drug::Denosumab, Route::Subcutaneous, 120.0); };
  return {{"denosumab_60mg", post, {}, 0.0, 0.0, {{0.0, Drug::Denosumab, Route::Subcutaneous, 60.0, 0.0}}},
          {"lytic_denosumab", onco, reference_lytic, 0.30, 0.05, den(4)},
          {"sclerotic", onco, reference_sclerotic, 0.20, 0.05, {}},
          {"mixed_denosumab", onco, reference_mixed, 0.25, 0.05, den(2)},
          {"lytic_zoledronate", onco, reference_lytic, 0.30, 0.05,
           monthly(2, Drug::ZoledronicAcid, Route::Intravenous, 4.0)}};
}

Case case_of(const Scenario& s) {
  Case c;
  c.geometry.shape = "box";
  c.geometry.size = {3.0, 2.0, 2.0};
  c.geometry.spacing = {1.0, 1.0, 0.5};
  c.density.source = DensitySource::Uniform;
  c.density.trabecular = 0.13;
  if (s.tumour > 0.0) {
    LesionCase lesion;
    lesion.secretion = s.secretion;
    lesion.radius = 100.0;  // everywhere
    lesion.tumour_fraction = s.tumour;
    c.lesions = {lesion};
  }
  c.systemic = s.systemic;
  c.metastatic_fraction = s.metastatic_fraction;
  c.tissue = reference_tissue();
  c.numerics.rtol = 1e-6;
  c.numerics.precision = "double";
  return c;
}

const std::vector<std::pair<BodyModel::Systemic, std::string>> blood = {{BodyModel::Depot, "depot"},
                                                                        {BodyModel::Central, "central"},
                                                                        {BodyModel::Peripheral, "peripheral"},
                                                                        {BodyModel::Target, "target"},
                                                                        {BodyModel::Zoledronate, "zoledronate_plasma"},
                                                                        {BodyModel::Calcium, "calcium"},
                                                                        {BodyModel::Calcitriol, "calcitriol"},
                                                                        {BodyModel::Ctx, "ctx"},
                                                                        {BodyModel::Untx, "untx"},
                                                                        {BodyModel::P1np, "p1np"},
                                                                        {BodyModel::Bsap, "bsap"}};

struct Deviation {
  std::string where;
  double largest = 0.0;
  void add(const std::string& what, double time, double made, double right, double size) {
    const double d = std::fabs(made - right) / std::max(std::fabs(right), size);
    if (d <= largest) return;
    largest = d;
    where = what + " on day " + std::to_string(time);
  }
};

/// Puts the quick molecules of tumour-bearing healthy bone where their rates vanish; bone of one kind, no diffusion.
void settle(const Case& c, Fields& fields) {
  const TissueConstants constants = make_constants(c.tissue);
  physics::Site<double> site{};
  site.healthy = static_cast<float>(c.density.trabecular);
  physics::set_phenotype(site, c.lesions.empty() ? Phenotype{} : c.lesions[0].secretion);
  physics::derive_site(constants, site);
  double u[field_count], rate[field_count];
  for (int f = 0; f < field_count; ++f) u[f] = fields[f][0];
  for (int iteration = 0; iteration < 100; ++iteration) {  // the feedback of TGF-beta on PTHrP is a contraction
    const auto m = physics::evaluate_intermediates(constants, site, u);
    physics::react(constants, site, m, Serum{}, u, rate);
    u[index_of(Field::TgfBeta)] += rate[index_of(Field::TgfBeta)] / c.tissue.tgf_beta_decay;
    u[index_of(Field::Pthrp)] += rate[index_of(Field::Pthrp)] / c.tissue.pthrp_decay;
    u[index_of(Field::OsteogenicFactor)] += rate[index_of(Field::OsteogenicFactor)] / c.tissue.osteogenic_decay;
    u[index_of(Field::Calcium)] += rate[index_of(Field::Calcium)] / c.tissue.calcium_exchange;
  }
  for (Field f : {Field::TgfBeta, Field::Pthrp, Field::OsteogenicFactor, Field::Calcium})
    std::fill(fields[index_of(f)].begin(), fields[index_of(f)].end(), u[index_of(f)]);
}

/// Largest deviation of states of the blood, the rest of the skeleton and every voxel over the rows of the reference.
struct Deviations {
  Deviation blood, rest, region;
};
Deviations follow(const Scenario& s, Case c) {
  const Table reference =
      read_table(std::filesystem::path(HOWSHIP_SOURCE_DIR) / "tests/oracle/data" / ("zero_d_" + s.name + ".csv"));
  const Region region = make_region(c);
  // Without a time derivative a field has no initial value of its own: the tumour's factors start where they settle.
  const bool settled = !c.numerics.quasi_steady.empty();
  CoupledRun run(c, region, [&](Fields& fields) {
    if (settled) settle(c, fields);
  });
  Deviations found;
  auto dose = s.doses.begin();
  const auto give_until = [&](double time) {
    for (; dose != s.doses.end() && dose->time <= time; ++dose) run.give(*dose);
  };
  for (std::size_t row = 0; row < reference.rows.size(); ++row) {
    const double time = reference.at(row, "time");
    give_until(0.0);
    while (dose != s.doses.end() && dose->time < time) {
      run.advance(dose->time);
      give_until(dose->time);
    }
    run.advance(time);
    const auto& state = run.systemic().state();
    for (const auto& [place, name] : blood) found.blood.add(name, time, state[place], reference.at(row, name), 1.0);
    const Fields fields = run.fields();
    for (int f = 0; f < field_count; ++f) {
      const std::string name = field_info[f].name;
      if (name == "calcium") continue;  // not in the reference
      const bool quick =
          f == index_of(Field::TgfBeta) || f == index_of(Field::Pthrp) || f == index_of(Field::OsteogenicFactor);
      if (!quick)
        found.rest.add("rest_" + name, time, state[BodyModel::trabecular + static_cast<std::size_t>(f)],
                       reference.at(row, "rest_" + name), field_info[f].typical);
      for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v)
        if (region.domain.active(v))
          found.region.add(name, time, fields[f][v], reference.at(row, "lesion_" + name), field_info[f].typical);
    }
    give_until(time);
  }
  EXPECT_TRUE(dose == s.doses.end());
  return found;
}

class WellMixed : public ::testing::TestWithParam<Scenario> {};

TEST_P(WellMixed, UniformBoneFollowsTheReference) {
  Case c = case_of(GetParam());
  // The reference has no time derivative of these.
  c.numerics.quasi_steady = {"tgf_beta", "pthrp", "osteogenic_factor", "calcium"};
  const Deviations d = follow(GetParam(), c);
  RecordProperty("blood", std::to_string(d.blood.largest));
  std::printf("quasi-steady: blood %.1e (%s), rest %.1e (%s), region %.1e (%s)\n", d.blood.largest,
              d.blood.where.c_str(), d.rest.largest, d.rest.where.c_str(), d.region.largest, d.region.where.c_str());
  EXPECT_TRUE(d.blood.largest <= 1e-4) << d.blood.where;
  EXPECT_TRUE(d.rest.largest <= 1e-4) << d.rest.where;
  EXPECT_TRUE(d.region.largest <= 1e-4) << d.region.where;
}

TEST_P(WellMixed, TimeDerivativesOfQuickMoleculesMatterLittle) {
  const Deviations d = follow(GetParam(), case_of(GetParam()));
  std::printf("with derivatives: blood %.1e (%s), rest %.1e (%s), region %.1e (%s)\n", d.blood.largest,
              d.blood.where.c_str(), d.rest.largest, d.rest.where.c_str(), d.region.largest, d.region.where.c_str());
  // They lag by 1/decay, at most 0.05 day for the osteogenic factor, in a course that moves by percents a day.
  EXPECT_TRUE(d.blood.largest <= 1e-3) << d.blood.where;
  EXPECT_TRUE(d.rest.largest <= 1e-3) << d.rest.where;
  EXPECT_TRUE(d.region.largest <= 5e-3) << d.region.where;
}

INSTANTIATE_TEST_SUITE_P(Reference, WellMixed, ::testing::ValuesIn(scenarios()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace howship
