#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/label_names.hpp"
#include "host/case/units.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/geometry/file_kind.hpp"
#include "host/geometry/image.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"
#include "host/geometry/surface_repair.hpp"
#include "host/geometry/volume_mesh.hpp"

namespace howship {

namespace {

/// One line of the list: what it is, in a column of its own, and its value.
template <class... Values>
void print_line(const char* what, fmt::format_string<Values...> text, Values&&... values) {
  fmt::print("{:<16}{}\n", what, fmt::format(text, std::forward<Values>(values)...));
}

struct Bounds {
  Vec3 least{}, most{};
  explicit Bounds(const std::vector<Vec3>& points) {
    least.fill(std::numeric_limits<double>::infinity());
    most.fill(-std::numeric_limits<double>::infinity());
    for (const Vec3& p : points)
      for (std::size_t axis = 0; axis < 3; ++axis) {
        least[axis] = std::min(least[axis], p[axis]);
        most[axis] = std::max(most[axis], p[axis]);
      }
  }
  double longest_side() const { return std::max({most[0] - least[0], most[1] - least[1], most[2] - least[2]}); }
};

void print_bounds(const Bounds& bounds) {
  // A biopsy in a micro-CT needs more digits than a bone.
  const int digits = bounds.longest_side() < 10.0 ? 4 : 1;
  const auto& [least, most] = std::tie(bounds.least, bounds.most);
  print_line("bounds", "x {:.{}f} to {:.{}f}, y {:.{}f} to {:.{}f}, z {:.{}f} to {:.{}f} mm", least[0], digits, most[0],
             digits, least[1], digits, most[1], digits, least[2], digits, most[2], digits);
}

void print_volume(double volume) {
  fmt::print("volume {}\n", cm3(volume));
}

/// A whole vertebra or pelvis is centimetres across; a file says no unit.
std::string guessed_unit(double longest) {
  if (longest < 2.0) return "m";
  if (longest < 1500.0) return "mm";
  return "um";
}

void print_watertight(const SurfaceCheck& c) {
  if (c.closed())
    print_line("watertight", "yes{}",
               c.wound_apart > 0 ? fmt::format(", but {} edges with triangles that do not run alike", c.wound_apart)
               : c.volume < 0.0  ? ", but inside out"
                                 : "");
  else
    print_line("watertight", "no: {} open edges", c.open_edges);
}

/// What reading it as a bone would do to a surface that is no boundary of a solid as it stands.
void print_repairs(Surface surface, const std::filesystem::path& file) {
  try {
    bool first = true;
    for (const std::string& repair : repair_surface(surface, file.filename().string())) {
      print_line(first ? "repairs" : "", "{}", repair);
      first = false;
    }
    if (first) return;
    print_line("", "volume {} after that", cm3(check_surface(surface).volume));
  } catch (const InputError& error) {
    print_line("no bone", "{}", error.what());
  }
}

void show_surface(const std::filesystem::path& file) {
  SurfaceFile read = read_surface_file(file);
  Surface& surface = read.surface;
  const std::string unit = guessed_unit(check_surface(surface).longest_side());
  const double size = parse_unit(unit, Dimension::Length, "unit");
  for (Vec3& p : surface.points)
    for (double& x : p) x *= size;
  const SurfaceCheck c = check_surface(surface);
  print_line("kind", "surface, {} triangles, {} points, {} piece{}", surface.triangles.size(), surface.points.size(),
             c.components, c.components == 1 ? "" : "s");
  print_line("length unit", "{} (guessed from the size)", unit);
  if (!read.frame.empty()) print_line("frame", "{}", read.frame);
  print_bounds(Bounds(surface.points));
  print_line("area", "{:.2f} cm2", c.area / 100.0);
  if (c.closed()) print_volume(c.volume);
  print_watertight(c);
  print_repairs(surface, file);
  print_line("labels", "none");
}

/// Whole numbers of few different values, as labels and materials are.
std::map<int, double> volumes_by_label(const VolumeMesh::Array& array, const std::vector<double>& volumes) {
  constexpr std::size_t most_labels = 256;
  std::map<int, double> sums;
  if (array.components != 1) return sums;
  for (std::size_t cell = 0; cell < volumes.size(); ++cell) {
    const double value = array.values[cell];
    if (value != std::round(value) || std::abs(value) > 1e6) return {};
    sums[static_cast<int>(value)] += volumes[cell];
    if (sums.size() > most_labels) return {};
  }
  return sums;
}

const char* cell_name(std::uint8_t type) {
  switch (type) {
    case 10:
    case 24:
      return "tetrahedra";
    case 11:
    case 12:
    case 25:
    case 29:
      return "hexahedra";
    case 13:
    case 26:
      return "wedges";
    case 14:
    case 27:
      return "pyramids";
    default:
      return "others";
  }
}

void show_volume_mesh(const std::filesystem::path& file) {
  VolumeMesh mesh = read_volume_mesh(file, 1.0, true);
  for (const std::string& warning : mesh.warnings) print_warning(warning);
  const std::string unit = guessed_unit(Bounds(mesh.points).longest_side());
  const double size = parse_unit(unit, Dimension::Length, "unit");
  for (Vec3& p : mesh.points)
    for (double& x : p) x *= size;
  const Bounds bounds(mesh.points);
  std::map<std::string, std::size_t> kinds;
  for (const std::uint8_t type : mesh.types) ++kinds[cell_name(type)];
  std::string cells;
  for (const auto& [name, count] : kinds) cells += fmt::format("{}{} {}", cells.empty() ? "" : ", ", count, name);
  const std::vector<double> volumes = cell_volumes(mesh);
  const Surface boundary = boundary_of(mesh, {});
  double sum = 0.0;
  for (const double v : volumes) sum += v;

  print_line("kind", "volume mesh, {}, {} points", cells, mesh.points.size());
  print_line("length unit", "{} (guessed from the size)", unit);
  print_bounds(bounds);
  print_volume(sum);
  print_line("boundary", "{} triangles", boundary.triangles.size());
  print_watertight(check_surface(boundary));
  for (const VolumeMesh::Array& array : mesh.cell_data) {
    const auto [least, most] = std::minmax_element(array.values.begin(), array.values.end());
    print_line("cell array", "{}, {} component{}, {:g} to {:g}", array.name, array.components,
               array.components == 1 ? "" : "s", *least, *most);
  }
  bool any = false;
  for (const VolumeMesh::Array& array : mesh.cell_data)
    for (const auto& [label, volume] : volumes_by_label(array, volumes)) {
      print_line(any ? "" : "labels", "{} {}: {}", array.name, label, cm3(volume));
      any = true;
    }
  if (!any) print_line("labels", "none");
}

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

void show_image(const std::filesystem::path& file) {
  const Image image = read_image(file);
  for (const std::string& warning : image.warnings) print_warning(warning);
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

  print_line("kind", "image, {} x {} x {} voxels of {:g} x {:g} x {:g} mm", image.extent[0], image.extent[1],
             image.extent[2], spacing[0], spacing[1], spacing[2]);
  print_line("length unit", "mm");
  print_line("orientation", "axes run towards {}{}", axes, oblique ? ", oblique" : "");
  print_bounds(bounds);
  print_line("values", "{:g} to {:g}", *least, *most);
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
  print_volume(voxel * static_cast<double>(labels.empty() ? image.voxels() : labelled));
  std::map<int, std::string> own_names;
  for (const auto& [name, label] : image.label_names) own_names[label] = name;
  const bool numbered_by_totalsegmentator = own_names.empty() && holds_bones(labels);
  bool first = true;
  for (const auto& [label, count] : labels) {
    std::string name = own_names[label];
    if (numbered_by_totalsegmentator && !label_name(label).empty())
      name = fmt::format("({} if TotalSegmentator's)", label_name(label));
    print_line(first ? "labels" : "", "{}{}{}: {} voxels, {}", label, name.empty() ? "" : " ", name, count,
               cm3(voxel * static_cast<double>(count)));
    first = false;
  }
  if (labels.empty()) print_line("labels", "none");
}

}  // namespace

void add_mesh_info(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("info", "What is in a surface, volume mesh or image");
  const auto file = std::make_shared<std::filesystem::path>();
  command->add_option("FILE", *file, readable_bones)->required()->type_name("");
  command->callback([file] {
    switch (kind_of(*file)) {
      case FileKind::Surface:
        return show_surface(*file);
      case FileKind::VolumeMesh:
        return show_volume_mesh(*file);
      case FileKind::Image:
        return show_image(*file);
    }
  });
}

}  // namespace howship
