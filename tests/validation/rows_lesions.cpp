#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/validation/cohorts.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/treated_lesions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

constexpr double end_of_treatment = start_of_treatment + 2.0 * year;

/// Gains of density from the start of treatment on [%].
std::vector<double> gains_after(const std::string& phenotype, double days, Course TreatedLesion::*arm) {
  std::vector<double> gains;
  for (const TreatedLesion& lesion : treated_lesions(phenotype))
    gains.push_back((lesion.*arm).change(lesion_density, lesion.start, lesion.start + days));
  return gains;
}

Answer gain_in_a_year() {
  const std::vector<double> gains = gains_after("lytic", 52.0 * week, &TreatedLesion::course);
  if (gains.size() < 15) return does_not_show("too few lesions become lytic");
  const auto share = [&](double least) {
    return 100.0 *
           static_cast<double>(std::count_if(gains.begin(), gains.end(), [=](double g) { return g >= least; })) /
           static_cast<double>(gains.size());
  };
  return give(median_of(gains), fmt::format("100 % or more in {:.0f} % of {} patients, 50 % or more in {:.0f} %",
                                            share(100.0), gains.size(), share(50.0)));
}

Answer early_gain(const std::string& phenotype) {
  const std::vector<double> gains = gains_after(phenotype, 3.0 * month, &TreatedLesion::course);
  if (gains.size() < 15) return does_not_show("too few lesions become " + phenotype);
  const double gain = median_of(gains);
  return give(gain >= 10.0, gain,
              fmt::format("median of {} patients; {:.3g} % without treatment", gains.size(),
                          median_of(gains_after(phenotype, 3.0 * month, &TreatedLesion::untreated))));
}

Case giant_cell_tumour(double end) {
  Case c = oncology_with("giant-cell-tumour", end);
  c.lesions.front().tumour_fraction = 0.3;
  c.metastatic_fraction = 0.0;
  return c;
}

Answer giant_cells_lost() {
  const double start = 84.0;
  const Course& course = trial("giant-cell tumour", [start] {
    Case c = giant_cell_tumour(start + 9.0 * 4.0 * week);
    give_denosumab(c, 120.0, start, 4.0 * week, 9);
    give_denosumab(c, 120.0, start + 7.0);
    give_denosumab(c, 120.0, start + 14.0);
    return c;
  });
  return give(-course.change("osteoclasts_lesion [1]", start, course.times().back()));
}

/// Mean uNTx under zoledronic acid less that under denosumab [% of baseline].
double resorption_saved(const std::string& phenotype) {
  return lesion_trial(phenotype, Arm::Zoledronate).mean(untx, start_of_treatment, end_of_treatment) -
         lesion_trial(phenotype, Arm::Denosumab).mean(untx, start_of_treatment, end_of_treatment);
}

/// Mean over the treatment of what the lesion lacks to its healthy density [mg/cm3]. Bone beyond that, where a tumour
/// makes it, is none that was kept.
double bone_missing(const Course& course) {
  const double healthy = course.at(lesion_density, 0.0);
  const auto& density = course.values(lesion_density);
  double sum = 0.0, rows = 0.0;
  for (std::size_t i = 0; i < density.size(); ++i) {
    if (course.times()[i] < start_of_treatment) continue;
    sum += std::max(0.0, healthy - density[i]);
    rows += 1.0;
  }
  return sum / rows;
}

Answer saves_resorption_and_bone(const std::string& phenotype) {
  const double saved = resorption_saved(phenotype);
  const double missing = bone_missing(lesion_trial(phenotype, Arm::Denosumab)),
               missing_under_zoledronate = bone_missing(lesion_trial(phenotype, Arm::Zoledronate));
  return give(saved > 0.0 && missing < missing_under_zoledronate, saved,
              fmt::format("points of uNTx lower; bone missing {:.3g} against {:.3g} mg/cm3", missing,
                          missing_under_zoledronate));
}

Answer saves_resorption(double saved) {
  return give(saved > 0.0, saved, "points of uNTx lower");
}

Answer tumour_against_zoledronate(const std::string& phenotype) {
  const auto left = [&](Arm arm) { return lesion_trial(phenotype, arm).at(tumour, end_of_treatment); };
  return give(left(Arm::Denosumab) / left(Arm::Zoledronate));
}

/// Doses every 12 weeks from the dose `lead_in` on instead of every 4; mean uNTx in between less that of every 4 weeks.
Answer longer_interval(Arm arm, int lead_in, double from, double to) {
  const auto mean = [&](bool longer) {
    const Course& course = trial(
        "interval " + std::to_string(static_cast<int>(arm)) + std::to_string(lead_in) + (longer ? " longer" : ""), [&] {
          Case c = oncology_with("lytic", end_of_treatment);
          for (int i = 0; i * 4.0 * week < 2.0 * year; ++i) {
            if (longer && i > lead_in && (i - lead_in) % 3 != 0) continue;
            const double day = start_of_treatment + i * 4.0 * week;
            if (arm == Arm::Denosumab)
              give_denosumab(c, 120.0, day);
            else
              give_zoledronate(c, 4.0, day);
          }
          return c;
        });
    return course.mean(untx, start_of_treatment + from, start_of_treatment + to);
  };
  return give(mean(true) - mean(false));
}

}  // namespace

void add_lesions(Questions& q) {
  q["LE05"] = gain_in_a_year;
  q["LE07.1"] = [] { return early_gain("lytic"); };
  q["LE07.2"] = [] { return early_gain("sclerotic"); };
  q["LE10"] = giant_cells_lost;
  q["CL01"] = [] { return saves_resorption_and_bone("lytic"); };
  q["CL02"] = [] { return saves_resorption(resorption_saved("sclerotic")); };
  q["CL03"] = [] { return saves_resorption_and_bone("mixed"); };
  q["CL04"] = [] {
    return saves_resorption((resorption_saved("lytic") + resorption_saved("sclerotic") + resorption_saved("mixed")) /
                            3.0);
  };
  q["CL09.1"] = [] { return tumour_against_zoledronate("lytic"); };
  q["CL09.2"] = [] { return tumour_against_zoledronate("sclerotic"); };
  q["CL09.3"] = [] { return tumour_against_zoledronate("mixed"); };
  q["CL10"] = [] { return longer_interval(Arm::Zoledronate, 13, year, 2.0 * year); };
  q["CL11"] = [] { return longer_interval(Arm::Denosumab, 3, 12.0 * week, 12.0 * week + year); };
  q["CL12"] = [] { return longer_interval(Arm::Zoledronate, 0, 0.0, 2.0 * year); };
}

}  // namespace howship::validation
