#include "tests/validation/hypercalcaemia.hpp"

#include <algorithm>
#include <cmath>

#include "host/case/patients.hpp"

#include "tests/validation/cohorts.hpp"

namespace howship::validation {

namespace {

constexpr double first_bisphosphonate = 60.0, last_entry = year, followed = 240.0;  // [day]

std::vector<Case> screened_patients() {
  Case c = oncology_with("lytic", last_entry + followed);
  // Extensive disease of tumours that secrete much into the blood; bisphosphonates fail in those who bind little of
  // them.
  c.metastatic_fraction = 0.6;
  c.systemic.pthrp_spill *= 2.0;
  spread(c, 200);
  for (auto& s : c.population.spreads)
    if (s.parameter == "pthrp_spill" || s.parameter == "zoledronate_half") s.cv = 1.0;
  return sample_patients(c);
}

void bisphosphonate_before(Case& c, double entry) {
  const double weeks = (entry - first_bisphosphonate) / week;
  give_zoledronate(c, 4.0, first_bisphosphonate, 4.0 * week, static_cast<int>(std::ceil(weeks / 4.0)));
}

}  // namespace

const HypercalcaemiaTrial& hypercalcaemia_trial() {
  static const HypercalcaemiaTrial trial = [] {
    HypercalcaemiaTrial t;
    const std::vector<Case> all = screened_patients();
    t.screened = all.size();
    std::vector<Case> before = all;
    for (Case& c : before) bisphosphonate_before(c, last_entry);
    const std::vector<Course> screening = simulate_all(before, rows_every(1.0, last_entry));
    std::vector<Case> entered;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& values = screening[i].values(calcium);
      const auto first = values.begin() + static_cast<std::ptrdiff_t>(first_bisphosphonate + week);
      const auto high = std::find_if(first, values.end(), [](double v) { return v > 12.5 * mg_per_dl; });
      if (high == values.end()) continue;
      const double entry = screening[i].times()[static_cast<std::size_t>(high - values.begin())];
      Case c = all[i];
      bisphosphonate_before(c, entry);
      for (double day : {0.0, 7.0, 14.0}) give_denosumab(c, 120.0, entry + day);
      give_denosumab(c, 120.0, entry + 28.0, 28.0, 8);
      t.entry.push_back(entry);
      entered.push_back(std::move(c));
    }
    if (!entered.empty()) t.courses = simulate_all(entered, rows_every(1.0, last_entry + followed));
    return t;
  }();
  return trial;
}

}  // namespace howship::validation
