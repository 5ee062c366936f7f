#include "host/solver/solve_plan.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

/// Grids are coarsened while diffusion outweighs reaction by more than this on the diagonal.
constexpr double coarsen_above = 0.5;
/// What the Chebyshev iteration leaves of an error where it is the whole solver, and where it ends a V-cycle. A
/// W-method keeps its order for any solve, but not its step count.
constexpr double solve_reduction = 0.01;
constexpr double coarsest_reduction = 0.1;
constexpr int most_sweeps = 200;

}  // namespace

SolvePlan plan_solve(double theta, const TissueParameters& p, const std::array<double, diffusing_count>& mass,
                     const Vec3& spacing, int levels) {
  const double losses[diffusing_count][2] = {{p.diffusivity_rankl, p.rankl_decay},
                                             {p.diffusivity_opg, p.opg_decay},
                                             {p.diffusivity_denosumab, 0.1 * p.vascular_exchange},
                                             {p.diffusivity_tgf_beta, p.tgf_beta_decay},
                                             {p.diffusivity_pthrp, p.pthrp_decay},
                                             {p.diffusivity_osteogenic, p.osteogenic_decay},
                                             {p.diffusivity_calcium, p.calcium_exchange},
                                             {p.diffusivity_tumour, 0.0}};
  double faces = 0.0;
  for (double h : spacing) faces += 2.0 / (h * h);
  SolvePlan plan;
  for (int f = 0; f < diffusing_count; ++f)
    plan.ratio[f] = theta * losses[f][0] * faces / (mass[f] + theta * losses[f][1]);
  double diffusive = *std::max_element(plan.ratio.begin(), plan.ratio.end());
  while (diffusive > coarsen_above && plan.levels < levels) {
    diffusive /= 4.0;  // the spacing doubles
    ++plan.levels;
  }
  // Smallest eigenvalue of the point-block preconditioned operator: the share of the reaction in the diagonal, for the
  // smoothest mode.
  plan.least = 1.0 / (1.0 + diffusive);
  const double condition = 2.0 / plan.least;
  const double reduction = plan.levels == 1 ? solve_reduction : coarsest_reduction;
  const double wanted = std::acosh(1.0 / reduction) / std::acosh((condition + 1.0) / (condition - 1.0));
  plan.sweeps = std::clamp(static_cast<int>(std::ceil(wanted)), 2, most_sweeps);
  return plan;
}

double work_units(const SolvePlan& plan) {
  double work = 0.0, share = 1.0;
  for (int level = 0; level < plan.levels - 1; ++level, share /= 8.0) work += share * (2 * plan.smoothing + 1);
  return plan.cycles * (work + share * plan.sweeps);
}

}  // namespace howship
