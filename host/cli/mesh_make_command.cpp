#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/anatomy_block.hpp"
#include "host/case/anatomy_sizes.hpp"
#include "host/case/units.hpp"
#include "host/cli/choices.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/cli/messages.hpp"
#include "host/geometry/anatomy.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"

namespace howship {

namespace {

template <class Size>
void print_sizes(const std::vector<SizeInfo<Size>>& table, const Size& size) {
  for (const auto& info : table)
    say(fmt::format("{:<20} {:<12} {} to {}: {}{}{}\n", info.name, format_quantity(size.*info.member, info.dimension),
                    format_quantity(info.least, info.dimension), format_quantity(info.most, info.dimension),
                    info.meaning, *info.source == '\0' ? "" : ". ", info.source));
}

struct MakeCommand {
  std::string shape, level;
  std::vector<std::string> set;
  std::filesystem::path file;
  bool list = false;

  GeometryCase sizes() const {
    if (!level.empty() && shape != "vertebra")
      throw InputError(fmt::format("--level {}: only a vertebra has a level", level));
    std::vector<std::string> entries = set;
    if (!level.empty()) entries.push_back("level=" + level);
    return anatomy_of_entries(shape, entries);
  }

  void execute() const {
    const GeometryCase g = sizes();
    if (list) {
      if (shape == "vertebra")
        print_sizes(vertebra_size_table(), g.vertebra);
      else
        print_sizes(pelvis_size_table(), g.pelvis);
      return;
    }
    if (file.empty())
      throw InputError("name the file to write with -o FILE.vtp, or ask for the dimensions with --list");
    if (file.extension() != ".vtp") throw InputError(fmt::format("'{}' must end in .vtp", file.string()));
    const Anatomy anatomy = shape == "vertebra" ? make_vertebra(g.vertebra) : make_pelvis(g.pelvis);
    write_surface(file, anatomy.surface);
    say(fmt::format("wrote {}: {} triangles, volume {:.2f} cm3\n", file.string(), anatomy.surface.triangles.size(),
                    enclosed_volume(anatomy.surface) / 1000.0));
    for (const Site& site : anatomy.sites)
      say(fmt::format("  {:<36}{:8.1f} {:8.1f} {:8.1f} mm\n", site.name, site.centre[0], site.centre[1],
                      site.centre[2]));
  }
};

}  // namespace

void add_mesh_make(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("make", "Write the built-in anatomy as a surface");
  const auto c = std::make_shared<MakeCommand>();
  command->add_option("SHAPE", c->shape, "vertebra or pelvis")
      ->required()
      ->type_name("")
      ->check(one_of({"vertebra", "pelvis"}));
  command->add_option("--level", c->level, "Of a vertebra (default: L3)")->check(one_of(vertebra_levels()));
  command->add_option("--set", c->set, "Another dimension, as body_height=\"29 mm\"; repeatable")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command->add_flag("--list", c->list, "Print the dimensions, their ranges and sources instead");
  command->add_option("-o,--output", c->file, "File to write; carries the point array cortical_thickness")
      ->type_name("FILE.vtp");
  add_examples(*command, {{"howship mesh make vertebra --level L1 -o L1.vtp", "For ParaView, or as geometry.file"},
                          {"howship mesh make pelvis --list", "Its dimensions, with ranges and sources"}});
  command->callback([c] { c->execute(); });
}

}  // namespace howship
