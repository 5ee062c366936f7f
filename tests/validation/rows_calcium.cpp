#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "host/case/patients.hpp"

#include "tests/validation/cohorts.hpp"
#include "tests/validation/hypercalcaemia.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

// --- Hypercalcaemia of malignancy

constexpr double responded = 11.5 * mg_per_dl, completely = 10.8 * mg_per_dl;

template <class Use>
Answer of_hypercalcaemia(const Use& use) {
  const HypercalcaemiaTrial& trial = hypercalcaemia_trial();
  const std::string who = std::to_string(trial.courses.size()) + " of " + std::to_string(trial.screened) + " enter";
  if (trial.courses.size() < 15) return does_not_show(who + ", too few: serum calcium hardly gets above 12.5 mg/dL");
  return give(use(trial), who);
}

double share_at_day_ten(const HypercalcaemiaTrial& trial, double limit) {
  double count = 0.0;
  for (std::size_t i = 0; i < trial.courses.size(); ++i)
    if (trial.courses[i].at(calcium, trial.entry[i] + 10.0) <= limit) count += 1.0;
  return 100.0 * count / static_cast<double>(trial.courses.size());
}

double share_ever(const HypercalcaemiaTrial& trial, double limit) {
  double count = 0.0;
  for (std::size_t i = 0; i < trial.courses.size(); ++i)
    if (trial.courses[i].least(calcium, trial.entry[i], trial.courses[i].times().back()) <= limit) count += 1.0;
  return 100.0 * count / static_cast<double>(trial.courses.size());
}

/// Of those who respond; a response that lasts to the end of the run counts up to there.
double median_duration(const HypercalcaemiaTrial& trial) {
  std::vector<double> durations;
  for (std::size_t i = 0; i < trial.courses.size(); ++i) {
    const auto& t = trial.courses[i].times();
    const auto& values = trial.courses[i].values(calcium);
    const auto entry = static_cast<std::size_t>(std::lower_bound(t.begin(), t.end(), trial.entry[i]) - t.begin());
    std::size_t from = entry;
    while (from < values.size() && values[from] > responded) ++from;
    if (from == values.size()) continue;
    std::size_t to = from;
    while (to + 1 < values.size() && values[to + 1] <= responded) ++to;
    durations.push_back(t[to] - t[from]);
  }
  return durations.empty() ? NAN : median_of(durations);
}

// --- Hypocalcaemia

constexpr double grade_two = 2.0;  // [mmol/L]

/// Twenty-four patients of each phenotype, treated for two years with supplements; weekly rows of the treatment. They
/// differ in vitamin D as well: median 60 nmol/L before supplements, log-normal with a spread of 0.45 (assumed).
const std::vector<Course>& mixed_cohort(Arm arm) {
  static std::vector<Course> arms[3];
  std::vector<Course>& courses = arms[static_cast<int>(arm)];
  if (!courses.empty()) return courses;
  std::vector<double> times;
  for (int i = 0; i <= 104; ++i) times.push_back(start_of_treatment + i * week);
  for (const char* phenotype : {"lytic", "sclerotic", "mixed"}) {
    Case c = oncology_with(phenotype, times.back());
    if (arm == Arm::Denosumab) give_denosumab(c, 120.0, start_of_treatment, 4.0 * week, 26);
    if (arm == Arm::Zoledronate) give_zoledronate(c, 4.0, start_of_treatment, 4.0 * week, 26);
    give_supplements(c, start_of_treatment);
    c.vitamin_d = 60.0;
    spread(c, 24);
    c.population.spreads.push_back({"vitamin_d", 0.45});
    for (Course& course : simulate_all(sample_patients(c), times)) courses.push_back(std::move(course));
  }
  return courses;
}

Answer share_hypocalcaemic(Arm arm) {
  return give(share_of(mixed_cohort(arm), [](const Course& course) {
    return course.least(calcium, start_of_treatment, course.times().back()) < grade_two;
  }));
}

Answer share_early() {
  int all = 0, early = 0;
  for (const Course& course : mixed_cohort(Arm::Denosumab)) {
    if (!(course.least(calcium, start_of_treatment, course.times().back()) < grade_two)) continue;
    ++all;
    if (course.least(calcium, start_of_treatment, start_of_treatment + 6.0 * month) < grade_two) ++early;
  }
  return all == 0 ? does_not_show("no patient becomes hypocalcaemic") : give(100.0 * early / all);
}

Answer difference_of_largest_calcium() {
  const auto largest = [](Arm arm) {
    const Course& course = trial("extensive " + std::to_string(static_cast<int>(arm)), [arm] {
      Case c = oncology_with("lytic", start_of_treatment + 2.0 * year);
      c.metastatic_fraction = 0.6;
      if (arm == Arm::Denosumab) give_denosumab(c, 120.0, start_of_treatment, 4.0 * week, 27);
      if (arm == Arm::Zoledronate) give_zoledronate(c, 4.0, start_of_treatment, 4.0 * week, 27);
      return c;
    });
    return course.most(calcium, start_of_treatment + month, start_of_treatment + 2.0 * year);
  };
  const double lower = largest(Arm::Zoledronate) - largest(Arm::Denosumab);
  return give(lower > 0.0, lower);
}

}  // namespace

void add_calcium(Questions& q) {
  using Trial = HypercalcaemiaTrial;
  q["CA01"] = [] { return of_hypercalcaemia([](const Trial& t) { return share_at_day_ten(t, responded); }); };
  q["CA02"] = [] { return of_hypercalcaemia([](const Trial& t) { return share_at_day_ten(t, completely); }); };
  q["CA03.1"] = [] { return of_hypercalcaemia([](const Trial& t) { return share_ever(t, completely); }); };
  q["CA03.2"] = [] { return of_hypercalcaemia([](const Trial& t) { return share_ever(t, responded); }); };
  q["CA04"] = [] { return of_hypercalcaemia(median_duration); };
  q["CA05.1"] = [] { return share_hypocalcaemic(Arm::Denosumab); };
  q["CA05.2"] = [] { return share_hypocalcaemic(Arm::Zoledronate); };
  q["CA06"] = share_early;
  q["CA13"] = difference_of_largest_calcium;
  q["CA14"] = [] { return give(single_60mg().time_of_least(calcium)); };
}

}  // namespace howship::validation
