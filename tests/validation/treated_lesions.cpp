#include "tests/validation/treated_lesions.hpp"

#include <cmath>
#include <map>
#include <optional>

#include "howship/results.hpp"

#include "host/case/normal_deviates.hpp"
#include "host/case/patients.hpp"

#include "tests/validation/cohorts.hpp"

namespace howship::validation {

namespace {

constexpr double latest_start = 4.0 * year, followed = 53.0 * week;  // [day]
constexpr double typical_kill_rate = 0.03, spread_of_kill_rate = 0.5;

/// Day on which the lesion is established.
std::optional<double> established(const Course& course, const std::string& phenotype) {
  const auto& density = course.values(lesion_density);
  for (std::size_t i = 0; i < density.size() && course.times()[i] <= latest_start; ++i) {
    const double ratio = density[i] / density[0];
    if (phenotype == "lytic" ? ratio <= 0.4 : ratio >= sclerotic_ratio) return course.times()[i];
  }
  return std::nullopt;
}

std::vector<TreatedLesion> treat(const std::string& phenotype) {
  Case typical = oncology_with(phenotype, latest_start + followed);
  spread(typical, 40);
  const std::vector<Case> all = sample_patients(typical);
  const std::vector<double> times = rows_every(week, latest_start + followed);
  const std::vector<Course> untreated = simulate_all(all, times);
  NormalDeviates normal(2007);
  std::vector<double> starts;
  std::vector<Case> treated;
  std::vector<std::size_t> who;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double kill_rate = typical_kill_rate * std::exp(spread_of_kill_rate * normal());
    const std::optional<double> start = established(untreated[i], phenotype);
    if (!start) continue;
    Case c = all[i];
    TherapyCase therapy;
    therapy.kind = TherapyKind::Chemotherapy;
    therapy.start = *start;
    therapy.duration = followed;
    therapy.kill_rate = kill_rate;
    c.therapies = {therapy};
    give_zoledronate(c, 4.0, *start, 4.0 * week, 14);
    starts.push_back(*start);
    who.push_back(i);
    treated.push_back(std::move(c));
  }
  const std::vector<Course> courses = simulate_all(treated, times);
  std::vector<TreatedLesion> lesions;
  for (std::size_t i = 0; i < starts.size(); ++i) lesions.push_back({starts[i], courses[i], untreated[who[i]]});
  return lesions;
}

}  // namespace

const std::vector<TreatedLesion>& treated_lesions(const std::string& phenotype) {
  static std::map<std::string, std::vector<TreatedLesion>> done;
  const auto found = done.find(phenotype);
  return found != done.end() ? found->second : done.emplace(phenotype, treat(phenotype)).first->second;
}

}  // namespace howship::validation
