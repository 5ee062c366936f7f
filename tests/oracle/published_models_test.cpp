// The published well-mixed models against trajectories and right-hand sides of their authors' public programs: a few
// rows from tests/oracle/data always, the whole files where they are there.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/models/cortical_mechanics.hpp"
#include "host/models/run_model.hpp"

#include "tests/oracle/table.hpp"

namespace howship {
namespace {

using namespace testing_support;

std::filesystem::path own(const std::string& name) {
  return std::filesystem::path(HOWSHIP_SOURCE_DIR) / "tests" / "oracle" / "data" / name;
}

/// Values of one row by the names of states and outputs; time [day] and the row's cells of the table besides.
using Values = std::map<std::string, double>;

Values named(const PublishedModel& model, const std::vector<double>& states, const std::vector<double>& outputs) {
  Values values;
  for (std::size_t i = 0; i < states.size(); ++i) values[model.states()[i].name] = states[i];
  for (std::size_t i = 0; i < outputs.size(); ++i) values[model.outputs()[i].name] = outputs[i];
  return values;
}

/// What a column of a table is called in the model, and its unit there in units of the table.
struct Column {
  std::string in_table, in_model;
  double factor = 1.0;
  double offset = 0.0;
};
const std::vector<Column> cell_columns = {
    {"OBp_pM", "osteoblast_precursors"}, {"OBa_pM", "osteoblasts"}, {"OCa_pM", "osteoclasts"}};

Case model_case(const std::string& preset, std::vector<ModelCase::Input> inputs = {}) {
  Case c;
  c.model.preset = preset;
  c.model.inputs = std::move(inputs);
  return c;
}

/// Follows a model to every row of a table; differences relative to the largest value of the column must stay below
/// `tolerance`.
void compare(const Case& c, const std::filesystem::path& file, const std::vector<Column>& columns, double tolerance) {
  const Table t = read_table(file);
  std::vector<double> times, worst(columns.size(), 0.0), largest(columns.size(), 0.0);
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const double time = t.at(row, "t_day");
    if (!times.empty() && time == times.back()) continue;
    times.push_back(time);
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t row = 0; row < t.rows.size(); ++row)
      largest[i] = std::max(largest[i], std::fabs(t.at(row, columns[i].in_table)));
  const auto model = make_published_model(c.model.preset);
  std::size_t row = 0, made = 0;
  integrate_model(*model, c, times, [&](double time, const auto& states, const auto& outputs) {
    while (t.at(row, "t_day") != time) ++row;
    ++made;
    const Values values = named(*model, states, outputs);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column& column = columns[i];
      const double value = column.factor * (values.at(column.in_model) - column.offset);
      worst[i] = std::max(worst[i], std::fabs(value - t.at(row, column.in_table)) / largest[i]);
    }
  });
  EXPECT_EQ(made, times.size());
  for (std::size_t i = 0; i < columns.size(); ++i)
    EXPECT_TRUE(worst[i] <= tolerance) << columns[i].in_table << ": " << worst[i];
  const auto most = static_cast<std::size_t>(std::max_element(worst.begin(), worst.end()) - worst.begin());
  std::printf("%s: at most %.1e (%s)\n", file.filename().c_str(), worst[most], columns[most].in_table.c_str());
}

/// The same with a file that does not come with the repository.
void compare_outside(const Case& c, const std::string& name, const std::vector<Column>& columns, double tolerance) {
  const auto file = outside(name);
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  compare(c, file, columns, tolerance);
}

/// Right-hand sides and readouts at the states of a table. \param inputs_of inputs that hold in a row
template <class InputsOf>
void compare_rates(const std::string& preset, const std::string& name, const std::vector<Column>& readouts,
                   const InputsOf& inputs_of) {
  const auto file = outside(name);
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  const auto model = make_published_model(preset);
  double worst = 0.0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    model->set_inputs(inputs_of(t, row));
    std::vector<double> y(model->states().size()), rate(y.size()), out(model->outputs().size());
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = model->states()[i].initial;
    for (std::size_t i = 0; i < cell_columns.size(); ++i) y[i] = t.at(row, cell_columns[i].in_table);
    model->rate(0.0, y.data(), rate.data());
    model->derive(0.0, y.data(), out.data());
    const Values rates = named(*model, rate, out);
    for (const Column& c : cell_columns) {
      const double want = t.at(row, "d" + c.in_table + "_day");
      worst = std::max(worst, std::fabs(rates.at(c.in_model) - want) / std::fabs(want));
    }
    for (const Column& c : readouts) {
      const double want = t.at(row, c.in_table);
      worst = std::max(worst, std::fabs(rates.at(c.in_model) - want) / std::fabs(want));
    }
  }
  std::printf("%s: %.1e in %zu states\n", name.c_str(), worst, t.rows.size());
  EXPECT_GE(t.rows.size(), 20U);
  EXPECT_TRUE(worst <= 1e-12) << worst;
}

// ------------------------------------------------------------------------------------------------------------- Lemaire

Case lemaire_under(const std::string& quantity, double rate) {
  return model_case("lemaire-2004", {{quantity, rate, 20.0, 80.0}});
}

TEST(Lemaire2004, FollowsItsLoadCases) {
  compare(lemaire_under("pth", 1e3), own("lemaire_2004_pth.csv"), cell_columns, 1e-6);
  compare(lemaire_under("opg", 2e5), own("lemaire_2004_opg.csv"), cell_columns, 1e-6);
}
TEST(Lemaire2004, FollowsPthEveryHalfDay) {
  compare_outside(lemaire_under("pth", 1e3), "bone_models/lemaire2004_LC3_tight.csv", cell_columns, 1e-6);
}
TEST(Lemaire2004, FollowsOpgEveryHalfDay) {
  compare_outside(lemaire_under("opg", 2e5), "bone_models/lemaire2004_LC6_tight.csv", cell_columns, 1e-6);
}

TEST(Lemaire2004, HasThePapersRates) {
  compare_rates("lemaire-2004", "bone_models/lemaire2004_rhs_random.csv",
                {{"pi_L", "rank_occupancy"}, {"pi_C", "tgf_beta_action"}, {"pi_P", "pth_occupancy"}, {"OPG_pM", "opg"}},
                [](const Table& t, std::size_t row) {
                  ModelInputs inputs;
                  if (t.at(row, "t_day(-1=no_load)") < 0.0) return inputs;
                  const int load = static_cast<int>(t.at(row, "load_case"));
                  if (load == 1) inputs.osteoblasts = 1e-4;
                  if (load == 3) inputs.pth = 1e3;
                  if (load == 6) inputs.opg = 2e5;
                  if (load == 9) inputs.rankl = 10.0;
                  return inputs;
                });
}

// ------------------------------------------------------------------------------------------------------------- Pivonka

Case pivonka_under_pth() {
  return model_case("pivonka-2008", {{"pth", 1e3, 0.0, 100.0}});
}

TEST(Pivonka2008, FollowsPth) {
  compare(pivonka_under_pth(), own("pivonka_2008_pth.csv"), cell_columns, 1e-6);
}
TEST(Pivonka2008, FollowsPthEveryHalfDay) {
  compare_outside(pivonka_under_pth(), "bone_models/pivonka2008_PTH1000_tight_0-140d.csv", cell_columns, 1e-6);
}

TEST(Pivonka2008, HasThePapersRates) {
  compare_rates("pivonka-2008", "bone_models/pivonka2008_rhs_random.csv",
                {{"TGFb_pM", "tgf_beta"},
                 {"PTH_pM", "pth"},
                 {"OPG_pM", "opg"},
                 {"RANKL_pM", "rankl_free"},
                 {"RANKL_RANK_pM", "rank_occupied"}},
                [](const Table& t, std::size_t row) {
                  ModelInputs inputs;
                  if (t.at(row, "t_day(-1=no_load;50=PTH_1000pM_day)") > 0.0) inputs.pth = 1e3;
                  return inputs;
                });
}

// ------------------------------------------------------------------------------------------------ Peterson and Riggs

const std::vector<Column> homeostasis_columns = {{"DENCENT_ng", "denosumab_central"},
                                                 {"DENPER_ng", "denosumab_peripheral"},
                                                 {"DENCP_ng_mL", "denosumab_serum", 1e3},
                                                 {"DENMOL_pM", "denosumab"},
                                                 {"PTH_pM", "pth"},
                                                 {"Ca_total_mM", "calcium_serum"},
                                                 {"phosphate_ECC_mM", "phosphate_serum"},
                                                 {"calcitriol_pM", "calcitriol"},
                                                 {"OB_pct_BSAP", "bsap"},
                                                 {"OC_pct_sCTx", "ctx"},
                                                 {"BMDlsDEN_pct_change", "bmd_spine_denosumab_change"},
                                                 {"BMDls_pct_change", "bmd_spine_change"},
                                                 {"BMDfn_pct_change", "bmd_femoral_neck_change"},
                                                 {"RANKL_L", "rankl_free"},
                                                 {"RANK", "rank_free"},
                                                 {"OPG", "opg_free"},
                                                 {"RANK_RANKL_M", "rank_rankl"},
                                                 {"OPG_RANKL_N", "opg_rankl"},
                                                 {"TGFBact", "tgf_beta"},
                                                 {"ROB1", "osteoblast_precursors"},
                                                 {"urine_Ca_cum_mmol", "calcium_urine_total"}};

/// Without drug the columns of the drug are zero throughout.
const std::vector<Column> homeostasis_without_drug(homeostasis_columns.begin() + 4, homeostasis_columns.end());

/// \param every [day], months of 28 days as in the runs of OpenBoneMin
Case denosumab_case(const std::string& preset, double amount, int count, double every) {
  Case c = model_case(preset);
  for (int i = 0; i < count; ++i) c.doses.push_back({i * every, Drug::Denosumab, Route::Subcutaneous, amount, 0.0});
  return c;
}

TEST(PetersonRiggs2010, FollowsSixDosesAndOneDose) {
  compare(denosumab_case("peterson-riggs-2010", 60.0, 6, 168.0), own("peterson_riggs_2010_60mg_x6.csv"),
          homeostasis_columns, 1e-5);
  compare(denosumab_case("peterson-riggs-2010", 60.0, 1, 0.0), own("peterson_riggs_2010_60mg.csv"), homeostasis_columns,
          1e-5);
}
TEST(PetersonRiggs2010, StaysHealthyForTwoYears) {
  compare_outside(model_case("peterson-riggs-2010"), "openbonemin/baseline_nodose_2y.csv", homeostasis_without_drug,
                  1e-5);
}
TEST(PetersonRiggs2010, FollowsOneDoseEverySixHours) {
  compare_outside(denosumab_case("peterson-riggs-2010", 60.0, 1, 0.0), "openbonemin/single_60mg_1y.csv",
                  homeostasis_columns, 1e-5);
}
TEST(PetersonRiggs2010, FollowsSixDosesOf10mg) {
  compare_outside(denosumab_case("peterson-riggs-2010", 10.0, 6, 168.0), "openbonemin/readme_10mg_Q6M28d_x6.csv",
                  homeostasis_columns, 1e-5);
}
TEST(PetersonRiggs2010, FollowsSixDosesOf60mg) {
  compare_outside(denosumab_case("peterson-riggs-2010", 60.0, 6, 168.0), "openbonemin/readme_60mg_Q6M28d_x6.csv",
                  homeostasis_columns, 1e-5);
}
TEST(PetersonRiggs2010, FollowsSixDosesOf210mg) {
  compare_outside(denosumab_case("peterson-riggs-2010", 210.0, 6, 168.0), "openbonemin/readme_210mg_Q6M28d_x6.csv",
                  homeostasis_columns, 1e-5);
}

TEST(PetersonRiggs2010, DenosumabFollowsPetersonsRegimens) {
  const std::vector<Column> columns = {{"A_central_ng", "denosumab_central"},
                                       {"A_periph_ng", "denosumab_peripheral"},
                                       {"C_ng_mL", "denosumab_serum", 1e3}};
  compare_outside(denosumab_case("peterson-riggs-2010", 10.0, 1, 0.0), "denosumab_pk/peterson2004_SC10mg_single.csv",
                  columns, 1e-6);
  compare_outside(denosumab_case("peterson-riggs-2010", 60.0, 1, 0.0), "denosumab_pk/peterson2004_SC60mg_single.csv",
                  columns, 1e-6);
  compare_outside(denosumab_case("peterson-riggs-2010", 60.0, 4, 182.625), "denosumab_pk/peterson2004_SC60mg_Q6Mx4.csv",
                  columns, 1e-6);
  Case monthly = denosumab_case("peterson-riggs-2010", 120.0, 12, 28.0);
  compare_outside(monthly, "denosumab_pk/peterson2004_SC120mg_Q4Wx12.csv", columns, 1e-6);
  for (double day : {7.0, 14.0}) monthly.doses.push_back({day, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0});
  compare_outside(monthly, "denosumab_pk/peterson2004_SC120mg_Q4Wx12_loading_d8_d15.csv", columns, 1e-6);
}

/// Rates at the states of a table of OpenBoneMin, whose rows are in pairs: a state, its rates per hour.
void compare_homeostasis_rates(const std::filesystem::path& file) {
  const std::map<std::string, std::string> names = {{"DENSC", "denosumab_depot"},
                                                    {"DENCENT", "denosumab_central"},
                                                    {"DENPER", "denosumab_peripheral"},
                                                    {"PTH", "pth_amount"},
                                                    {"S", "pth_gland_pool"},
                                                    {"PTmax", "pth_gland_capacity"},
                                                    {"B", "calcitriol_amount"},
                                                    {"AOH", "alpha_hydroxylase"},
                                                    {"P", "calcium_extracellular"},
                                                    {"ECCPhos", "phosphate_extracellular"},
                                                    {"IntraPO", "phosphate_cells"},
                                                    {"PhosGut", "phosphate_gut"},
                                                    {"T", "calcium_gut"},
                                                    {"R", "calcium_transport"},
                                                    {"HAp", "hydroxyapatite"},
                                                    {"OC", "osteoclasts"},
                                                    {"ROB1", "osteoblast_precursors"},
                                                    {"OBfast", "osteoblasts_fast"},
                                                    {"OBslow", "osteoblasts_slow"},
                                                    {"L", "rankl_free"},
                                                    {"RNK", "rank_free"},
                                                    {"O", "opg_free"},
                                                    {"M", "rank_rankl"},
                                                    {"N", "opg_rankl"},
                                                    {"TGFB", "tgf_beta_latent"},
                                                    {"TGFBact", "tgf_beta"},
                                                    {"Q", "calcium_bone_exchangeable"},
                                                    {"Qbone", "calcium_bone"},
                                                    {"RX2", "runx2"},
                                                    {"CREB", "creb"},
                                                    {"BCL2", "bcl2"},
                                                    {"BMDlsDEN", "bmd_spine_denosumab"},
                                                    {"BMDls", "bmd_spine"},
                                                    {"BMDfn", "bmd_femoral_neck"},
                                                    {"UCA", "calcium_urine_total"},
                                                    {"GFR", "glomerular_filtration"}};
  const Table t = read_table(file);
  const auto model = make_published_model("peterson-riggs-2010");
  ASSERT_EQ(names.size(), model->states().size());
  ASSERT_GE(t.rows.size(), 6U);
  std::vector<double> y(names.size()), rate(names.size());
  double worst = 0.0;
  for (std::size_t row = 0; row < t.rows.size(); row += 2) {
    // Teriparatide, which is there and not here, comes in as an external supply of PTH.
    ModelInputs inputs;
    inputs.pth = t.at(row, "TERISC") * 62.2 / 94.4 * 24.0 / 14.0;
    model->set_inputs(inputs);
    std::map<std::string, std::string> back;
    for (const auto& [theirs, ours] : names) back[ours] = theirs;
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = t.at(row, back.at(model->states()[i].name));
    model->rate(0.0, y.data(), rate.data());
    for (std::size_t i = 0; i < y.size(); ++i) {
      const double want = t.at(row + 1, back.at(model->states()[i].name));
      // Relative to the rate and to the state: where terms cancel, only the state is known to all digits.
      const double error = std::fabs(rate[i] / 24.0 - want) / (std::fabs(want) + std::fabs(y[i]) + 1e-30);
      if (error > 1e-12) ADD_FAILURE() << model->states()[i].name << " in state " << row / 2 << ": " << error;
      worst = std::max(worst, error);
    }
  }
  std::printf("%s: %.1e in %zu states\n", file.filename().c_str(), worst, t.rows.size() / 2);
}

TEST(PetersonRiggs2010, HasOpenBoneMinsRates) {
  compare_homeostasis_rates(own("peterson_riggs_2010_rates.csv"));
}
TEST(PetersonRiggs2010, HasOpenBoneMinsRatesInTwentyStates) {
  const auto file = outside("openbonemin/rhs_at_20_states.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  compare_homeostasis_rates(file);
}

// ------------------------------------------------------------------------------------------ Martinez-Reina and Pivonka

const std::vector<Column> osteoporosis_columns = {{"OBp_pM", "osteoblast_precursors"},
                                                  {"OBa_pM", "osteoblasts"},
                                                  {"OCa_pM", "osteoclasts"},
                                                  {"f_bm_pct", "bone_volume_fraction"},
                                                  {"mineral_vol_frac", "mineral_content"},
                                                  {"ash_fraction", "ash_fraction"},
                                                  {"rho_material_g_cm3", "matrix_density"},
                                                  {"rho_app_fbm_g_cm3", "apparent_density"},
                                                  {"E_GPa", "stiffness"},
                                                  {"RANKL_pM", "rankl_free"}};

TEST(MartinezReina2019, FollowsTheMenopause) {
  compare(model_case("martinez-reina-2019"), own("martinez_reina_2019_menopause.csv"), osteoporosis_columns, 1e-5);
}
TEST(MartinezReina2019, FollowsTheMenopauseEveryDay) {
  compare_outside(model_case("martinez-reina-2019"), "bone_models/martinezreina2019_PMO_only_tight_daily.csv",
                  osteoporosis_columns, 1e-5);
}

TEST(MartinezReina2019, DenosumabPeaksAsItsKineticsDo) {
  // 60 mg once: peak of 10.1 ug/mL, 0.046 ug/mL left after half a year, by a separate integration of the same kinetics.
  const Case c = denosumab_case("martinez-reina-2019", 60.0, 1, 0.0);
  const auto model = make_published_model(c.model.preset);
  std::vector<double> days;
  for (int day = 0; day <= 183; ++day) days.push_back(day);
  std::vector<double> serum, molar, osteoclasts;
  integrate_model(*model, c, days, [&](double, const auto& states, const auto& outputs) {
    const Values values = named(*model, states, outputs);
    serum.push_back(values.at("denosumab_serum"));
    molar.push_back(values.at("denosumab"));
    osteoclasts.push_back(values.at("osteoclasts"));
  });
  EXPECT_NEAR(*std::max_element(serum.begin(), serum.end()), 10.1, 0.05);
  EXPECT_NEAR(serum.back(), 0.046, 0.0005);
  EXPECT_NEAR(molar.back(), serum.back() * 1e6 / 149.0, 1e-9);
  // Drug holds RANKL down while there is much of it.
  const auto untreated = make_published_model("martinez-reina-2019");
  double without = 0.0;
  integrate_model(*untreated, model_case("martinez-reina-2019"), {30.0},
                  [&](double, const auto& states, const auto&) { without = states.at(2); });
  EXPECT_LT(osteoclasts.at(30), 0.5 * without);
}

// ------------------------------------------------------------------------------------------------------------ Scheiner

TEST(Scheiner2013, StrainEnergyIsThePapers) {
  const CorticalMechanics mechanics;
  EXPECT_NEAR(mechanics.strain_energy(0.95, 0.030) / 2.401257555222607e-5, 1.0, 1e-12);
  EXPECT_NEAR(mechanics.strain_energy(0.95, -0.025) / 1.667539968904590e-5, 1.0, 1e-12);
  const Table t = read_table(own("scheiner_2013_strain_energy.csv"));
  ASSERT_EQ(t.rows.size(), 20U);
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const double made =
        mechanics.strain_energy(0.01 * t.at(row, "f_bm_pct"), -1e-3 * t.at(row, "compressive_stress33_MPa"));
    EXPECT_NEAR(made / t.at(row, "SED_bm_GPa"), 1.0, 1e-10) << row;
  }
}

TEST(Scheiner2013, HillsTensorIsThePapers) {
  // Rows and columns 11, 22, 33, 23, 13, 12 [1/GPa]; the rest is zero.
  const KelvinMatrix want = {{{4.833383132647449e-02, -2.046218430851589e-02},
                              {-2.046218430851589e-02, 4.369315954142147e-02},
                              {},
                              {0, 0, 0, 3.987256492613268e-02},
                              {0, 0, 0, 0, 4.222990543068594e-02},
                              {0, 0, 0, 0, 0, 6.650832244667555e-02}}};
  const KelvinMatrix made = hill_tensor_of_cylinder(CorticalMechanics::matrix_stiffness());
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j) EXPECT_NEAR(made[i][j], want[i][j], 1e-14) << i << j;
}

/// Bone volume [%] and cells of Scheiner's model at times.
std::vector<Values> scheiner_at(const std::vector<double>& times, const std::vector<ModelCase::Input>& inputs) {
  const Case c = model_case("scheiner-2013", inputs);
  const auto model = make_published_model(c.model.preset);
  std::vector<Values> rows;
  integrate_model(*model, c, times,
                  [&](double, const auto& states, const auto& out) { rows.push_back(named(*model, states, out)); });
  return rows;
}

TEST(Scheiner2013, RestsUnderItsHabitualLoad) {
  const auto rows = scheiner_at({0.0, 1000.0}, {});
  for (const auto& [name, value] : rows.at(0)) EXPECT_NEAR(rows.at(1).at(name), value, 1e-8 * std::fabs(value)) << name;
  EXPECT_NEAR(rows.at(0).at("rankl_free"), 0.70366158, 1e-8);
  EXPECT_NEAR(rows.at(0).at("strain_energy"), 24.01257555222607, 1e-9);
}

TEST(Scheiner2013, FollowsDisuseAndItsEnd) {
  // Bone goes until strain is back, 5 years later; under the habitual load it then comes back, slowly.
  std::vector<Column> columns = cell_columns;
  columns.push_back({"f_bm_pct", "bone_volume_fraction"});
  compare(model_case("scheiner-2013", {{"compressive_stress", 25.0, 50.0, 2050.0}}), own("scheiner_2013_disuse.csv"),
          columns, 1e-6);
}

TEST(Scheiner2013, DisuseRaisesRankl) {
  const auto rows = scheiner_at({50.0, 50.001}, {{"compressive_stress", 25.0, 50.0, 60.0}});
  EXPECT_EQ(rows.at(0).at("rankl_by_disuse"), 0.0);
  // By 1e5 pmol/L/day times the share of strain energy that is missing.
  EXPECT_NEAR(rows.at(1).at("rankl_by_disuse"), 1e5 * (1.0 - 1.66753996898904583e-5 / 2.401257555222607e-5), 0.1);
}

}  // namespace
}  // namespace howship
