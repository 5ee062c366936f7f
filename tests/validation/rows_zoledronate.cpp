#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

constexpr const char* plasma = "zoledronate_plasma [mg]";
constexpr const char* urine = "zoledronate_urine [mg]";

/// Half a minute in the first hour, ten minutes in the first day, then two hours.
std::vector<double> rows_after_an_infusion(double start, double end) {
  std::vector<double> times;
  for (int i = 0; i < 120; ++i) times.push_back(start + i * hour / 120.0);
  for (int i = 6; i < 144; ++i) times.push_back(start + i * hour / 6.0);
  for (int i = 12; start + i * 2.0 * hour < end; ++i) times.push_back(start + i * 2.0 * hour);
  times.push_back(end);
  return times;
}

const Course& one_infusion() {
  return trial(
      "4 mg once",
      [] {
        Case c = oncology(28.0);
        give_zoledronate(c, 4.0, 0.0);
        return c;
      },
      [](const Case& c) { return rows_after_an_infusion(0.0, c.end); });
}

/// A straight line through ln(values), of those above zero, over [from, to].
struct Exponential {
  double height = 0.0, rate = NAN;  ///< height exp(-rate t)
  double at(double t) const { return std::isfinite(rate) ? height * std::exp(-rate * t) : 0.0; }
};
Exponential fit(const std::vector<double>& t, const std::vector<double>& y, double from, double to) {
  double n = 0.0, ts = 0.0, ys = 0.0, tt = 0.0, ty = 0.0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t[i] < from || t[i] > to || !(y[i] > 0.0)) continue;
    const double log_y = std::log(y[i]);
    n += 1.0, ts += t[i], ys += log_y, tt += t[i] * t[i], ty += t[i] * log_y;
  }
  if (n < 3.0) return {};
  const double slope = (n * ty - ts * ys) / (n * tt - ts * ts);
  return {std::exp((ys - slope * ts) / n), -slope};
}

/// Half-lives of the three phases [h], the first first.
std::vector<double> phases() {
  const Course& course = one_infusion();
  const auto& t = course.times();
  std::vector<double> left = course.values(plasma);
  // What the integration leaves of nothing is not a phase.
  const double noise = 1e-7 * course.most(plasma, 0.0, 1.0);
  for (double& value : left) value = value > noise ? value : 0.0;
  std::vector<double> half_lives;
  const double windows[3][2] = {{3.0, 12.0}, {2.0 * hour, 10.0 * hour}, {infusion, hour}};
  for (const auto& window : windows) {
    const Exponential phase = fit(t, left, window[0], window[1]);
    for (std::size_t i = 0; i < t.size(); ++i) left[i] -= phase.at(t[i]);
    half_lives.insert(half_lives.begin(), std::log(2.0) / phase.rate / hour);
  }
  return half_lives;
}

Answer phase(std::size_t i) {
  const double half_life = phases()[i];
  return std::isfinite(half_life) ? give(half_life) : does_not_show("no such phase");
}

/// Share of the dose that the kidney has taken out after a day [%].
Answer in_urine_after_a_day() {
  return give(100.0 * one_infusion().at(urine, 1.0) / 4.0);
}

Answer accumulation() {
  const Course& course = trial(
      "4 mg three times",
      [] {
        Case c = oncology(9.0 * week);
        give_zoledronate(c, 4.0, 0.0, 4.0 * week, 3);
        return c;
      },
      [](const Case& c) {
        std::vector<double> times = rows_after_an_infusion(0.0, 8.0 * week - 0.01);
        const std::vector<double> more = rows_after_an_infusion(8.0 * week, c.end);
        times.insert(times.end(), more.begin(), more.end());
        return times;
      });
  return give(course.integral(plasma, 8.0 * week, 8.0 * week + 1.0) / course.integral(plasma, 0.0, 1.0));
}

}  // namespace

void add_zoledronate(Questions& q) {
  q["ZA01.1"] = [] { return phase(0); };
  q["ZA01.2"] = [] { return phase(1); };
  q["ZA01.3"] = [] { return phase(2); };
  q["ZA01.4"] = [] {
    const double left = 100.0 * one_infusion().at(plasma, 1.0) / one_infusion().most(plasma, 0.0, 1.0);
    return give(left < 1.0, left);
  };
  q["ZA02"] = in_urine_after_a_day;
  q["ZA04"] = accumulation;
}

}  // namespace howship::validation
