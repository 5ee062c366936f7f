#include "host/app/bone_source.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/label_names.hpp"
#include "host/case/nearest_name.hpp"
#include "host/geometry/carry_labels.hpp"
#include "host/geometry/file_kind.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/length_unit.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/volume_correction.hpp"

namespace howship {

namespace {

/// Labels of a map as a message lists them: "26 vertebrae_S1, 27 vertebrae_L5, ... (8 in all)".
std::string list_of(const std::map<int, std::size_t>& labels, const Image& map) {
  constexpr std::size_t most = 12;
  std::map<int, std::string> own;
  for (const auto& [name, label] : map.label_names) own[label] = name;
  std::string text;
  std::size_t shown = 0;
  for (const auto& [label, voxels] : labels) {
    if (shown++ == most) break;
    const auto name = own.find(label);
    text += fmt::format("{}{}{}", text.empty() ? "" : ", ", label, name == own.end() ? "" : " " + name->second);
  }
  if (labels.size() > most) text += fmt::format(", ... ({} in all)", labels.size());
  return text;
}

void refuse(bool given, const char* key, const std::string& kind) {
  if (given) throw InputError(fmt::format("geometry.{} has no meaning for {}", key, kind));
}

/// The voxels of a map that are bone; without labels those of its only label.
std::vector<unsigned char> labelled_voxels(const Image& map, const std::vector<LabelCase>& labels,
                                           const std::filesystem::path& file, std::vector<std::string>& warnings) {
  if (!labels.empty()) return select_labels(map, label_numbers(labels, map, file, "geometry.label"));
  std::map<int, std::size_t> counts;
  try {
    counts = count_labels(map);
  } catch (const InputError&) {
    counts.clear();  // its values are no labels
  }
  constexpr std::size_t as_many_as_bodies_have = 256;
  if (counts.empty() || counts.size() > as_many_as_bodies_have)
    throw InputError(
        fmt::format("'{}' does not say which of its voxels are bone: give a label map with geometry.labels and "
                    "geometry.label (--labels, --label), or geometry.threshold (--threshold)",
                    file.string()));
  if (counts.size() > 1)
    throw InputError(
        fmt::format("'{}' holds several labels: say with geometry.label (--label) which are the bone; it "
                    "has {}",
                    file.string(), list_of(counts, map)));
  warnings.push_back(
      fmt::format("no label was given: the only one of '{}', {}, is the bone", file.string(), list_of(counts, map)));
  return select_labels(map, {counts.begin()->first});
}

enum class Boundary { Voxels, Smooth };

/// Sets the surface of the selected voxels, and their volume.
///
/// Stairs have half as much surface again as the bone, which a cortical shell would take for bone, and put three times
/// more of it on the wrong side. Voxels finer than the grid hardly show theirs, and their walls may be one voxel thin.
Boundary bound(BoneSource& source, const Image& map, const std::vector<unsigned char>& selected,
               const GeometryCase& g) {
  const double finest_grid = *std::min_element(g.spacing.begin(), g.spacing.end());
  const bool coarse = std::cbrt(map.voxel_volume()) >= finest_grid;
  const bool smooth = g.label_surface.empty() ? coarse : g.label_surface == "smooth";
  source.volume = map.voxel_volume() * static_cast<double>(std::count_if(selected.begin(), selected.end(),
                                                                         [](unsigned char s) { return s != 0; }));
  if (!smooth) {
    source.surface = surface_of_voxels(map, selected);
    return Boundary::Voxels;
  }
  SmoothSurface made = smooth_surface_of_voxels(map, selected);
  source.surface = std::move(made.surface);
  source.warnings.insert(source.warnings.end(), made.warnings.begin(), made.warnings.end());
  return Boundary::Smooth;
}

BoneSource from_image(const GeometryCase& g) {
  refuse(g.length_unit_given, "length_unit", "an image, whose voxels have a size");
  refuse(!g.label_array.empty(), "label_array", "an image");
  refuse(!g.frame.empty(), "frame", "an image, which says how it lies");
  BoneSource source;
  source.frame = "RAS";
  Image image = read_image(g.file);
  source.warnings = image.warnings;
  if (!g.labels.empty()) {
    const Image map = read_image(g.labels);
    source.warnings.insert(source.warnings.end(), map.warnings.begin(), map.warnings.end());
    const auto selected = labelled_voxels(map, g.label, g.labels, source.warnings);
    if (bound(source, map, selected, g) == Boundary::Voxels) source.inside = carried_over(map, selected, image);
    source.image = std::move(image);
  } else if (g.threshold) {
    auto selected = named("geometry.threshold", g.file, [&] { return select_from(image, *g.threshold); });
    if (bound(source, image, selected, g) == Boundary::Voxels) source.inside = std::move(selected);
    source.image = std::move(image);
  } else {
    bound(source, image, labelled_voxels(image, g.label, g.file, source.warnings), g);
  }
  return source;
}

/// The cell array that holds the labels of a mesh.
const VolumeMesh::Array& label_array_of(const VolumeMesh& mesh, const GeometryCase& g) {
  std::vector<std::string> names;
  for (const auto& array : mesh.cell_data) names.push_back(array.name);
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
  const std::string holds = list.empty() ? "it has no cell arrays" : "it has " + list;
  if (!g.label_array.empty()) {
    if (const auto* array = mesh.find(g.label_array)) return *array;
    throw InputError(
        fmt::format("geometry.label_array = '{}' is no cell array of '{}'; {}", g.label_array, g.file.string(), holds));
  }
  for (const char* usual : {"label", "labels", "Label", "material", "Material", "MaterialIds", "material_id"})
    if (const auto* array = mesh.find(usual)) return *array;
  throw InputError(
      fmt::format("geometry.label: '{}' has no cell array named 'label' or 'material'; name one with "
                  "geometry.label_array (--label-array); {}",
                  g.file.string(), holds));
}

std::vector<unsigned char> labelled_cells(const VolumeMesh& mesh, const GeometryCase& g) {
  const VolumeMesh::Array& array = label_array_of(mesh, g);
  if (array.components != 1)
    throw InputError(fmt::format("the cell array '{}' of '{}' holds no labels: it has {} components", array.name,
                                 g.file.string(), array.components));
  std::map<double, std::size_t> there;
  for (const double value : array.values)
    if (std::isfinite(value) && (there.size() < 100 || there.count(value) > 0)) ++there[value];
  std::string list;
  for (const auto& [value, count] : there) list += fmt::format("{}{:g}", list.empty() ? "" : ", ", value);
  std::vector<unsigned char> cells(mesh.cells(), 0);
  for (const LabelCase& label : g.label) {
    if (!label.name.empty())
      throw InputError(
          fmt::format("geometry.label = '{}' is no label of '{}': materials of a mesh are numbers; '{}' "
                      "has {}",
                      label.name, g.file.string(), array.name, list));
    bool any = false;
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
      if (array.values[cell] == label.number) {
        cells[cell] = 1;
        any = true;
      }
    if (!any)
      throw InputError(fmt::format("geometry.label = {}: no cell of '{}' carries it; '{}' has {}", label.number,
                                   g.file.string(), array.name, list));
  }
  return cells;
}

BoneSource from_mesh(const GeometryCase& g) {
  refuse(!g.labels.empty(), "labels", "a volume mesh, whose cell array geometry.label_array holds its labels");
  refuse(g.threshold.has_value(), "threshold", "a volume mesh");
  refuse(!g.label_surface.empty(), "label_surface", "a volume mesh");
  BoneSource source;
  source.frame = g.frame;
  source.mesh = read_volume_mesh(g.file, g.length_unit_mm, g.length_unit_given);
  source.warnings = source.mesh->warnings;
  if (!g.label.empty() || !g.label_array.empty()) {
    if (g.label.empty())
      throw InputError("geometry.label_array: geometry.label is missing: which of its values are the bone");
    source.cells = labelled_cells(*source.mesh, g);
  }
  source.surface = boundary_of(*source.mesh, source.cells);
  const double longest = check_surface(source.surface).longest_side();
  if (const std::string doubt = doubt_about_unit(g.file, longest, g.length_unit_given); !doubt.empty())
    source.warnings.push_back(doubt);
  return source;
}

BoneSource from_surface(const GeometryCase& g) {
  refuse(!g.labels.empty(), "labels", "a surface, which says itself where the bone is");
  refuse(!g.label.empty(), "label", "a surface");
  refuse(!g.label_array.empty(), "label_array", "a surface");
  refuse(g.threshold.has_value(), "threshold", "a surface");
  refuse(!g.label_surface.empty(), "label_surface", "a surface");
  GeometryResult read = read_surface(g.file, g.length_unit_mm, g.length_unit_given);
  BoneSource source;
  source.from_surface_file = true;
  source.surface = std::move(read.surface);
  source.frame = g.frame.empty() ? read.frame : g.frame;
  source.warnings = std::move(read.warnings);
  return source;
}

}  // namespace

VoxelDomain voxelize_bone(const BoneSource& source, const VoxelizeOptions& options,
                          std::vector<std::string>& warnings) {
  VoxelDomain domain = voxelize(source.surface, options);
  if (source.volume > 0.0 && !conserve_volume(domain, source.volume))
    warnings.push_back(
        fmt::format("the voxels hold {:.4g} cm3 of the {:.4g} cm3 that are labelled: the spacing is too "
                    "coarse for this bone",
                    domain.volume() / 1000.0, source.volume / 1000.0));
  return domain;
}

std::vector<int> label_numbers(const std::vector<LabelCase>& labels, const Image& map,
                               const std::filesystem::path& file, const std::string& key) {
  const auto there = named(key, file, [&] { return count_labels(map); });
  std::vector<int> numbers;
  for (const LabelCase& label : labels) {
    const auto own = map.label_names.find(label.name);
    if (!label.name.empty() && own != map.label_names.end()) {
      numbers.push_back(own->second);
    } else if (label.number > 0) {
      numbers.push_back(label.number);
    } else {
      std::vector<std::string> names = label_names();
      for (const auto& [name, number] : map.label_names) names.push_back(name);
      throw InputError(fmt::format("{} = '{}' is no label of '{}'{}; it has {}", key, label.name, file.string(),
                                   suggest_nearest(label.name, names), list_of(there, map)));
    }
    if (there.count(numbers.back()) == 0)
      throw InputError(fmt::format(
          "{} = {}: no voxel of '{}' carries it; it has {}", key,
          label.name.empty() ? fmt::format("{}", label.number) : fmt::format("'{}' ({})", label.name, numbers.back()),
          file.string(), list_of(there, map)));
  }
  return numbers;
}

void change_frame(Surface& surface, const std::string& from, const std::string& to) {
  if ((from == "LPS") == (to == "LPS")) return;
  for (Vec3& p : surface.points) p = {-p[0], -p[1], p[2]};
}

void change_frame(Image& image, const std::string& to) {
  if (to == "LPS") turn_about_z(image);
}

BoneSource read_bone(const GeometryCase& g) {
  if (!g.shape.empty()) {
    GeometryResult built = make_geometry(g);
    BoneSource source;
    source.surface = std::move(built.surface);
    source.sites = std::move(built.sites);
    return source;
  }
  switch (kind_of(g.file)) {
    case FileKind::Image:
      return from_image(g);
    case FileKind::VolumeMesh:
      return from_mesh(g);
    case FileKind::Surface:
      break;
  }
  return from_surface(g);
}

}  // namespace howship
