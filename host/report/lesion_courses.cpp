#include "host/report/lesion_courses.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

bool smaller(const LesionState& a, const LesionState& b) {
  return std::tie(a.tumour, a.volume) < std::tie(b.tumour, b.volume);
}

/// 0 for an entry that is empty.
int lesion_number(double entry) {
  if (!std::isfinite(entry)) return 0;
  if (!(entry >= 0.0 && entry <= 1e9))
    throw InputError(fmt::format("lesions.csv: {:g} is no number of a lesion; the table is damaged", entry));
  return static_cast<int>(entry);
}

}  // namespace

const LesionState* LesionCourse::at(double time) const {
  const auto found =
      std::find_if(states.begin(), states.end(), [&](const LesionState& s) { return std::abs(s.time - time) < 1e-6; });
  return found == states.end() ? nullptr : &*found;
}

const LesionState& LesionCourse::largest() const {
  return *std::max_element(states.begin(), states.end(), smaller);
}

bool tells_end(const std::string& event) {
  return event == "merged" || event == "gone";
}

std::vector<LesionCourse> lesion_courses(const CsvTable& lesions) {
  std::map<int, LesionCourse> by_number;
  if (lesions.rows() > 0) {
    for (const char* const column : {"time", "lesion", "class", "volume", "tumour_volume", "x", "y", "z"})
      if (!lesions.has(column))
        throw InputError("lesions.csv: has no column '" + std::string(column) + "'; the table is damaged");
    // A column that an older version did not write counts as zero.
    const auto column = [&](const char* name) {
      std::vector<double> values = lesions.numbers(name);
      values.resize(lesions.rows(), 0.0);
      return values;
    };
    const auto time = lesions.finite_numbers("time"), number = lesions.finite_numbers("lesion"),
               volume = lesions.finite_numbers("volume"), tumour = lesions.finite_numbers("tumour_volume"),
               x = lesions.finite_numbers("x"), y = lesions.finite_numbers("y"), z = lesions.finite_numbers("z");
    const auto lytic = column("lytic_volume"), sclerotic = column("sclerotic_volume"), change = column("bmd_change"),
               diameter = column("diameter"), merged_into = column("merged_into"), split_from = column("split_from");
    const auto known = [&](const char* name) {
      std::vector<double> values = lesions.numbers(name);
      values.resize(lesions.rows(), std::nan(""));
      return values;
    };
    const auto cortex_distance = known("cortex_distance"), cortex_lost = known("cortex_lost"),
               breach_area = known("breach_area");
    const std::vector<std::string> phenotype = lesions.texts("class");
    std::vector<std::string> event = lesions.texts("event");
    event.resize(lesions.rows());
    for (std::size_t i = 0; i < lesions.rows(); ++i) {
      const int key = lesion_number(number[i]);
      LesionCourse& course = by_number[key];
      course.number = key;
      if (tells_end(event[i])) {
        course.ended = LesionEnd{time[i], lesion_number(merged_into[i])};
        continue;
      }
      if (event[i] == "split") course.split_from = lesion_number(split_from[i]);
      course.states.push_back({time[i],
                               phenotype[i],
                               volume[i],
                               tumour[i],
                               lytic[i],
                               sclerotic[i],
                               change[i],
                               diameter[i],
                               {x[i], y[i], z[i]},
                               cortex_distance[i],
                               cortex_lost[i],
                               breach_area[i]});
    }
  }
  std::vector<LesionCourse> courses;
  courses.reserve(by_number.size());
  for (auto& [number, course] : by_number)
    if (!course.states.empty()) courses.push_back(std::move(course));
  std::stable_sort(courses.begin(), courses.end(),
                   [](const LesionCourse& a, const LesionCourse& b) { return smaller(b.largest(), a.largest()); });
  return courses;
}

}  // namespace howship
