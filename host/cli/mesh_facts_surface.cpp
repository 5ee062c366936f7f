#include <string>
#include <vector>

#include "howship/error.hpp"

#include "host/case/units.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/cli/mesh_facts.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"
#include "host/geometry/surface_repair.hpp"

namespace howship {

namespace {

/// What reading it as a bone would do to a surface that is no boundary of a solid as it stands.
void add_repairs(MeshFacts& facts, Surface surface, const std::filesystem::path& file) {
  std::vector<std::string> repairs;
  std::string refused;
  try {
    bool first = true;
    repairs = repair_surface(surface, file.filename().string());
    for (const std::string& repair : repairs) {
      facts.line(first ? "repairs" : "", "{}", repair);
      first = false;
    }
    if (!first) facts.line("", "volume {} after that", cm3(check_surface(surface).volume));
  } catch (const InputError& error) {
    refused = error.what();
    facts.line("no bone", "{}", refused);
  }
  facts.json().add_raw("repairs", json_list(repairs));
  facts.json().add("refused", refused);
}

}  // namespace

MeshFacts surface_facts(const std::filesystem::path& file) {
  MeshFacts facts;
  SurfaceFile read = read_surface_file(file);
  Surface& surface = read.surface;
  const std::string unit = guessed_unit(check_surface(surface).longest_side());
  const double size = parse_unit(unit, Dimension::Length, "unit");
  for (Vec3& p : surface.points)
    for (double& x : p) x *= size;
  const SurfaceCheck c = check_surface(surface);
  facts.add_kind("surface", fmt::format("{} triangles, {} points, {} piece{}", surface.triangles.size(),
                                        surface.points.size(), c.components, c.components == 1 ? "" : "s"));
  facts.json().add("triangles", surface.triangles.size());
  facts.json().add("points", surface.points.size());
  facts.json().add("pieces", c.components);
  facts.add_unit(unit, true);
  if (!read.frame.empty()) facts.line("frame", "{}", read.frame);
  facts.json().add("frame", read.frame);
  facts.add_bounds(Bounds(surface.points));
  facts.line("area", "{:.2f} cm2", c.area / 100.0);
  facts.json().add("area_mm2", c.area);
  if (c.closed()) facts.add_volume(c.volume);
  facts.add_watertight(c);
  add_repairs(facts, surface, file);
  facts.line("labels", "none");
  facts.json().add_raw("labels", "[]");
  return facts;
}

}  // namespace howship
