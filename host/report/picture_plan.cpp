#include "host/report/picture_plan.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "host/report/axis.hpp"
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

std::string in_lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// Whether a bone comes from an image, by the name of its file, which need not be where it was. What has no extension
/// of a surface or a mesh is an image or a folder of DICOM slices; .vtk may hold any, so that the other keys tell.
bool from_image(const RunFolder& run, const std::string& file) {
  const std::string extension = in_lower_case(std::filesystem::path(file).extension().string());
  if (extension == ".vtk")
    return run.value("geometry.frame").empty() &&
           (!run.value("geometry.threshold").empty() || !run.value("geometry.labels").empty() ||
            run.value("geometry.density.source") == "ct");
  const auto surfaces = {".stl", ".obj", ".ply", ".vtp", ".vtu"};
  return std::find(surfaces.begin(), surfaces.end(), extension) == surfaces.end();
}

/// What 99.9 % of the magnitudes keep to; 0 without any.
double largest_but_few(std::vector<float>& magnitudes) {
  magnitudes.erase(std::remove_if(magnitudes.begin(), magnitudes.end(), [](float m) { return !std::isfinite(m); }),
                   magnitudes.end());
  if (magnitudes.empty()) return 0.0;
  const auto rank = static_cast<std::ptrdiff_t>(0.999 * static_cast<double>(magnitudes.size() - 1));
  std::nth_element(magnitudes.begin(), magnitudes.begin() + rank, magnitudes.end());
  return static_cast<double>(magnitudes[static_cast<std::size_t>(rank)]);
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
  // Images and label maps are turned into RAS when they are read.
  if (from_image(run, file)) return Frame::Ras;
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
  const double largest = largest_but_few(magnitudes);
  return largest <= 30.0 ? 30.0 : largest <= 50.0 ? 50.0 : 100.0;
}

double difference_limit(std::vector<float>& magnitudes, double range) {
  return round_step(std::max(0.01 * range, largest_but_few(magnitudes)));
}

PicturePlan picture_plan(const RunFolder& run, const std::vector<std::size_t>& shown) {
  PicturePlan plan;
  plan.frame = frame_of(run);
  if (shown.empty()) return plan;
  const std::vector<std::string> names = snapshot_arrays(run.snapshots[shown.front()].file);
  const auto array = std::find_if(shown_arrays.begin(), shown_arrays.end(), [&](const ShownArray& a) {
    return std::find(names.begin(), names.end(), a.name) != names.end();
  });
  if (array != shown_arrays.end()) {
    plan.array = array->name;
    plan.array_words = array->words;
    plan.low = array->low;
    plan.high = array->high;
  }
  std::vector<float> magnitudes;
  for (const std::size_t i : shown) {
    const SnapshotVoxels snapshot = read_snapshot(run.snapshots[i].file, {plan.array});
    if (i == shown.front()) {
      plan.through = middle_of(snapshot.grid);
      plan.plane = main_plane(snapshot.grid, plan.frame);
    }
    if (plan.low < plan.high) break;
    const auto values = snapshot.arrays.find(plan.array);
    if (values == snapshot.arrays.end()) continue;
    for (std::size_t v = 0; v < values->second.values.size(); ++v)
      if (snapshot.share[v] > 0.0F) magnitudes.push_back(std::abs(values->second.values[v]));
  }
  if (!run.tracked.empty()) {
    plan.through = run.tracked.front().largest().centre;
    plan.lesion = run.tracked.front().number;
  }
  if (plan.low < plan.high) return plan;
  plan.high = symmetric_limit(magnitudes);
  plan.low = -plan.high;
  return plan;
}

}  // namespace howship
