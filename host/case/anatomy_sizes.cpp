#include "host/case/anatomy_sizes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/nearest_name.hpp"

namespace howship {

namespace {

using V = VertebraSize;
using P = PelvisSize;

constexpr const char* panjabi = "Panjabi 1992, recalled";
constexpr const char* endplates = "Wang 2012: 0.7 mm above, 1.5 mm below, of 591 endplates";
constexpr const char* shell =
    "Silva 1994: 0.35 mm on average over age 45, the anterior wall thickest; Edwards 2001, recalled";

/// What differs from level to level.
struct LevelSize {
  const char* level;
  double upper_width, upper_depth, lower_width, lower_depth, body_height, anterior_height;
  double canal_width, canal_depth, pedicle_width, pedicle_height, pedicle_angle;
  double spinous_length, transverse_width, upper_facet_spacing, lower_facet_spacing, facet_height, facet_angle;
};

// clang-format off
constexpr LevelSize levels[] = {
    {"L1", 41.2, 34.1, 43.3, 35.3, 27.0, 26.0, 23.7, 19.0,  8.6, 15.9, 11.0, 67.7, 73.0, 29.0, 22.0, 15.0, 27.0},
    {"L2", 42.6, 34.6, 45.5, 34.9, 28.0, 27.5, 23.8, 18.2,  8.9, 15.0, 12.0, 70.0, 82.0, 31.0, 22.5, 15.5, 31.0},
    {"L3", 44.1, 35.2, 48.0, 34.8, 28.0, 28.5, 24.3, 17.5, 10.2, 14.5, 14.4, 70.0, 92.0, 34.0, 24.0, 16.0, 36.0},
    {"L4", 46.6, 35.5, 49.5, 33.9, 27.0, 28.5, 25.4, 18.6, 13.0, 15.0, 17.7, 68.0, 90.0, 38.0, 29.0, 16.5, 44.0},
    {"L5", 47.3, 34.7, 49.4, 33.2, 25.0, 29.5, 27.1, 19.7, 17.5, 16.5, 27.0, 61.0, 93.0, 45.0, 37.0, 16.5, 52.0},
};
// clang-format on

}  // namespace

const std::vector<SizeInfo<VertebraSize>>& vertebra_size_table() {
  constexpr Dimension length = Dimension::Length;
  constexpr Dimension angle = Dimension::Angle;
  constexpr Dimension ratio = Dimension::None;
  static const std::vector<SizeInfo<VertebraSize>> table = {
      {"upper_width", &V::upper_width, length, 36, 58, "width of the upper endplate", panjabi},
      {"upper_depth", &V::upper_depth, length, 28, 45, "depth of the upper endplate in the midplane", panjabi},
      {"lower_width", &V::lower_width, length, 36, 60, "width of the lower endplate", panjabi},
      {"lower_depth", &V::lower_depth, length, 28, 45, "depth of the lower endplate in the midplane", panjabi},
      {"body_height", &V::body_height, length, 20, 36, "height of the posterior wall",
       "Gilad 1986, Zhou 2000, recalled; mean shapes of 87 patients (Clouthier 2023): 29 mm at L2, 28 mm at L4"},
      {"anterior_height", &V::anterior_height, length, 18, 38, "height of the anterior wall",
       "as body_height; L5 of 30.3 mm against 26.3 mm behind in a CT series read"},
      {"waist", &V::waist, ratio, 0, 0.3, "narrowing of the body at half height, share of its width and depth",
       "after the mean L2 of Clouthier 2023"},
      {"upper_concavity", &V::upper_concavity, length, 0, 4, "depth of the upper endplate's hollow", endplates},
      {"lower_concavity", &V::lower_concavity, length, 0, 4, "depth of the lower endplate's hollow", endplates},
      {"canal_width", &V::canal_width, length, 17, 36, "width of the canal between the pedicles", panjabi},
      {"canal_depth", &V::canal_depth, length, 12, 26, "depth of the canal in the midplane", panjabi},
      {"pedicle_width", &V::pedicle_width, length, 6, 22, "width of a pedicle at its isthmus",
       "Panjabi 1992 and Zindrick 1987, recalled"},
      {"pedicle_height", &V::pedicle_height, length, 11, 20, "height of a pedicle at its isthmus",
       "Panjabi 1992 and Zindrick 1987, recalled"},
      {"pedicle_angle", &V::pedicle_angle, angle, 0, 38, "angle between a pedicle and the midplane",
       "Zindrick 1987, recalled"},
      {"spinous_length", &V::spinous_length, length, 52, 90, "tip of the spinous process behind the body's centre",
       panjabi},
      {"transverse_width", &V::transverse_width, length, 66, 115, "tip to tip of the transverse processes",
       "chosen between Panjabi 1992, recalled, and the mean L2 and L4 of Clouthier 2023"},
      {"upper_facet_spacing", &V::upper_facet_spacing, length, 24, 54,
       "between the middles of the superior articular processes",
       "Panjabi 1993, recalled; L2 to L5 as in the scans read"},
      {"lower_facet_spacing", &V::lower_facet_spacing, length, 18, 46,
       "between the middles of the inferior articular processes",
       "Panjabi 1993, recalled; L2 to L5 as in the scans read"},
      {"facet_height", &V::facet_height, length, 11, 21, "height of a joint face", "Panjabi 1993, recalled"},
      {"facet_angle", &V::facet_angle, angle, 10, 65, "angle between joint face and midplane",
       "van Schaik 1985, recalled"},
      {"endplate_cortex", &V::endplate_cortex, length, 0.1, 3, "thickness of the endplates, mean of middle and rim",
       shell},
      {"anterior_cortex", &V::anterior_cortex, length, 0.1, 3, "thickness of the anterior wall", shell},
      {"lateral_cortex", &V::lateral_cortex, length, 0.1, 3, "thickness of the lateral walls", shell},
      {"posterior_cortex", &V::posterior_cortex, length, 0.1, 3, "thickness of the posterior wall", shell},
      {"pedicle_cortex", &V::pedicle_cortex, length, 0.1, 4, "thickness of the pedicles' shell",
       "chosen, 0.6 to 1.7 mm reported; recalled"},
      {"arch_cortex", &V::arch_cortex, length, 0.1, 4,
       "thickness of the shell of laminae, spinous and transverse processes", "chosen"},
      {"facet_cortex", &V::facet_cortex, length, 0.1, 4, "thickness of the articular processes' shell", "chosen"},
      {"cortex_scale", &V::cortex_scale, ratio, 0.1, 5, "factor of all thicknesses", ""},
  };
  return table;
}

const std::vector<SizeInfo<PelvisSize>>& pelvis_size_table() {
  constexpr Dimension length = Dimension::Length;
  constexpr Dimension ratio = Dimension::None;
  constexpr const char* cortex = "Anderson 2005: 0.7 to 3.2 mm over a pelvis, recalled; by region chosen";
  static const std::vector<SizeInfo<PelvisSize>> table = {
      {"spine_width", &P::spine_width, length, 205, 275, "between the anterior superior iliac spines",
       "Bell 1990: hip centres at 0.72 of it, recalled"},
      {"hip_distance", &P::hip_distance, length, 150, 200, "between the centres of the hip joints",
       "Bell 1990, recalled"},
      {"height", &P::height, length, 180, 245, "of a hip bone, crest to ischial tuberosity", "textbooks, recalled"},
      {"cup_diameter", &P::cup_diameter, length, 42, 58, "diameter of the acetabulum",
       "textbooks: 48 to 54 mm, recalled"},
      {"wing_thickness", &P::wing_thickness, length, 4, 12, "of the iliac wing away from its rims",
       "textbooks, recalled"},
      {"symphysis_gap", &P::symphysis_gap, length, 2, 10, "between the pubic bones",
       "radiographs of 784 Koreans: 4.7 mm in the middle; CT: 3.1 mm where narrowest"},
      {"sacroiliac_gap", &P::sacroiliac_gap, length, 1.5, 6, "between sacrum and hip bone",
       "textbooks: 2 to 3 mm, recalled"},
      {"sacral_slope", &P::sacral_slope, Dimension::Angle, 25, 55, "upper endplate of S1 against the horizontal",
       "Legaye 1998, recalled"},
      {"sacrum_width", &P::sacrum_width, length, 98, 128, "across the alae", "textbooks: 105 to 115 mm, recalled"},
      {"iliac_cortex", &P::iliac_cortex, length, 0.1, 5, "thickness of the iliac wing's shell", cortex},
      {"crest_cortex", &P::crest_cortex, length, 0.1, 5, "thickness of the shell of iliac crest and spines", cortex},
      {"acetabular_cortex", &P::acetabular_cortex, length, 0.1, 5,
       "thickness of the subchondral bone of the acetabulum", cortex},
      {"ischial_cortex", &P::ischial_cortex, length, 0.1, 5, "thickness of the ischium's shell", cortex},
      {"pubic_cortex", &P::pubic_cortex, length, 0.1, 5, "thickness of the pubis's shell", cortex},
      {"sacral_cortex", &P::sacral_cortex, length, 0.1, 5, "thickness of the shell of sacrum and coccyx", cortex},
      {"cortex_scale", &P::cortex_scale, ratio, 0.1, 5, "factor of all thicknesses", ""},
  };
  return table;
}

const std::vector<std::string>& vertebra_levels() {
  static const std::vector<std::string> names = {"L1", "L2", "L3", "L4", "L5"};
  return names;
}

VertebraSize vertebra_size(const std::string& level) {
  const auto* found =
      std::find_if(std::begin(levels), std::end(levels), [&](const LevelSize& l) { return level == l.level; });
  if (found == std::end(levels))
    throw InputError(fmt::format("vertebra '{}' is unknown{}; known: L1, L2, L3, L4, L5", level,
                                 suggest_nearest(level, vertebra_levels())));
  VertebraSize size;
  size.upper_width = found->upper_width;
  size.upper_depth = found->upper_depth;
  size.lower_width = found->lower_width;
  size.lower_depth = found->lower_depth;
  size.body_height = found->body_height;
  size.anterior_height = found->anterior_height;
  size.canal_width = found->canal_width;
  size.canal_depth = found->canal_depth;
  size.pedicle_width = found->pedicle_width;
  size.pedicle_height = found->pedicle_height;
  size.pedicle_angle = found->pedicle_angle;
  size.spinous_length = found->spinous_length;
  size.transverse_width = found->transverse_width;
  size.upper_facet_spacing = found->upper_facet_spacing;
  size.lower_facet_spacing = found->lower_facet_spacing;
  size.facet_height = found->facet_height;
  size.facet_angle = found->facet_angle;
  return size;
}

}  // namespace howship
