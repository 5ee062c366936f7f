#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/memory.hpp"
#include "host/case/units.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/geometry/anatomy.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"
#include "host/io/domain_image.hpp"

namespace howship {

namespace {

std::string guessed_unit(double longest) {
  if (longest < 2.0) return "m";
  if (longest < 1500.0) return "mm";
  return "um";
}

void add_surface_info(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("info", "What is in a surface file");
  const auto file = std::make_shared<std::filesystem::path>();
  command->add_option("FILE", *file, "Surface: .stl .obj .ply .vtp .vtk")->required()->type_name("");
  command->callback([file] {
    Surface surface = load_surface(*file);
    const SurfaceCheck in_file_units = check_surface(surface);
    const std::string unit = guessed_unit(in_file_units.longest_side());
    const double size = parse_unit(unit, Dimension::Length, "unit");
    for (Vec3& p : surface.points)
      for (double& x : p) x *= size;
    const SurfaceCheck c = check_surface(surface);
    fmt::print("kind            surface, {} triangles, {} points, {} piece{}\n", surface.triangles.size(),
               surface.points.size(), c.components, c.components == 1 ? "" : "s");
    fmt::print("length unit     {} (guessed from the size)\n", unit);
    fmt::print("bounds          x {:.1f} to {:.1f}, y {:.1f} to {:.1f}, z {:.1f} to {:.1f} mm\n", c.least[0], c.most[0],
               c.least[1], c.most[1], c.least[2], c.most[2]);
    fmt::print("area            {:.2f} cm2\n", c.area / 100.0);
    if (c.closed()) {
      fmt::print("volume {:.4f} cm3\n", c.volume / 1000.0);
      fmt::print("watertight      yes{}\n", c.wound_apart > 0 ? fmt::format(", but {} edges with triangles that do not "
                                                                            "run alike",
                                                                            c.wound_apart)
                                            : c.volume < 0.0  ? ", but inside out"
                                                              : "");
    } else {
      fmt::print("watertight      no: {} open edges\n", c.open_edges);
    }
    fmt::print("labels          none\n");
  });
}

struct VoxelizeCommand {
  std::filesystem::path file, output;
  std::vector<std::string> spacing;
  std::string length_unit;

  void execute() const {
    if (output.extension() != ".vti")
      throw InputError(fmt::format("the output '{}' must end in .vti", output.string()));
    if (spacing.size() != 1 && spacing.size() != 3)
      throw InputError(fmt::format("--spacing takes one length or three, not {}", spacing.size()));
    VoxelizeOptions options;
    for (int axis = 0; axis < 3; ++axis) {
      const std::string& text = spacing.size() == 1 ? spacing[0] : spacing[static_cast<std::size_t>(axis)];
      options.spacing[axis] = parse_quantity(text, Dimension::Length, "--spacing");
      if (!(options.spacing[axis] > 0.0)) throw InputError(fmt::format("--spacing '{}' must be above zero", text));
    }
    options.memory_limit = available_memory_bytes();
    const bool given = !length_unit.empty();
    const double unit = given ? parse_unit(length_unit, Dimension::Length, "--length-unit") : 1.0;
    const GeometryResult geometry = read_surface(file, unit, given);
    for (const std::string& warning : geometry.warnings) print_warning(warning);
    const VoxelDomain domain = voxelize(geometry.surface, options);
    write_domain(output, domain);
    fmt::print("active voxels {} ({} stored)\n", domain.active_voxels(), domain.stored_voxels());
    fmt::print("volume {:.4f} cm3 (surface {:.4f} cm3)\n", domain.volume() / 1000.0,
               enclosed_volume(geometry.surface) / 1000.0);
  }
};

void add_voxelize(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("voxelize", "Turn a closed surface into cut voxels; geometry only");
  const auto c = std::make_shared<VoxelizeCommand>();
  command->add_option("FILE", c->file, "Surface: .stl .obj .ply .vtp .vtk")->required()->type_name("");
  command->add_option("--spacing", c->spacing, "Voxel edge, one or three: \"0.5 mm\"")
      ->required()
      ->expected(1, 3)
      ->type_name("LENGTH");
  command->add_option("--length-unit", c->length_unit, "Unit of the file: mm, cm, m, um")->type_name("UNIT");
  command->add_option("-o,--output", c->output, "File to write")->required()->type_name("OUT.vti");
  command->callback([c] { c->execute(); });
}

void add_make(CLI::App& mesh) {
  struct Options {
    std::string shape;
    std::filesystem::path file;
  };
  CLI::App* command = mesh.add_subcommand("make", "Write the built-in anatomy as a surface");
  const auto o = std::make_shared<Options>();
  command->add_option("shape", o->shape, "vertebra or pelvis")
      ->required()
      ->check(CLI::IsMember({"vertebra", "pelvis"}));
  command->add_option("-o,--output", o->file, "File to write")->required()->type_name("FILE.vtp");
  command->callback([o] {
    if (o->file.extension() != ".vtp") throw InputError(fmt::format("'{}' must end in .vtp", o->file.string()));
    const Anatomy anatomy = o->shape == "vertebra" ? make_vertebra() : make_pelvis();
    write_surface(o->file, anatomy.surface);
    fmt::print("wrote {}: {} triangles, volume {:.2f} cm3\n", o->file.string(), anatomy.surface.triangles.size(),
               enclosed_volume(anatomy.surface) / 1000.0);
    for (const Site& site : anatomy.sites)
      fmt::print("  {:<26}{:8.1f} {:8.1f} {:8.1f} mm\n", site.name, site.centre[0], site.centre[1], site.centre[2]);
  });
}

}  // namespace

void add_mesh(CLI::App& app) {
  CLI::App* mesh = app.add_subcommand("mesh", "Look at, voxelize or make a geometry");
  mesh->require_subcommand(1);
  add_surface_info(*mesh);
  add_voxelize(*mesh);
  add_make(*mesh);
}

}  // namespace howship
