#include "host/systemic/input_cuts.hpp"

#include <algorithm>

namespace howship {

std::vector<double> input_cuts(const std::vector<Dose>& doses, double end) {
  std::vector<double> cuts{end};
  for (const Dose& dose : doses)
    for (double t : {dose.time, dose.time + dose.duration})
      if (t > 0.0 && t < end) cuts.push_back(t);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

}  // namespace howship
