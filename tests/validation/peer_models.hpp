#pragma once

#include <string>

#include "tests/validation/trials.hpp"

namespace howship::validation {

// Published models with their own parameters, as presets of [model] name them.

/// Denosumab under the skin, in a preset that has its pharmacokinetics; the state and readouts as columns
/// "name [unit]", four rows a day. Simulated once for each set of arguments. Not thread-safe.
/// \param mg of each dose \param every [day] \param end [day]
const Course& denosumab_in(const std::string& preset, double mg, double every, int count, double end);

/// Of the spine's density in peterson-riggs-2010: formation OB^a, loss k OC^b density, found from its right-hand side.
struct DensityConstants {
  double loss;                 ///< k [1/h]
  double osteoblast_exponent;  ///< a [1]
  double osteoclast_exponent;  ///< b [1]
};
DensityConstants density_constants_of_peterson_riggs();

/// Of denosumab in martinez-reina-2019, found from its right-hand side.
struct OneCompartment {
  double absorption;             ///< [1/day]
  double volume;                 ///< [mL/kg]
  double saturable_elimination;  ///< at most [ng/kg/day]
  double half_elimination;       ///< [ng/mL]
  double linear_elimination;     ///< [1/day]
};
OneCompartment denosumab_of_martinez_reina();

/// Share of the denosumab in serum that reaches RANKL in martinez-reina-2019, found from what a dose leaves of free
/// RANKL when denosumab binds it with 0.333 L/pmol and OPG with 0.001 L/pmol [1].
double accessibility_of_martinez_reina();

}  // namespace howship::validation
