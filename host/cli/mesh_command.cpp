#include "host/cli/commands.hpp"
#include "host/cli/mesh_commands.hpp"

namespace howship {

void add_mesh(CLI::App& app) {
  CLI::App* mesh = app.add_subcommand("mesh", "Look at, voxelize or make a geometry");
  mesh->require_subcommand(1);
  add_mesh_info(*mesh);
  add_mesh_voxelize(*mesh);
  add_mesh_make(*mesh);
}

}  // namespace howship
