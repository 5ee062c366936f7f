#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/mesh_commands.hpp"

namespace howship {

std::string cm3(double volume) {
  return volume < 10.0 ? fmt::format("{:.4g} cm3", volume / 1000.0) : fmt::format("{:.4f} cm3", volume / 1000.0);
}

void add_mesh(CLI::App& app) {
  CLI::App* mesh = app.add_subcommand("mesh", "Look at, voxelize or make a geometry");
  mesh->require_subcommand(1);
  add_mesh_info(*mesh);
  add_mesh_voxelize(*mesh);
  add_mesh_make(*mesh);
  mesh->group("Bones");
}

}  // namespace howship
