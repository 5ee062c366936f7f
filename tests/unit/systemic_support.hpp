#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/case/names.hpp"
#include "host/systemic/systemic_trajectory.hpp"

namespace howship::testing_support {

// Names of columns.
constexpr const char* ctx = "ctx [% of baseline]";
constexpr const char* untx = "untx [% of baseline]";
constexpr const char* bsap = "bsap [% of baseline]";
constexpr const char* serum_calcium = "calcium_serum [mmol/L]";
constexpr const char* spine = "bmd_spine [%]";
constexpr const char* tumour = "tumour_lesion [1]";
constexpr const char* lesion_density = "bmd_lesion [mg/cm3]";
constexpr const char* lesion_osteoclasts = "osteoclasts_lesion [1]";

/// A patient without lesion to whom nothing is given.
inline Case patient(double end) {
  Case c;
  c.end = end;
  return c;
}

/// With a lesion of a preset. \param share metastatic fraction
inline Case patient_with(const std::string& phenotype, double end, double share = 0.0, double tumour_fraction = 0.05) {
  Case c = patient(end);
  LesionCase lesion;
  lesion.phenotype = phenotype;
  lesion.secretion = phenotype_of(phenotype);
  lesion.tumour_fraction = tumour_fraction;
  c.lesions = {lesion};
  c.metastatic_fraction = share;
  return c;
}

inline void give(Case& c, const Dose& dose, double every = 0.0, int count = 1) {
  for (int i = 0; i < count; ++i) {
    c.doses.push_back(dose);
    c.doses.back().time += i * every;
  }
  std::stable_sort(c.doses.begin(), c.doses.end(), [](const Dose& a, const Dose& b) { return a.time < b.time; });
}
inline void give_denosumab(Case& c, double mg, double start, double every = 0.0, int count = 1) {
  give(c, {start, Drug::Denosumab, Route::Subcutaneous, mg, 0.0}, every, count);
}
inline void give_zoledronate(Case& c, double mg, double start, double every = 0.0, int count = 1) {
  give(c, {start, Drug::ZoledronicAcid, Route::Intravenous, mg, 15.0 / 1440.0}, every, count);
}
/// A supplement from `start` to the end. \param per_day [mg]
inline void give_supplement(Case& c, Drug drug, double per_day, double start) {
  give(c, {start, drug, Route::Oral, per_day * (c.end - start), c.end - start});
}

/// Value in a trajectory with daily rows from day 0 on.
inline double on_day(const SystemicTrajectory& course, const std::string& column, int day) {
  return course.at(column).at(static_cast<std::size_t>(day));
}
inline double least(const SystemicTrajectory& course, const std::string& column, int from, int to) {
  const auto rows = course.at(column).begin();
  return *std::min_element(rows + from, rows + to + 1);
}
inline double most(const SystemicTrajectory& course, const std::string& column, int from, int to) {
  const auto rows = course.at(column).begin();
  return *std::max_element(rows + from, rows + to + 1);
}

}  // namespace howship::testing_support
