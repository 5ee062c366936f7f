#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"

#include "host/geometry/image.hpp"

namespace howship {

namespace {

constexpr float largest_label = 16777216.0F;  // up to here a float holds every whole number

std::string list_of(const std::map<int, std::size_t>& labels) {
  constexpr std::size_t most = 20;
  std::vector<int> first;
  for (const auto& [label, count] : labels) {
    if (first.size() == most) return fmt::format("{}, ...", fmt::join(first, ", "));
    first.push_back(label);
  }
  return fmt::format("{}", fmt::join(first, ", "));
}

}  // namespace

std::map<int, std::size_t> count_labels(const Image& image) {
  std::map<int, std::size_t> counts;
  // Voxels of one label lie in runs.
  for (std::size_t begin = 0; begin < image.values.size();) {
    const float value = image.values[begin];
    std::size_t end = begin + 1;
    while (end < image.values.size() && image.values[end] == value) ++end;
    if (value < 0.0F || value > largest_label || value != std::floor(value))
      throw InputError(fmt::format(
          "the image is no label map: it holds the value {:g}, and labels are whole numbers from 0 on; name "
          "a segmentation, or give a threshold",
          value));
    if (value > 0.0F) counts[static_cast<int>(value)] += end - begin;
    begin = end;
  }
  return counts;
}

std::vector<unsigned char> select_labels(const Image& image, const std::vector<int>& labels) {
  const auto counts = count_labels(image);
  const std::set<int> wanted(labels.begin(), labels.end());
  if (std::none_of(wanted.begin(), wanted.end(), [&](int label) { return counts.count(label) > 0; })) {
    if (counts.empty()) throw InputError("the label map is empty: all its voxels are 0");
    throw InputError(
        fmt::format("no voxel carries the label {}; the labels are {}", fmt::join(labels, ", "), list_of(counts)));
  }
  std::vector<unsigned char> selected(image.values.size());
  std::transform(image.values.begin(), image.values.end(), selected.begin(), [&](float value) {
    return value > 0.0F && wanted.count(static_cast<int>(value)) > 0 ? static_cast<unsigned char>(1)
                                                                     : static_cast<unsigned char>(0);
  });
  return selected;
}

}  // namespace howship
