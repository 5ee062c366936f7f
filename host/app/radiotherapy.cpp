#include "host/app/radiotherapy.hpp"

#include <algorithm>
#include <cmath>

#include "host/app/tissue_sites.hpp"

namespace howship {

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

void irradiate(const TherapyCase& radiotherapy, const VoxelDomain& domain, std::vector<double>& tumour) {
  const double killed = 1.0 - surviving_fraction(radiotherapy), spacing = mean_spacing(domain.grid);
  for (std::size_t v = 0; v < tumour.size(); ++v) {
    if (!domain.active(v)) continue;
    const double depth = radiotherapy.radius - distance(domain.voxel_centre(v), radiotherapy.centre);
    const double hit = radiotherapy.radius > 0.0 ? share_inside(depth, spacing) : 1.0;
    tumour[v] *= 1.0 - hit * killed;
  }
}

}  // namespace howship
