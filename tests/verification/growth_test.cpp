// What makes the linear systems hard must not make steps or work grow: fine voxels, tight binding, dense cortex, cut
// voxels, parts that do not touch.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <map>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/verification/coupled_run.hpp"
#include "tests/verification/made_domain.hpp"

namespace howship {
namespace {

using namespace testing_support;

struct Hardship {
  std::string name;
  double radius, spacing;  ///< [mm]
  std::function<void(Case&)> change_case = [](Case&) {};
  std::function<void(VoxelDomain&)> change_domain = [](VoxelDomain&) {};
  friend void PrintTo(const Hardship& h, std::ostream* out) { *out << h.name; }
};

/// Volume fractions from 0.1 to 1 everywhere, and faces as open as the smaller one allows: (volume)^(2/3).
void cut_at_random(VoxelDomain& d) {
  std::mt19937 random(5);
  std::uniform_real_distribution<float> share(0.1F, 1.0F);
  for (std::size_t v = 0; v < d.stored_voxels(); ++v)
    if (d.active(v)) d.volume_fraction[v] = share(random);
  std::map<Index3, std::size_t> place;
  for (std::size_t v = 0; v < d.stored_voxels(); ++v)
    if (d.active(v)) place[d.voxel_index(v)] = v;
  for (const auto& [index, v] : place)
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Index3 before = index;
      --before[axis];
      const auto found = place.find(before);
      d.aperture[axis][v] =
          found == place.end()
              ? 0.0F
              : std::pow(std::min(d.volume_fraction[v], d.volume_fraction[found->second]), 2.0F / 3.0F);
    }
}

/// Closes four faces of ten: single voxels and clusters of all sizes without any way between them.
void part_at_random(VoxelDomain& d) {
  std::mt19937 random(6);
  std::uniform_real_distribution<float> share(0.0F, 1.0F);
  for (auto& faces : d.aperture)
    for (float& open : faces)
      if (share(random) < 0.4F) open = 0.0F;
}

void bind_tightly(Case& c) {
  c.tissue.kd_denosumab /= 100.0;
  c.tissue.kd_opg /= 100.0;
  c.tissue.kd_rank /= 100.0;
}

/// (1 - phi)^1.5 is 0.81 in spongy bone and a twentieth of it in the shell.
void hinder_in_cortex(Case& c) {
  c.tissue.bone_hindrance = 0.0;
  c.density.cortical = 1.0 - std::pow(0.05, 2.0 / 3.0) * (1.0 - c.density.trabecular);
  c.density.cortical_thickness = 1.0;
}

std::vector<Hardship> hardships() {
  const auto nothing = [](Case&) {};
  return {{"spacing_2_mm", 6.0, 2.0},
          {"spacing_1_mm", 4.0, 1.0},
          {"spacing_500_um", 3.0, 0.5},
          {"spacing_250_um", 2.0, 0.25},
          {"spacing_150_um", 1.2, 0.15},
          {"affinity_100_times", 3.0, 0.5, bind_tightly},
          {"affinity_100_times_at_250_um", 2.0, 0.25, bind_tightly},
          {"cortex_contrast_20", 3.0, 0.5, hinder_in_cortex},
          {"cut_to_a_tenth", 3.0, 0.5, nothing, cut_at_random},
          {"parts", 3.0, 0.5, nothing, part_at_random}};
}

class Growth : public ::testing::TestWithParam<Hardship> {};

TEST_P(Growth, NeitherStepsNorWorkGrow) {
  const Hardship& hardship = GetParam();
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = hardship.radius;
  c.geometry.spacing = {hardship.spacing, hardship.spacing, hardship.spacing};
  LesionCase lesion;
  lesion.radius = 0.6 * hardship.radius;
  lesion.centre = {0.1, 0.05, -0.1};
  lesion.tumour_fraction = 0.3;
  c.lesions = {lesion};
  c.metastatic_fraction = 0.1;
  hardship.change_case(c);
  Region region = make_region(c);
  hardship.change_domain(region.domain);
  struct Count {
    long attempts;
    double work;  ///< sweeps over the fine grid per attempt
  };
  const auto count = [&](int cycles) {
    CoupledRun run(
        c, region, [](Fields&) {}, 1, cycles);
    run.advance(14.0);
    run.give({14.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0});
    run.advance(42.0);
    const SolverStatistics& s = run.integrator().statistics();
    const long attempts = s.steps + s.rejected;
    return Count{attempts, static_cast<double>(s.sweeps) / static_cast<double>(attempts)};
  };
  const Count made = count(0), solved = count(6);
  const double ratio = static_cast<double>(made.attempts) / static_cast<double>(solved.attempts);
  std::printf("%s: %zu voxels, %ld steps attempted, %ld with six cycles, ratio %.2f, %.1f sweeps per step\n",
              hardship.name.c_str(), region.domain.active_voxels(), made.attempts, solved.attempts, ratio, made.work);
  EXPECT_LE(made.work, 36.0);
  EXPECT_LE(ratio, 1.2);  // measured 1.00 to 1.15
}

INSTANTIATE_TEST_SUITE_P(With, Growth, ::testing::ValuesIn(hardships()),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace howship
