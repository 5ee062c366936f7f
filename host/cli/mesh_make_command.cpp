#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/cli/mesh_commands.hpp"
#include "host/geometry/anatomy.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"

namespace howship {

void add_mesh_make(CLI::App& mesh) {
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

}  // namespace howship
