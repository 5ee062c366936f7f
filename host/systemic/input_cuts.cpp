#include "host/systemic/input_cuts.hpp"

#include <algorithm>

namespace howship {

namespace {

/// Closer times are the same one, reached on two ways: the end of a cycle and the start of the next [day]. A step of
/// that length would be all rounding.
constexpr double closest = 1e-9;

}  // namespace

std::vector<double> input_cuts(const std::vector<Dose>& doses, double end, const std::vector<TherapyCase>& therapies) {
  std::vector<double> cuts{end};
  const auto cut = [&](double time) {
    // Just after the start is no step away from it.
    if (time > 0.0 && time < end) cuts.push_back(std::max(time, closest));
  };
  for (const Dose& dose : doses) {
    cut(dose.time);
    cut(dose.time + dose.duration);
  }
  for (const TherapyCase& therapy : therapies)
    for (int cycle = 0; cycle < therapy.count; ++cycle) {
      cut(therapy.start + cycle * therapy.every);
      cut(therapy.start + cycle * therapy.every + therapy.duration);
    }
  std::sort(cuts.begin(), cuts.end());
  // The last of them, so that none of their inputs is still to come when it is reached.
  std::vector<double> apart;
  for (double time : cuts)
    if (!apart.empty() && time - apart.back() < closest)
      apart.back() = time;
    else
      apart.push_back(time);
  return apart;
}

}  // namespace howship
