#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tests/validation/cohorts.hpp"
#include "tests/validation/estrogen.hpp"
#include "tests/validation/lytic_cohort.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

const Course& single_per_kg(double mg_per_kg, bool with_lesion) {
  return trial(
      "single " + std::to_string(mg_per_kg) + (with_lesion ? " mg/kg with lesion" : " mg/kg"),
      [=] {
        const double start = with_lesion ? start_of_treatment : 0.0;
        Case c = with_lesion ? oncology_with("lytic", start + 182.0) : postmenopausal(year);
        give_denosumab(c, mg_per_kg * c.weight, start);
        return c;
      },
      [](const Case& c) { return rows_every(0.25, c.end); });
}

Answer suppression_after_twelve_weeks() {
  const Course& course = single_per_kg(3.0, true);
  const double before = course.at(untx, start_of_treatment);
  const double largest = before - course.least(untx, start_of_treatment, start_of_treatment + 84.0);
  const double left = before - course.at(untx, start_of_treatment + 84.0);
  return give(left >= 0.5 * largest, -100.0 * left / before);
}

Answer attenuates_in_every_interval() {
  const Course& course = every_six_months();
  int intervals = 0;
  double smallest = 1e9;
  for (int dose = 0; dose < 16; ++dose) {
    const double start = 0.5 * year * dose;
    const double rise = course.at(ctx, start + 0.5 * year) - course.at(ctx, start + month);
    if (rise > 0.0) ++intervals;
    smallest = std::min(smallest, rise);
  }
  return give(intervals == 16, smallest, "smallest rise within an interval [points]");
}

Answer rebound_after_denosumab() {
  const double last = 1.5 * year;
  const double peak = stopped_after(2).most(ctx, last + 0.5 * year, last + year);
  return give(peak > 100.0, peak, "largest in months 6 to 12 after the last dose");
}

Answer return_after_zoledronate() {
  const Course& course = trial("5 mg twice, then none", [] {
    Case c = postmenopausal(6.0 * year);
    give_zoledronate(c, 5.0, 0.0, year, 2);
    return c;
  });
  const double peak = course.most(ctx, 1.0, 6.0 * year);
  return give(peak <= 105.0, peak);
}

Answer change_under(Arm arm, const char* marker) {
  const Course& course = lesion_trial("lytic", arm);
  return give(course.change(marker, start_of_treatment, start_of_treatment + 13.0 * week));
}

/// Spread of ln(uNTx/creatinine) between samples of one person months apart: 15.6 % in postmenopausal women (Eastell
/// 2000, JBMR 15:594).
constexpr double within_person = 0.156;

/// Share of samples below a limit, of a person whose usual value is `usual`.
double measured_below(double limit, double usual, double deviation = within_person) {
  return 0.5 * std::erfc(-std::log(limit / usual) / (deviation * std::sqrt(2.0)));
}

/// Both samples of a patient vary.
Answer share_with_deep_fall(Arm arm) {
  const auto& patients = lytic_cohort(arm);
  double fallen = 0.0;
  for (const Course& course : patients) {
    const double left = course.at(untx, start_of_treatment + 25.0 * week) / course.at(untx, start_of_treatment);
    fallen += measured_below(0.35, left, std::sqrt(2.0) * within_person);
  }
  return give(100.0 * fallen / static_cast<double>(patients.size()));
}

/// Patients whose uNTx is measured above 50 nmol/mmol after 24 weeks of zoledronic acid, then switched or not. Each
/// patient counts as ten, who differ in what they had when healthy: equally likely values of a log-normal distribution;
/// and each of those by the share of samples that would let him enter.
Answer share_below_50(bool switched, double weeks) {
  // Healthy median and spread between people of uNTx: assumed, the middle of laboratories' reference ranges.
  constexpr double healthy = 38.0, spread_of_healthy = 0.4;
  constexpr double deviates[] = {-1.6449, -1.0364, -0.6745, -0.3853, -0.1257, 0.1257, 0.3853, 0.6745, 1.0364, 1.6449};
  const double start = start_of_treatment + 24.0 * week;
  const auto& before = lytic_cohort(Arm::Zoledronate);
  const auto& after = switched ? lytic_cohort_switched() : before;
  double enter = 0.0, below = 0.0;
  for (std::size_t i = 0; i < before.size(); ++i)
    for (double deviate : deviates) {
      const double per_percent = 0.01 * healthy * std::exp(spread_of_healthy * deviate);
      const double enters = 0.1 * (1.0 - measured_below(50.0, per_percent * before[i].at(untx, start)));
      enter += enters;
      below += enters * measured_below(50.0, per_percent * after[i].at(untx, start + weeks * week));
    }
  const std::string who = fmt::format("{:.1f} of {} patients enter", enter, before.size());
  return enter < 5.0 ? does_not_show(who + ", too few") : give(100.0 * below / enter, who);
}

}  // namespace

void add_markers(Questions& q) {
  q["MK01"] = [] {
    const double change = single_per_kg(1.0, false).change(untx, 0.0, 0.5);
    return give(change <= -10.0, change);
  };
  q["MK02"] = [] { return give(100.0 - single_per_kg(3.0, false).least(untx, 0.0, year)); };
  q["MK05"] = [] { return give(single_per_kg(1.0, false).change(bsap, 0.0, 28.0)); };
  q["MK06.1"] = [] {
    const double change = single_per_kg(3.0, true).change(untx, start_of_treatment, start_of_treatment + 1.0);
    return give(change <= -10.0, change);
  };
  q["MK06.2"] = suppression_after_twelve_weeks;
  q["MK09.1"] = [] { return share_with_deep_fall(Arm::Denosumab); };
  q["MK09.2"] = [] { return share_with_deep_fall(Arm::Zoledronate); };
  q["MK10.1"] = [] { return share_below_50(true, 13.0); };
  q["MK10.2"] = [] { return share_below_50(false, 13.0); };
  q["MK11.1"] = [] { return share_below_50(true, 25.0); };
  q["MK11.2"] = [] { return share_below_50(false, 25.0); };
  q["MK12.1"] = [] { return give(every_six_months().change(ctx, 0.0, month)); };
  q["MK12.2"] = [] { return give(every_six_months().change(ctx, 0.0, 6.0 * month)); };
  q["MK13.1"] = [] { return give(every_six_months().change(p1np, 0.0, 6.0 * month)); };
  q["MK13.2"] = [] { return give(every_six_months().change(p1np, 0.0, month)); };
  q["MK14.1"] = [] { return change_under(Arm::Denosumab, untx); };
  q["MK14.2"] = [] { return change_under(Arm::Zoledronate, untx); };
  q["MK14.3"] = [] { return change_under(Arm::Denosumab, bsap); };
  q["MK14.4"] = [] { return change_under(Arm::Zoledronate, bsap); };
  q["MK15"] = attenuates_in_every_interval;
  q["MK16.1"] = rebound_after_denosumab;
  q["MK16.2"] = return_after_zoledronate;
  q["MK17"] = [] { return give(single_60mg().change(ctx, 0.0, 3.0)); };
  q["MK18"] = [] { return give(every_four_weeks().change("osteoclasts_rest [1]", 0.0, 24.0 * week)); };
  q["MK19.1"] = [] {
    const double change = loss_of_estrogen(true).change(ctx, 0.0, 6.0 * month);
    return give(change <= -10.0, change);
  };
  q["MK19.2"] = [] { return give(loss_of_estrogen(true).change(ctx, 0.0, 12.0 * month)); };
}

}  // namespace howship::validation
