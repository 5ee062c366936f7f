#include <filesystem>
#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/cli/mesh_facts.hpp"
#include "host/cli/messages.hpp"
#include "host/geometry/file_kind.hpp"

namespace howship {

namespace {

struct Options {
  std::filesystem::path file;
  JsonTarget json;
};

MeshFacts facts_of(const std::filesystem::path& file) {
  switch (kind_of(file)) {
    case FileKind::Surface:
      return surface_facts(file);
    case FileKind::VolumeMesh:
      return volume_mesh_facts(file);
    case FileKind::Image:
      break;
  }
  return image_facts(file);
}

}  // namespace

void add_mesh_info(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("info", "What is in a surface, volume mesh or image");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, readable_bones)->required()->type_name("");
  options->json.add_to(*command);
  add_examples(*command, {{"howship mesh info segmentation.nii.gz", "Size, place and labels of a scan"},
                          {"howship mesh info L3.stl --json | jq .watertight", "Whether a surface is closed"}});
  command->callback([options] {
    const MeshFacts facts = facts_of(options->file);
    for (const std::string& warning : facts.warnings()) print_warning(warning);
    if (options->json.wanted()) options->json.write(facts.json_text());
    if (!options->json.to_stdout()) say(facts.text());
  });
}

}  // namespace howship
