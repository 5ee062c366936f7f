#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "howship/error.hpp"

#include "host/case/label_names.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/cli/mesh_facts.hpp"
#include "host/geometry/image.hpp"

namespace howship {

namespace {

/// Towards where an axis of an image runs, as the letter that radiologists use.
char direction_letter(const Vec3& step) {
  std::size_t axis = 0;
  for (std::size_t a = 1; a < 3; ++a)
    if (std::abs(step[a]) > std::abs(step[axis])) axis = a;
  return (step[axis] > 0.0 ? "RAS" : "LPI")[axis];
}

/// Whether TotalSegmentator's numbers would make sense here: small numbers of somebody else's would be organs.
bool holds_bones(const std::map<int, std::size_t>& labels) {
  return std::any_of(labels.begin(), labels.end(), [](const auto& entry) {
    const std::string name = label_name(entry.first);
    return name.rfind("vertebrae_", 0) == 0 || name.rfind("hip_", 0) == 0 || name == "sacrum";
  });
}

}  // namespace

MeshFacts image_facts(const std::filesystem::path& file) {
  MeshFacts facts;
  const Image image = read_image(file);
  for (const std::string& warning : image.warnings) facts.warn(warning);
  std::string axes;
  bool oblique = false;
  std::vector<Vec3> corners;
  Vec3 spacing{};
  for (std::size_t i = 0; i < 3; ++i) {
    const Vec3& s = image.step[i];
    axes += direction_letter(s);
    spacing[i] = std::hypot(s[0], s[1], s[2]);
    oblique = oblique || std::max({std::abs(s[0]), std::abs(s[1]), std::abs(s[2])}) < (1.0 - 1e-6) * spacing[i];
  }
  for (int corner = 0; corner < 8; ++corner) {
    Vec3 index{};
    for (std::size_t i = 0; i < 3; ++i) index[i] = (corner >> i & 1) != 0 ? image.extent[i] - 0.5 : -0.5;
    corners.push_back(image.position(index));
  }
  const Bounds bounds(corners);
  const auto [least, most] = std::minmax_element(image.values.begin(), image.values.end());

  facts.add_kind("image", fmt::format("{} x {} x {} voxels of {:g} x {:g} x {:g} mm", image.extent[0], image.extent[1],
                                      image.extent[2], spacing[0], spacing[1], spacing[2]));
  facts.json().add_raw("extent", fmt::format("[{}, {}, {}]", image.extent[0], image.extent[1], image.extent[2]));
  facts.json().add_raw("spacing_mm", fmt::format("[{}, {}, {}]", spacing[0], spacing[1], spacing[2]));
  facts.add_unit("mm", false);
  facts.line("orientation", "axes run towards {}{}", axes, oblique ? ", oblique" : "");
  facts.json().add("axes", axes);
  facts.json().add("oblique", oblique);
  facts.add_bounds(bounds);
  facts.line("values", "{:g} to {:g}", *least, *most);
  facts.json().add_raw(
      "values", fmt::format("[{}, {}]", JsonObject::number("values", *least), JsonObject::number("values", *most)));
  std::map<int, std::size_t> labels;
  try {
    labels = count_labels(image);
  } catch (const InputError&) {
    // Values that are no labels: an image of densities.
  }
  constexpr std::size_t most_labels = 256;
  if (labels.size() > most_labels) labels.clear();
  std::size_t labelled = 0;
  for (const auto& [label, count] : labels) labelled += count;
  const double voxel = image.voxel_volume();
  facts.add_volume(voxel * static_cast<double>(labels.empty() ? image.voxels() : labelled));
  std::map<int, std::string> own_names;
  for (const auto& [name, label] : image.label_names) own_names[label] = name;
  const bool numbered_by_totalsegmentator = own_names.empty() && holds_bones(labels);
  bool first = true;
  std::string entries;
  for (const auto& [label, count] : labels) {
    std::string name = own_names[label];
    JsonObject entry(2);
    entry.add("label", label);
    entry.add("name", name);
    if (numbered_by_totalsegmentator && !label_name(label).empty()) {
      name = fmt::format("({} if TotalSegmentator's)", label_name(label));
      entry.add("totalsegmentator_name", label_name(label));
    }
    facts.line(first ? "labels" : "", "{}{}{}: {} voxels, {}", label, name.empty() ? "" : " ", name, count,
               cm3(voxel * static_cast<double>(count)));
    first = false;
    entry.add("voxels", count);
    entry.add("volume_mm3", voxel * static_cast<double>(count));
    entries += (entries.empty() ? "" : ", ") + entry.text();
  }
  if (labels.empty()) facts.line("labels", "none");
  facts.json().add_raw("labels", "[" + entries + "]");
  return facts;
}

}  // namespace howship
