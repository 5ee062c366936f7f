#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

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
  constexpr std::size_t usual = 65536;
  std::vector<std::size_t> few(usual);  // a map alone takes a minute on a noisy image
  std::map<int, std::size_t> counts;
  for (const float value : image.values) {
    if (value < 0.0F || value > largest_label || value != std::floor(value))
      throw InputError(fmt::format(
          "the image is no label map: it holds the value {:g}, and labels are whole numbers from 0 on; name "
          "a segmentation, or give a threshold",
          value));
    const auto label = static_cast<std::size_t>(value);
    if (label < usual)
      ++few[label];
    else
      ++counts[static_cast<int>(label)];
  }
  for (std::size_t label = 1; label < usual; ++label)
    if (few[label] > 0) counts[static_cast<int>(label)] = few[label];
  return counts;
}

std::vector<unsigned char> select_labels(const Image& image, const std::vector<int>& labels) {
  const auto counts = count_labels(image);
  std::set<int> wanted(labels.begin(), labels.end());
  wanted.erase(0);  // what is not labelled
  if (std::none_of(wanted.begin(), wanted.end(), [&](int label) { return counts.count(label) > 0; })) {
    if (counts.empty()) throw InputError("the label map is empty: all its voxels are 0");
    throw InputError(
        fmt::format("no voxel carries the label {}; the labels are {}", fmt::join(labels, ", "), list_of(counts)));
  }
  std::vector<unsigned char> selected(image.values.size());
  float last = 0.0F;  // voxels of one label lie in runs
  unsigned char last_selected = 0;
  for (std::size_t n = 0; n < selected.size(); ++n) {
    if (image.values[n] != last) {
      last = image.values[n];
      last_selected = wanted.count(static_cast<int>(last)) > 0 ? 1 : 0;
    }
    selected[n] = last_selected;
  }
  return selected;
}

std::vector<unsigned char> select_from(const Image& image, double threshold) {
  std::vector<unsigned char> selected(image.values.size());
  std::size_t count = 0;
  for (std::size_t n = 0; n < selected.size(); ++n) {
    selected[n] = image.values[n] >= threshold ? 1 : 0;
    count += selected[n];
  }
  if (count > 0 && count < selected.size()) return selected;
  const auto range = std::minmax_element(image.values.begin(), image.values.end());
  throw InputError(
      fmt::format("{} voxel of the image is at or above the threshold {:g}; its values run from {:g} to {:g}",
                  count == 0 ? "no" : "every", threshold, *range.first, *range.second));
}

}  // namespace howship
