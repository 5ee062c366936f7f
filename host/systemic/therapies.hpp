#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// What is given to the body at one instant, while infusions and therapies run.
struct BodyInputs {
  double denosumab = 0.0, zoledronate = 0.0;  ///< into plasma [mg/day]
  double calcium = 0.0;                       ///< elemental, swallowed [mg/day]
  double vitamin_d = 0.0;                     ///< cholecalciferol, swallowed [mg/day]
  double tumour_kill = 0.0;                   ///< by systemic therapy [1/day]
  double estrogen = 1.0;                      ///< that endocrine therapy leaves, relative to before [1]
};
/// Sum of the doses that last and of the therapies that act at `time`.
BodyInputs inputs_at(const std::vector<Dose>& doses, const std::vector<TherapyCase>& therapies, double time);

/// One fraction of radiotherapy to come.
struct Fraction {
  double time = 0.0;  ///< [day]
  const TherapyCase* therapy = nullptr;
};
/// All fractions of the radiotherapies among `therapies`, by time. They point into `therapies`.
std::vector<Fraction> fractions_of(const std::vector<TherapyCase>& therapies);

/// Share of tumour cells that one fraction of dose d leaves: exp(-alpha d - beta d^2), the linear-quadratic model.
double surviving_fraction(const TherapyCase& radiotherapy);

}  // namespace howship
