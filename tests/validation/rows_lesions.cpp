#include <string>
#include <vector>

#include "host/case/names.hpp"

#include "tests/validation/cohorts.hpp"
#include "tests/validation/lytic_cohort.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

constexpr double end_of_treatment = start_of_treatment + 2.0 * year;

Answer median_gain_under_zoledronate() {
  std::vector<double> gains;
  for (const Course& course : lytic_cohort(Arm::Zoledronate))
    gains.push_back(course.change(lesion_density, start_of_treatment, start_of_treatment + 52.0 * week));
  return give(median_of(gains));
}

Answer early_gain_under_zoledronate(const std::string& phenotype) {
  const double gain = lesion_trial(phenotype, Arm::Zoledronate)
                          .change(lesion_density, start_of_treatment, start_of_treatment + 3.0 * month);
  return give(gain >= 10.0, gain);
}

/// The preset of that name, or, where there is none, the lytic lesion with the stronger drive of the template.
Case giant_cell_tumour(double end) {
  std::string preset = "lytic";
  for (const std::string& name : phenotype_names())
    if (name.find("giant") != std::string::npos) preset = name;
  Case c = oncology_with(preset, end);
  if (preset == "lytic") c.lesions.front().secretion.pthrp_secretion = 300.0;
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

Answer saves_resorption_and_bone(const std::string& phenotype) {
  const double saved = resorption_saved(phenotype);
  const auto bone = [&](Arm arm) { return lesion_trial(phenotype, arm).at(lesion_density, end_of_treatment); };
  return give(saved > 0.0 && bone(Arm::Denosumab) > bone(Arm::Zoledronate), saved, "points of uNTx lower");
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
  q["LE05"] = median_gain_under_zoledronate;
  q["LE07.1"] = [] { return early_gain_under_zoledronate("lytic"); };
  q["LE07.2"] = [] { return early_gain_under_zoledronate("sclerotic"); };
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
