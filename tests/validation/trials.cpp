#include "tests/validation/trials.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "host/case/names.hpp"

namespace howship::validation {

double Course::at(const std::string& column, double day) const {
  const auto& t = times();
  const auto& y = values(column);
  const auto after = std::lower_bound(t.begin(), t.end(), day);
  if (after == t.end()) return std::numeric_limits<double>::quiet_NaN();
  const auto i = static_cast<std::size_t>(after - t.begin());
  if (i == 0 || t[i] == day) return y[i];
  const double share = (day - t[i - 1]) / (t[i] - t[i - 1]);
  return y[i - 1] + share * (y[i] - y[i - 1]);
}

double Course::change(const std::string& column, double from, double to) const {
  return 100.0 * (at(column, to) / at(column, from) - 1.0);
}

namespace {

/// Rows in [from, to].
template <class Use>
void within(const std::vector<double>& times, double from, double to, const Use& use) {
  for (std::size_t i = 0; i < times.size(); ++i)
    if (times[i] >= from && times[i] <= to) use(i);
}

}  // namespace

double Course::most(const std::string& column, double from, double to) const {
  double result = -std::numeric_limits<double>::infinity();
  within(times(), from, to, [&](std::size_t i) { result = std::max(result, values(column)[i]); });
  return result;
}

double Course::least(const std::string& column, double from, double to) const {
  double result = std::numeric_limits<double>::infinity();
  within(times(), from, to, [&](std::size_t i) { result = std::min(result, values(column)[i]); });
  return result;
}

double Course::integral(const std::string& column, double from, double to) const {
  const auto& y = values(column);
  double sum = 0.0, last_time = from, last = at(column, from);
  const auto add = [&](double time, double value) {
    sum += 0.5 * (last + value) * (time - last_time);
    last_time = time;
    last = value;
  };
  within(times(), from, to, [&](std::size_t i) { add(times()[i], y[i]); });
  add(to, at(column, to));
  return sum;
}

double Course::time_of_most(const std::string& column) const {
  const auto& y = values(column);
  return times()[static_cast<std::size_t>(std::max_element(y.begin(), y.end()) - y.begin())];
}

double Course::time_of_least(const std::string& column) const {
  const auto& y = values(column);
  return times()[static_cast<std::size_t>(std::min_element(y.begin(), y.end()) - y.begin())];
}

double Course::half_life(const std::string& column, double from, double to) const {
  double n = 0.0, t_sum = 0.0, y_sum = 0.0, tt = 0.0, ty = 0.0;
  within(times(), from, to, [&](std::size_t i) {
    const double t = times()[i], y = std::log(values(column)[i]);
    n += 1.0, t_sum += t, y_sum += y, tt += t * t, ty += t * y;
  });
  const double slope = (n * ty - t_sum * y_sum) / (n * tt - t_sum * t_sum);
  return -std::log(2.0) / slope;
}

const Course& trial(const std::string& name, const std::function<Case()>& make,
                    const std::function<std::vector<double>(const Case&)>& times) {
  static std::map<std::string, Course> done;
  const auto found = done.find(name);
  if (found != done.end()) return found->second;
  const Case c = make();
  return done.emplace(name, simulate_systemic(c, times ? times(c) : daily_times(c.end))).first->second;
}

Case postmenopausal(double end) {
  Case c;
  c.end = end;
  c.patient_preset = "postmenopausal";
  c.systemic = postmenopausal_parameters();
  c.weight = c.systemic.weight;
  return c;
}

Case oncology(double end) {
  Case c;
  c.end = end;
  c.systemic = oncology_parameters();
  c.weight = c.systemic.weight;
  return c;
}

Case oncology_with(const std::string& phenotype, double end) {
  Case c = oncology(end);
  LesionCase lesion;
  lesion.phenotype = phenotype;
  lesion.secretion = phenotype_of(phenotype);
  lesion.tumour_fraction = 0.05;
  c.lesions = {lesion};
  c.metastatic_fraction = phenotype == "lytic" ? 0.30 : phenotype == "sclerotic" ? 0.20 : 0.25;
  return c;
}

namespace {

void give(Case& c, const Dose& dose, double every, int count) {
  for (int i = 0; i < count; ++i) {
    c.doses.push_back(dose);
    c.doses.back().time += i * every;
  }
  std::stable_sort(c.doses.begin(), c.doses.end(), [](const Dose& a, const Dose& b) { return a.time < b.time; });
}

}  // namespace

void give_denosumab(Case& c, double mg, double start, double every, int count) {
  give(c, {start, Drug::Denosumab, Route::Subcutaneous, mg, 0.0}, every, count);
}

void give_zoledronate(Case& c, double mg, double start, double every, int count) {
  give(c, {start, Drug::ZoledronicAcid, Route::Intravenous, mg, infusion}, every, count);
}

void give_supplements(Case& c, double start) {
  const double days = c.end - start;
  give(c, {start, Drug::Calcium, Route::Oral, 500.0 * days, days}, 0.0, 1);
  constexpr double milligrams_per_unit = 25e-6;
  give(c, {start, Drug::VitaminD, Route::Oral, 400.0 * milligrams_per_unit * days, days}, 0.0, 1);
}

const Course& single_60mg() {
  return trial(
      "60 mg once",
      [] {
        Case c = postmenopausal(year);
        give_denosumab(c, 60.0, 0.0);
        return c;
      },
      [](const Case& c) { return rows_every(0.25, c.end); });
}

const Course& every_six_months() {
  return trial("60 mg every 6 months", [] {
    Case c = postmenopausal(10.0 * year);
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 20);
    return c;
  });
}

const Course& stopped_after(int years) {
  return trial(fmt::format("60 mg for {} years", years), [years] {
    Case c = postmenopausal((years + 3) * year);
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 2 * years);
    return c;
  });
}

const Course& every_four_weeks() {
  return trial("120 mg every 4 weeks", [] {
    Case c = oncology(104.0 * week + 182.0);
    give_denosumab(c, 120.0, 0.0, 4.0 * week, 27);
    return c;
  });
}

const Course& lesion_trial(const std::string& phenotype, Arm arm) {
  return trial(fmt::format("{} {}", phenotype, static_cast<int>(arm)), [&] {
    Case c = oncology_with(phenotype, start_of_treatment + 2.0 * year);
    if (arm == Arm::Denosumab) give_denosumab(c, 120.0, start_of_treatment, 4.0 * week, 27);
    if (arm == Arm::Zoledronate) give_zoledronate(c, 4.0, start_of_treatment, 4.0 * week, 27);
    return c;
  });
}

std::vector<double> rows_every(double step, double end) {
  std::vector<double> times;
  for (int i = 0; i * step < end; ++i) times.push_back(i * step);
  times.push_back(end);
  return times;
}

}  // namespace howship::validation
