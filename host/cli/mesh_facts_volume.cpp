#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "host/case/units.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/cli/mesh_facts.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/volume_mesh.hpp"

namespace howship {

namespace {

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

}  // namespace

MeshFacts volume_mesh_facts(const std::filesystem::path& file) {
  MeshFacts facts;
  VolumeMesh mesh = read_volume_mesh(file, 1.0, true);
  for (const std::string& warning : mesh.warnings) facts.warn(warning);
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

  facts.add_kind("volume mesh", fmt::format("{}, {} points", cells, mesh.points.size()));
  JsonObject json_kinds(2);
  for (const auto& [name, count] : kinds) json_kinds.add(name, count);
  facts.json().add_raw("cells", json_kinds.text());
  facts.json().add("points", mesh.points.size());
  facts.add_unit(unit, true);
  facts.add_bounds(bounds);
  facts.add_volume(sum);
  facts.line("boundary", "{} triangles", boundary.triangles.size());
  facts.json().add("boundary_triangles", boundary.triangles.size());
  facts.add_watertight(check_surface(boundary));
  std::string arrays, labels;
  for (const VolumeMesh::Array& array : mesh.cell_data) {
    const auto [least, most] = std::minmax_element(array.values.begin(), array.values.end());
    facts.line("cell array", "{}, {} component{}, {:g} to {:g}", array.name, array.components,
               array.components == 1 ? "" : "s", *least, *most);
    JsonObject entry(2);
    entry.add("name", array.name);
    entry.add("components", array.components);
    entry.add("least", *least);
    entry.add("most", *most);
    arrays += (arrays.empty() ? "" : ", ") + entry.text();
  }
  bool any = false;
  for (const VolumeMesh::Array& array : mesh.cell_data)
    for (const auto& [label, volume] : volumes_by_label(array, volumes)) {
      facts.line(any ? "" : "labels", "{} {}: {}", array.name, label, cm3(volume));
      any = true;
      JsonObject entry(2);
      entry.add("array", array.name);
      entry.add("label", label);
      entry.add("volume_mm3", volume);
      labels += (labels.empty() ? "" : ", ") + entry.text();
    }
  if (!any) facts.line("labels", "none");
  facts.json().add_raw("cell_arrays", "[" + arrays + "]");
  facts.json().add_raw("labels", "[" + labels + "]");
  return facts;
}

}  // namespace howship
