#include "host/systemic/therapies.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

BodyInputs inputs_at(const std::vector<Dose>& doses, const std::vector<TherapyCase>& therapies, double time) {
  BodyInputs now;
  for (const Dose& dose : doses) {
    if (dose.duration <= 0.0 || time < dose.time || time >= dose.time + dose.duration) continue;
    double& input = dose.drug == Drug::Denosumab        ? now.denosumab
                    : dose.drug == Drug::ZoledronicAcid ? now.zoledronate
                    : dose.drug == Drug::Calcium        ? now.calcium
                                                        : now.vitamin_d;
    input += dose.amount / dose.duration;
  }
  for (const TherapyCase& therapy : therapies) {
    if (therapy.kind == TherapyKind::Radiotherapy) continue;
    for (int cycle = 0; cycle < therapy.count; ++cycle) {
      const double start = therapy.start + cycle * therapy.every;
      if (time < start || time >= start + therapy.duration) continue;
      now.tumour_kill += therapy.kill_rate;
      now.estrogen = std::min(now.estrogen, therapy.estrogen);
    }
  }
  return now;
}

std::vector<Fraction> fractions_of(const std::vector<TherapyCase>& therapies) {
  std::vector<Fraction> fractions;
  for (const TherapyCase& therapy : therapies) {
    if (therapy.kind != TherapyKind::Radiotherapy) continue;
    for (int i = 0; i < therapy.count; ++i) fractions.push_back({therapy.start + i * therapy.every, &therapy});
  }
  std::stable_sort(fractions.begin(), fractions.end(),
                   [](const Fraction& a, const Fraction& b) { return a.time < b.time; });
  return fractions;
}

double surviving_fraction(const TherapyCase& radiotherapy) {
  const double dose = radiotherapy.fraction_dose;
  return std::exp(-radiotherapy.alpha * dose - radiotherapy.beta * dose * dose);
}

}  // namespace howship
