#include "host/report/lesion_courses.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "howship/error.hpp"

namespace howship {

namespace {

bool smaller(const LesionState& a, const LesionState& b) {
  return std::tie(a.tumour, a.volume) < std::tie(b.tumour, b.volume);
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
    const auto time = column("time"), number = column("lesion"), volume = column("volume"),
               tumour = column("tumour_volume"), lytic = column("lytic_volume"), sclerotic = column("sclerotic_volume"),
               change = column("bmd_change"), diameter = column("diameter"), x = column("x"), y = column("y"),
               z = column("z");
    const std::vector<std::string> phenotype = lesions.texts("class");
    for (std::size_t i = 0; i < lesions.rows(); ++i) {
      const int key = static_cast<int>(number[i]);
      by_number[key].number = key;
      by_number[key].states.push_back({time[i],
                                       phenotype[i],
                                       volume[i],
                                       tumour[i],
                                       lytic[i],
                                       sclerotic[i],
                                       change[i],
                                       diameter[i],
                                       {x[i], y[i], z[i]}});
    }
  }
  std::vector<LesionCourse> courses;
  courses.reserve(by_number.size());
  for (auto& [number, course] : by_number) courses.push_back(std::move(course));
  std::stable_sort(courses.begin(), courses.end(),
                   [](const LesionCourse& a, const LesionCourse& b) { return smaller(b.largest(), a.largest()); });
  return courses;
}

}  // namespace howship
