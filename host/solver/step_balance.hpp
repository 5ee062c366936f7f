#pragma once

#include <array>

#include "howship/backend.hpp"
#include "howship/fields.hpp"
#include "howship/parameters.hpp"
#include "howship/serum.hpp"

namespace howship {

/// What changes the amount of a booked field in the region. Diffusion does not: what leaves one voxel enters the next.
enum class Process : int {
  RanklProduction,
  RanklDegradation,
  RanklInternalisation,  ///< together with denosumab
  DenosumabExchange,     ///< with the blood
  DenosumabInternalisation,
  CalciumResorption,
  CalciumMineralisation,
  CalciumExchange,
  RanklSource,  ///< rates of a Source, see backend.hpp
  DenosumabSource,
  CalciumSource,
  Count
};
constexpr int process_count = static_cast<int>(Process::Count);

/// Place of a process's field among the booked ones.
int booked_by(Process process);

/// One step's entries in the ledgers, and the scaling with which the region holds what they say.
struct StepBalance {
  std::array<double, process_count> amount{};    ///< brought in by each process; taken out where negative [mm3 unit]
  std::array<double, booked_count> epsilon{};    ///< the field is scaled by 1 + epsilon at the end of the step [1]
  std::array<double, booked_count> algebraic{};  ///< what the linear solve left out and scaling adds [mm3 unit]
  double largest = 0.0;  ///< largest |epsilon|, taken of the stock or of a thousandth of the typical one [1]
  /// Share of what a booked field had to change by that the linear solves left undone, the largest; negative where no
  /// field changes enough to tell [1].
  double left = -1.0;
  int left_in = 0;  ///< the booked field it was found in
};

/// Books a step process by process and closes the books.
///
/// The amount that process p brings in during stage i is the stage equation summed over the region,
///
///   P_pi = theta [r_p(y_i) + J_p U_i + gamma_i dt dr_p/dt] + gamma sum_{j<i} c_ij P_pj,      sum_i m_i P_pi in the
///   step,
///
/// with J_p, the slopes of process p, those with which the stage was solved. Were the linear systems solved exactly,
/// the processes of a field would add up to what its increments U_i hold. One V-cycle leaves a residual. It is taken
/// away in the space of the fields' own profiles: stage i gets delta_i u more of each booked field u, with delta_i such
/// that the equation summed over the region holds,
///
///   sum_p P_pi = U_i + delta_i stock,   P_pi with U_i + delta_i u for U_i and y_i + sum_j a_ij delta_j u for y_i,
///
/// a system of three unknowns per stage, as implicit as the step itself: a field that exchanges a hundred times in a
/// step is not thrown about by what a solve left. All of it comes to one factor at the end, 1 + epsilon with
/// epsilon = sum m_i delta_i, less what lifting negative values to zero added. It vanishes at rest.
///
/// \param mass a field whose mass is 0 has no stock to keep, and is neither booked nor scaled
/// \param at_stages serum at the stages; `rate` its derivative in time at t_n
/// \param volume of the region [mm3]
StepBalance balance_step(const TissueParameters& parameters, const std::array<double, diffusing_count>& mass,
                         const std::array<StageSums, 4>& sums, const StepCheck& check,
                         const std::array<Serum, 4>& at_stages, const Serum& rate, double dt, double volume);

}  // namespace howship
