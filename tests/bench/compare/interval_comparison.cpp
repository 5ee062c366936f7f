#include "tests/bench/compare/interval_comparison.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace howship::compare {

namespace {

/// A method's time and setting at an error, on a straight line in logarithms through the two runs whose errors are
/// nearest to it.
struct AtError {
  double seconds = 0, handing = 0, setting = 0, order = 0;
  bool extrapolated = false;
};
AtError at_error(std::vector<IntervalRun> runs, double error) {
  if (runs.size() < 2) throw std::logic_error("two runs are needed to interpolate");
  std::sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.error > b.error; });
  std::size_t k = 1;
  while (k + 1 < runs.size() && runs[k].error > error) ++k;
  const IntervalRun &coarse = runs[k - 1], &fine = runs[k];
  const double span = std::log(coarse.error / fine.error);
  const double share = std::log(coarse.error / error) / span;
  const auto between = [&](double from, double to) { return from * std::pow(to / from, share); };
  AtError result;
  result.seconds = between(coarse.seconds, fine.seconds);
  result.setting = between(coarse.setting, fine.setting);
  result.handing = result.seconds * (fine.seconds_of_handing / fine.seconds);
  result.order = span / std::log(coarse.setting / fine.setting);
  // A run that is at least as accurate may be the cheaper one: more steps that each converge.
  for (const IntervalRun& r : runs)
    if (r.error <= error && r.seconds < result.seconds) {
      result.seconds = r.seconds;
      result.handing = r.seconds_of_handing;
      result.setting = r.setting;
    }
  result.extrapolated = share < 0.0 || share > 1.0;
  return result;
}

}  // namespace

IntervalComparison compare_intervals(int extent, double spacing,
                                     const std::function<void(const IntervalRun&)>& on_run) {
  IntervalProblem problem(extent, spacing);
  IntervalComparison result;
  result.active_voxels = problem.system.active_cells();

  result.reference_tolerance = 3e-7;
  const std::vector<double> reference =
      run_cvode(problem, result.reference_tolerance, Preconditioner::Multigrid, Vectors::Fast).end_state;

  const auto take = [&](std::vector<IntervalRun>& group, IntervalRun run) {
    judge(run, reference, problem.system);
    run.end_state.clear();
    on_run(run);
    result.runs.push_back(run);
    group.push_back(std::move(run));
  };
  struct CvodeGroup {
    const char* key;
    Preconditioner preconditioner;
    Vectors vectors;
    std::vector<IntervalRun> runs;
  };
  std::vector<CvodeGroup> cvode = {
      {"cvode", Preconditioner::Jacobi, Vectors::Fast, {}},
      {"cvode_as_distributed", Preconditioner::Jacobi, Vectors::Distributed, {}},
      {"cvode_multigrid", Preconditioner::Multigrid, Vectors::Fast, {}},
      {"cvode_multigrid_as_distributed", Preconditioner::Multigrid, Vectors::Distributed, {}}};
  std::vector<IntervalRun> ours, lie, strang;
  for (double rtol : {1e-1, 3e-2, 1e-2, 1e-3, 1e-4}) take(ours, run_howship(problem, rtol));
  result.reference_difference = ours.back().error;
  // The default tolerance's error for the solvers with control of theirs, 1e-2 for the splittings.
  const auto is_default = [](const IntervalRun& r) { return std::fabs(r.setting / 1e-3 - 1.0) < 1e-9; };
  const IntervalRun standard = *std::find_if(ours.begin(), ours.end(), is_default);
  for (CvodeGroup& group : cvode)
    for (double rtol : {1e-3, 1e-4, 1e-5})
      take(group.runs, run_cvode(problem, rtol, group.preconditioner, group.vectors));
  constexpr double coarse_error = 1e-2, fine_error = 1e-3;
  for (auto [group, symmetric] : {std::pair<std::vector<IntervalRun>*, bool>{&lie, false}, {&strang, true}})
    for (double step = 0.1; step > 0.0015; step /= 2.0) {
      take(*group, run_splitting(problem, step, symmetric));
      if (group->size() > 1 && group->back().error < fine_error) break;
    }

  const auto add = [&](const std::string& key, const std::vector<IntervalRun>& group, double error,
                       double howship_seconds) {
    const AtError there = at_error(group, error);
    result.against.push_back({group.front().name, key, error, howship_seconds, there.seconds, there.setting,
                              there.extrapolated, there.order, there.seconds - there.handing});
  };
  for (const CvodeGroup& group : cvode) add(group.key, group.runs, standard.error, standard.seconds);
  for (double error : {coarse_error, fine_error}) {
    // Even loose tolerances leave less than this: the cheapest run that does stands for howship.
    const IntervalRun* cheapest = nullptr;
    for (const IntervalRun& r : ours)
      if (r.error <= error && (cheapest == nullptr || r.seconds < cheapest->seconds)) cheapest = &r;
    if (cheapest == nullptr) throw std::logic_error("no run of howship is as accurate as asked");
    const std::string at = error == coarse_error ? "" : "_at_1e-3";
    add("lod_lie" + at, lie, error, cheapest->seconds);
    add("lod_strang" + at, strang, error, cheapest->seconds);
  }
  return result;
}

}  // namespace howship::compare
