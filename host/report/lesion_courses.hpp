#pragma once

#include <string>
#include <vector>

#include "howship/domain.hpp"

#include "host/report/csv_table.hpp"

namespace howship {

/// A lesion at one output time, as in lesions.csv.
struct LesionState {
  double time = 0.0;                                                ///< [day]
  std::string phenotype;                                            ///< "none", "lytic", "sclerotic", "mixed"
  double volume = 0.0, tumour = 0.0, lytic = 0.0, sclerotic = 0.0;  ///< [mm3]
  double bmd_change = 0.0;                                          ///< [%]
  double diameter = 0.0;                                            ///< [mm]
  Vec3 centre{};                                                    ///< [mm]
};

/// One lesion through the run, by rising time.
struct LesionCourse {
  int number = 0;
  std::vector<LesionState> states;  ///< at least one

  const LesionState* at(double time) const;  ///< the state of that time [day]; null when the lesion was not there
  const LesionState& largest() const;        ///< with most tumour, or the largest volume when there never was any
};

/// Lesions of a run, that with most tumour at its largest first (without tumour: the largest).
/// \throws InputError when lesions.csv lacks a column that is needed
std::vector<LesionCourse> lesion_courses(const CsvTable& lesions);

}  // namespace howship
