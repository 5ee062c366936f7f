#pragma once

#include <optional>
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
  // NaN in tables that do not tell:
  double cortex_distance = 0.0;  ///< from its edge to the cortical shell; 0 once it reaches it [mm]
  double cortex_lost = 0.0;      ///< largest share of the shell's mineral gone along the shortest way through it [%]
  double breach_area = 0.0;      ///< of outer surface where the whole shell is below half of its mineral [mm2]
};

/// How a lesion ceased to be one of its own.
struct LesionEnd {
  double time = 0.0;    ///< output time that first lacks it [day]
  int merged_into = 0;  ///< number of the lesion that it became part of; 0: it no longer differs from healthy bone
};

/// One lesion through the run, by rising time.
struct LesionCourse {
  int number = 0;
  int split_from = 0;               ///< number of the lesion that it came off; 0: of none
  std::vector<LesionState> states;  ///< while it was there; at least one
  std::optional<LesionEnd> ended;   ///< unset while it is there, and in tables that do not tell

  const LesionState* at(double time) const;  ///< the state of that time [day]; null when the lesion was not there
  const LesionState& largest() const;        ///< with most tumour, or the largest volume when there never was any
};

/// Whether an entry of the column `event` says that the lesion is no more.
bool tells_end(const std::string& event);

/// Lesions of a run, that with most tumour at its largest first (without tumour: the largest).
/// \throws InputError when lesions.csv lacks a column that is needed, or a time, number, volume or place in it
std::vector<LesionCourse> lesion_courses(const CsvTable& lesions);

}  // namespace howship
