#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "host/systemic/body_model.hpp"
#include "host/systemic/systemic_model.hpp"

#include "tests/oracle/table.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr RegionMeans at_rest = no_change;

/// Follows 60 mg under the skin every half year (182.625 days, or once) against an oracle file; 66 kg.
void compare(const std::string& name, int count, double every) {
  const auto file = outside("denosumab_pk/" + name);
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  // Scales: the largest value of each column.
  const std::vector<std::string> columns = {"A_sc_ug", "Atot_central_ug", "A_periph_ug", "Rtot_ng_mL", "Cfree_ng_mL"};
  std::vector<double> scale(columns.size(), 0.0), worst(columns.size(), 0.0);
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    for (std::size_t i = 0; i < columns.size(); ++i) scale[i] = std::max(scale[i], t.at(row, columns[i]));

  SystemicParameters p = postmenopausal_parameters();
  p.weight = 66.0;
  SystemicModel model(p, TissueParameters{}, 0.0, 1e-10);
  const RegionFeed feed{0.0, RegionMeans{}, at_rest};
  std::vector<Serum> none;
  int given = 0;
  const auto give = [&] {
    model.give({model.time(), Drug::Denosumab, Route::Subcutaneous, 60.0, 0.0});
    ++given;
  };
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const double time = t.at(row, "t_h") / 24.0;
    while (given < count && given * every <= time + 1e-9) {
      if (given * every > model.time()) model.advance(given * every, feed, {}, none);
      give();
    }
    if (time > model.time()) model.advance(time, feed, {}, none);
    const auto& y = model.state();
    const double made[] = {1e3 * y[BodyModel::Depot], 1e3 * p.volume_central * y[BodyModel::Central],
                           1e3 * y[BodyModel::Peripheral], 1e3 * y[BodyModel::Target],
                           1e3 * model.readouts().denosumab};
    for (std::size_t i = 0; i < columns.size(); ++i)
      worst[i] = std::max(worst[i], std::fabs(made[i] - t.at(row, columns[i])) / scale[i]);
  }
  EXPECT_EQ(given, count);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::printf("%s %s: %.1e\n", name.c_str(), columns[i].c_str(), worst[i]);
    // The file has 12 digits, its program 1e-9; CVODE is asked for 1e-10 per step here.
    EXPECT_TRUE(worst[i] <= 1e-6) << columns[i];
  }
}

TEST(PharmacokineticsOracle, OneDoseIsSutjandras) {
  compare("sutjandra2011_SC60mg_single.csv", 1, 1e9);
}
TEST(PharmacokineticsOracle, DosesEverySixMonthsAreSutjandras) {
  compare("sutjandra2011_SC60mg_Q6Mx4.csv", 4, 182.625);
}

}  // namespace
}  // namespace howship
