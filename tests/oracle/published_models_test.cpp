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
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
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
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::printf("%s %s: %.1e\n", file.filename().c_str(), columns[i].in_table.c_str(), worst[i]);
    EXPECT_TRUE(worst[i] <= tolerance) << columns[i].in_table;
  }
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
  compare(lemaire_under("pth", 1e3), outside("bone_models/lemaire2004_LC3_tight.csv"), cell_columns, 1e-6);
}
TEST(Lemaire2004, FollowsOpgEveryHalfDay) {
  compare(lemaire_under("opg", 2e5), outside("bone_models/lemaire2004_LC6_tight.csv"), cell_columns, 1e-6);
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
  compare(pivonka_under_pth(), outside("bone_models/pivonka2008_PTH1000_tight_0-140d.csv"), cell_columns, 1e-6);
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

}  // namespace
}  // namespace howship
