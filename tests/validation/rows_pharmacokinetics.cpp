#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "host/case/patients.hpp"
#include "host/systemic/population.hpp"

#include "tests/validation/cohorts.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

constexpr double six_months = 24.0 * week;  // before the seventh dose

/// AUC to infinity over the dose of a single subcutaneous dose [day/L].
double exposure_per_dose(double mg) {
  const Course& course = trial("AUC of " + std::to_string(mg), [mg] {
    Case c = postmenopausal(2.0 * year);
    give_denosumab(c, mg, 0.0);
    return c;
  });
  return course.integral(drug, 0.0, 2.0 * year) / mg;
}

const std::vector<double>& troughs_of_patients() {
  static const std::vector<double> all = [] {
    Case c = oncology(six_months);
    give_denosumab(c, 120.0, 0.0, 4.0 * week, 7);
    spread(c, 200);
    std::vector<double> values;
    for (const Course& course : simulate_all(sample_patients(c), {six_months}))
      values.push_back(course.values(drug)[0]);
    return values;
  }();
  return all;
}

double quantile_of_troughs(double share) {
  std::vector<double> values = troughs_of_patients();
  std::sort(values.begin(), values.end());
  return quantile_of(values, share);
}

Answer month_of_steady_state() {
  const Course& course = every_four_weeks();
  const double plateau = course.at(drug, 104.0 * week);
  for (int dose = 1; dose <= 26; ++dose)
    if (course.at(drug, dose * 4.0 * week) >= 0.95 * plateau) return give(dose * 4.0 * week / month);
  return does_not_show("never");
}

Answer months_above_assay_limit() {
  constexpr double limit = 0.0008;  // [ug/mL]
  const Course& course = trial("3 mg/kg once", [] {
    Case c = postmenopausal(3.0 * year);
    give_denosumab(c, 3.0 * c.weight, 0.0);
    return c;
  });
  const auto& values = course.values(drug);
  for (std::size_t i = values.size(); i-- > 0;)
    if (values[i] >= limit) return give(course.times()[i] / month);
  return does_not_show("never");
}

Answer accumulation_every_six_months() {
  const Course& course = every_six_months();
  return give(course.most(drug, 1.5 * year, 2.0 * year) / course.most(drug, 0.0, 0.5 * year));
}

Answer mean_at_66_kg() {
  const Course& course = trial("120 mg every 4 weeks at 66 kg", [] {
    Case c = oncology(108.0 * week);
    c.weight = c.systemic.weight = 66.0;
    give_denosumab(c, 120.0, 0.0, 4.0 * week, 27);
    return c;
  });
  return give(course.mean(drug, 104.0 * week, 108.0 * week));
}

}  // namespace

void add_pharmacokinetics(Questions& q) {
  const SystemicParameters onco = oncology_parameters();
  q["PK01"] = [] { return give(single_60mg().time_of_most(drug)); };
  q["PK02"] = q["PK03"] = [] { return give(single_60mg().half_life(drug, 20.0, 90.0)); };
  q["PK04.1"] = [] { return give(every_four_weeks().at(drug, six_months)); };
  q["PK04.2"] = [] { return give(deviation_of(troughs_of_patients())); };
  q["PK05.1"] = [] { return give(mean_of(troughs_of_patients())); };
  q["PK05.2"] = [] { return give(quantile_of_troughs(0.05)); };
  q["PK05.3"] = [] { return give(quantile_of_troughs(0.95)); };
  q["PK06"] = month_of_steady_state;
  q["PK08"] = [] {
    const double last = 104.0 * week;
    return give(every_four_weeks().half_life(drug, last + 21.0, last + 90.0));
  };
  q["PK09"] = [] { return give(every_four_weeks().at(drug, six_months) / every_four_weeks().at(drug, 4.0 * week)); };
  q["PK10"] = [onco] { return give(100.0 * onco.bioavailability); };
  q["PK11"] = q["PK20"] = [] { return give(single_60mg().most(drug, 0.0, year)); };
  q["PK13"] = [onco] { return give(std::log(2.0) / onco.absorption); };
  q["PK14"] = [onco] { return give(1000.0 * onco.clearance / 24.0); };
  q["PK15"] = [onco] { return give(onco.volume_central); };
  q["PK18.1"] = [] { return give(exposure_per_dose(120.0) / exposure_per_dose(60.0)); };
  q["PK18.2"] = [] { return give(exposure_per_dose(6.0) / exposure_per_dose(60.0)); };
  q["PK19"] = months_above_assay_limit;
  q["PK21"] = [] { return give(single_60mg().integral(drug, 0.0, 16.0 * week)); };
  q["PK22"] = accumulation_every_six_months;
  q["PK23"] = [onco] { return give(onco.molar_mass); };
  q["PK29"] = mean_at_66_kg;
}

}  // namespace howship::validation
