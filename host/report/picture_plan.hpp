#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/report/run_folder.hpp"
#include "host/view/pictures.hpp"

namespace howship {

/// What all pictures of a report have in common.
struct PicturePlan {
  Frame frame = Frame::Bone;
  Plane plane = Plane::Sagittal;  ///< of the views from outside and cut open: coronal for bones that are wide
  Vec3 through{};                 ///< where planes cut [mm]
  int lesion = 0;                 ///< number of the lesion whose centre that is; 0: the middle of the bone
  std::string array;              ///< coloured by; empty when the snapshots have none that can be shown
  std::string array_words;        ///< "change of bone mineral density against the healthy bone"
  double low = 0.0, high = 1.0;   ///< of the colour scale, in the array's unit
};

/// Through the centre of the main lesion, coloured by bmd_change; where a run did not write it, by bmd or what there
/// is. One scale for the snapshots `shown`. \throws FileError when a snapshot cannot be read
PicturePlan picture_plan(const RunFolder& run, const std::vector<std::size_t>& shown);

/// What the coordinates of a run mean, from its case.
Frame frame_of(const RunFolder& run);

/// Snapshots to show, at most `most` (3 or more), rising: the first, the last before anything was given, the last, and
/// others so that the gaps are alike. All that there are, when there are no more.
std::vector<std::size_t> chosen_snapshots(const std::vector<double>& times, const double* treatment, std::size_t most);

/// Half a symmetric colour scale [%]: what 99.9 % of the magnitudes keep to, rounded up to 30, 50 or 100. Sorts them,
/// and takes away what is no number.
double symmetric_limit(std::vector<float>& magnitudes);

/// The same for differences of an array whose own scale is as long as `range`: rounded up to 1, 2 or 5 times a power of
/// ten, and no less than a hundredth of that scale.
double difference_limit(std::vector<float>& magnitudes, double range);

}  // namespace howship
