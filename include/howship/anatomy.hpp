#pragma once

namespace howship {

/// Dimensions of the built-in lumbar vertebra; the defaults are those of L3. Lengths in mm, angles in degrees. Ranges,
/// the other levels and sources: host/case/anatomy_sizes.cpp.
struct VertebraSize {
  double upper_width = 44.1;          ///< of the upper endplate, left to right
  double upper_depth = 35.2;          ///< of the upper endplate, front to back in the midplane
  double lower_width = 48.0;          ///< of the lower endplate
  double lower_depth = 34.8;          ///< of the lower endplate
  double body_height = 28.0;          ///< of the posterior wall, rim to rim
  double anterior_height = 28.5;      ///< of the anterior wall, rim to rim
  double waist = 0.16;                ///< narrowing of the body at half height, share of its width and depth [1]
  double upper_concavity = 0.9;       ///< depth of the upper endplate below its rim
  double lower_concavity = 1.5;       ///< depth of the lower endplate below its rim
  double canal_width = 24.3;          ///< between the pedicles
  double canal_depth = 17.5;          ///< from the body to the laminae in the midplane
  double pedicle_width = 10.2;        ///< left to right, at the isthmus
  double pedicle_height = 14.5;       ///< above to below, at the isthmus
  double pedicle_angle = 14.4;        ///< between pedicle and midplane, opening backwards
  double spinous_length = 70.0;       ///< tip of the spinous process behind the body's centre
  double transverse_width = 92.0;     ///< tip to tip of the transverse processes
  double upper_facet_spacing = 34.0;  ///< between the middles of the superior articular processes
  double lower_facet_spacing = 24.0;  ///< between the middles of the inferior articular processes
  double facet_height = 16.0;         ///< of a joint face, above to below
  double facet_angle = 36.0;          ///< between joint face and midplane, 0 is sagittal
  double endplate_cortex = 0.55;      ///< thickness of the shell: endplates, mean of middle and rim
  double anterior_cortex = 0.60;      ///< anterior wall of the body
  double lateral_cortex = 0.50;       ///< lateral walls of the body
  double posterior_cortex = 0.40;     ///< posterior wall of the body
  double pedicle_cortex = 1.0;        ///< pedicles
  double arch_cortex = 1.2;           ///< laminae, transverse and spinous processes
  double facet_cortex = 0.9;          ///< articular processes
  double cortex_scale = 1.0;          ///< factor of all thicknesses [1]
};

/// Dimensions of the built-in pelvis, an adult's between the sexes. Lengths in mm, angles in degrees. Ranges and
/// sources: host/case/anatomy_sizes.cpp.
struct PelvisSize {
  double spine_width = 238.0;      ///< between the anterior superior iliac spines
  double hip_distance = 172.0;     ///< between the centres of the hip joints
  double height = 212.0;           ///< of a hip bone, iliac crest to ischial tuberosity
  double cup_diameter = 51.0;      ///< of the acetabulum
  double wing_thickness = 6.0;     ///< of the iliac wing away from its rims
  double symphysis_gap = 4.5;      ///< between the pubic bones
  double sacroiliac_gap = 2.5;     ///< between sacrum and hip bone
  double sacral_slope = 40.0;      ///< upper endplate of S1 against the horizontal
  double sacrum_width = 112.0;     ///< across the alae
  double iliac_cortex = 1.1;       ///< thickness of the shell: iliac wing
  double crest_cortex = 1.4;       ///< iliac crest and spines
  double acetabular_cortex = 1.6;  ///< around the acetabulum and of its joint face
  double ischial_cortex = 1.4;     ///< ischium
  double pubic_cortex = 1.2;       ///< pubis and its rami
  double sacral_cortex = 0.8;      ///< sacrum and coccyx
  double cortex_scale = 1.0;       ///< factor of all thicknesses [1]
};

}  // namespace howship
