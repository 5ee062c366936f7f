#pragma once

#include <functional>
#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/systemic/systemic_trajectory.hpp"

namespace howship::validation {

constexpr double year = 365.25, month = year / 12.0, week = 7.0, hour = 1.0 / 24.0;  // [day]
constexpr double mg_per_dl = 0.2495;                                                 ///< of calcium [mmol/L]
constexpr double start_of_treatment = 120.0;  ///< of lesions, which begin at day 0 with a tumour fraction of 0.05 [day]
constexpr double infusion = 15.0 / (60.0 * 24.0);  ///< of zoledronic acid [day]

// Names of columns.
constexpr const char* drug = "denosumab_serum [ug/mL]";
constexpr const char* ctx = "ctx [% of baseline]";
constexpr const char* untx = "untx [% of baseline]";
constexpr const char* p1np = "p1np [% of baseline]";
constexpr const char* bsap = "bsap [% of baseline]";
constexpr const char* calcium = "calcium_serum [mmol/L]";
constexpr const char* tumour = "tumour_lesion [1]";
constexpr const char* lesion_density = "bmd_lesion [mg/cm3]";

/// A simulated course.
class Course {
 public:
  explicit Course(SystemicTrajectory trajectory) : trajectory_(std::move(trajectory)) {}

  const std::vector<double>& times() const { return trajectory_.columns.front().values; }
  const std::vector<double>& values(const std::string& column) const { return trajectory_.at(column); }
  /// On the straight line between rows. \param day within the course
  double at(const std::string& column, double day) const;
  /// Change from the value at `from` to that at `to` [%].
  double change(const std::string& column, double from, double to) const;
  double most(const std::string& column, double from, double to) const;
  double least(const std::string& column, double from, double to) const;
  /// Trapezoids between rows.
  double integral(const std::string& column, double from, double to) const;
  double mean(const std::string& column, double from, double to) const {
    return integral(column, from, to) / (to - from);
  }
  double time_of_most(const std::string& column) const;
  double time_of_least(const std::string& column) const;
  /// ln 2 over the slope of the least-squares line of ln(column) [day]
  double half_life(const std::string& column, double from, double to) const;

 private:
  SystemicTrajectory trajectory_;
};

/// Course of one case, simulated once per name. Not thread-safe.
const Course& trial(const std::string& name, const std::function<Case()>& make,
                    const std::function<std::vector<double>(const Case&)>& times = nullptr);

// Patients. Without a lesion, and with nothing given.
Case postmenopausal(double end);  ///< 70 kg
Case oncology(double end);        ///< 78 kg
/// With a lesion of a preset: f_met 0.30 (lytic), 0.20 (sclerotic), 0.25 (mixed), as in the reference runs of the
/// model.
Case oncology_with(const std::string& phenotype, double end);

// What they are given; the doses of a case stay in the order of time.
void give_denosumab(Case& c, double mg, double start, double every = 0.0, int count = 1);
void give_zoledronate(Case& c, double mg, double start, double every = 0.0, int count = 1);
/// 500 mg of calcium and 400 IU of vitamin D a day from `start` to the end, which the trials advised.
void give_supplements(Case& c, double start);

// Trials that several facts share.
const Course& single_60mg();             ///< one year, four rows a day
const Course& every_six_months();        ///< 60 mg for ten years
const Course& stopped_after(int years);  ///< 60 mg every six months for so long, then three years without
const Course& every_four_weeks();        ///< 120 mg for two years, then half a year without; no lesion
enum class Arm { None, Denosumab, Zoledronate };
/// Two years of treatment (120 mg or 4 mg every 4 weeks, or none) from start_of_treatment on.
const Course& lesion_trial(const std::string& phenotype, Arm arm);

/// Evenly from 0 to end.
std::vector<double> rows_every(double step, double end);

}  // namespace howship::validation
