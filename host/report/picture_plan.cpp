#include "host/report/picture_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "host/report/lesion_courses.hpp"
#include "host/view/snapshot_voxels.hpp"

namespace howship {

namespace {

struct ShownArray {
  const char* name;
  const char* words;
  double low, high;  ///< of the scale; equal: symmetric, from the values
};
constexpr std::array<ShownArray, 5> shown_arrays = {
    {{"bmd_change", "change of bone mineral density against the healthy bone", 0.0, 0.0},
     {"bmd", "bone mineral density", 0.0, 1200.0},
     {"bone_volume_fraction", "bone volume fraction", 0.0, 1.0},
     {"tumour", "tumour fraction", 0.0, 1.0},
     {"volume_fraction", "share of each voxel inside the bone", 0.0, 1.0}}};

bool ends_with(const std::string& text, const std::string& ending) {
  return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

Vec3 middle_of(const Grid& grid) {
  Vec3 middle{};
  for (std::size_t a = 0; a < 3; ++a) middle[a] = grid.origin[a] + 0.5 * grid.extent[a] * grid.spacing[a];
  return middle;
}

/// A bone that is clearly widest from left to right, such as the pelvis, is seen from the front, others from the left.
Plane main_plane(const Grid& grid, Frame frame) {
  Vec3 size{};
  for (std::size_t a = 0; a < 3; ++a) size[a] = grid.extent[a] * grid.spacing[a];
  const std::size_t left_right = frame == Frame::Ras || frame == Frame::Lps ? 0 : 1;
  return size[left_right] > 1.25 * std::max(size[1 - left_right], size[2]) ? Plane::Coronal : Plane::Sagittal;
}

}  // namespace

Frame frame_of(const RunFolder& run) {
  const std::string shape = run.value("geometry.shape"), file = run.value("geometry.file"),
                    frame = run.value("geometry.frame");
  if (file.empty()) return shape == "vertebra" || shape == "pelvis" ? Frame::Bone : Frame::Unnamed;
  // Images and label maps are turned into RAS when they are read; a folder is DICOM.
  if (std::filesystem::path(file).extension().empty()) return Frame::Ras;
  for (const char* const ending : {".nii", ".nii.gz", ".mha", ".mhd", ".nrrd", ".nhdr", ".vti"})
    if (ends_with(file, ending)) return Frame::Ras;
  return frame == "LPS" ? Frame::Lps : frame == "RAS" ? Frame::Ras : Frame::Unnamed;
}

std::vector<std::size_t> chosen_snapshots(const std::vector<double>& times, const double* treatment, std::size_t most) {
  std::vector<std::size_t> chosen;
  if (times.empty()) return chosen;
  chosen.push_back(0);
  if (treatment != nullptr)
    for (std::size_t i = 0; i < times.size() && times[i] <= *treatment + 1e-6; ++i)
      if (i > 0) chosen.push_back(i);
  if (chosen.size() > 2) chosen.erase(chosen.begin() + 1, chosen.end() - 1);
  if (chosen.back() + 1 < times.size()) chosen.push_back(times.size() - 1);
  while (chosen.size() < std::min(most, times.size())) {
    // The widest gap that has a snapshot within is split nearest to its middle.
    std::size_t widest = 0, split = 0;
    double width = -1.0;
    for (std::size_t g = 0; g + 1 < chosen.size(); ++g) {
      const double low = times[chosen[g]], high = times[chosen[g + 1]];
      if (chosen[g + 1] - chosen[g] < 2 || high - low <= width) continue;
      width = high - low;
      widest = g;
      split = chosen[g] + 1;
      for (std::size_t i = split; i < chosen[g + 1]; ++i)
        if (std::abs(times[i] - 0.5 * (low + high)) < std::abs(times[split] - 0.5 * (low + high))) split = i;
    }
    chosen.insert(chosen.begin() + static_cast<std::ptrdiff_t>(widest) + 1, split);
  }
  return chosen;
}

double symmetric_limit(std::vector<float>& magnitudes) {
  if (magnitudes.empty()) return 10.0;
  const auto rank = static_cast<std::ptrdiff_t>(0.999 * static_cast<double>(magnitudes.size() - 1));
  std::nth_element(magnitudes.begin(), magnitudes.begin() + rank, magnitudes.end());
  const double largest = magnitudes[static_cast<std::size_t>(rank)];
  return std::clamp(10.0 * std::ceil(largest / 10.0), 10.0, 100.0);
}

PicturePlan picture_plan(const RunFolder& run, const std::vector<std::size_t>& shown) {
  PicturePlan plan;
  plan.frame = frame_of(run);
  if (shown.empty()) return plan;
  std::vector<std::string> names;
  names.reserve(shown_arrays.size());
  for (const ShownArray& array : shown_arrays) names.emplace_back(array.name);
  const SnapshotVoxels first = read_snapshot(run.snapshots[shown.front()].file, names);
  const auto array = std::find_if(shown_arrays.begin(), shown_arrays.end(),
                                  [&](const ShownArray& a) { return first.arrays.count(a.name) > 0; });
  if (array != shown_arrays.end()) {
    plan.array = array->name;
    plan.array_words = array->words;
    plan.low = array->low;
    plan.high = array->high;
  }
  plan.through = middle_of(first.grid);
  plan.plane = main_plane(first.grid, plan.frame);
  const std::vector<LesionCourse> lesions = lesion_courses(run.lesions);
  if (!lesions.empty()) {
    plan.through = lesions.front().largest().centre;
    plan.lesion = lesions.front().number;
  }
  if (plan.low < plan.high || plan.array.empty()) return plan;
  std::vector<float> magnitudes;
  for (const std::size_t i : shown) {
    const SnapshotVoxels snapshot = read_snapshot(run.snapshots[i].file, {plan.array});
    const auto values = snapshot.arrays.find(plan.array);
    if (values == snapshot.arrays.end()) continue;
    for (std::size_t v = 0; v < values->second.values.size(); ++v)
      if (snapshot.share[v] > 0.0F) magnitudes.push_back(std::abs(values->second.values[v]));
  }
  plan.high = symmetric_limit(magnitudes);
  plan.low = -plan.high;
  return plan;
}

}  // namespace howship
