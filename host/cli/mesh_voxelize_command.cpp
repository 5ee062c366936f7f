#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/bone_source.hpp"
#include "host/app/memory.hpp"
#include "host/case/label_case.hpp"
#include "host/case/units.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/choices.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/mesh_commands.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/io/domain_image.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

std::string as_json(const VoxelDomain& domain, double surface_volume) {
  JsonObject object;
  object.add("active_voxels", domain.active_voxels());
  object.add("stored_voxels", domain.stored_voxels());
  const Vec3& h = domain.grid.spacing;
  object.add_raw("spacing_mm", fmt::format("[{}, {}, {}]", h[0], h[1], h[2]));
  object.add("volume_mm3", domain.volume());
  object.add("surface_volume_mm3", surface_volume);
  return object.text() + "\n";
}

struct VoxelizeCommand {
  std::filesystem::path output;
  std::vector<std::string> spacing, labels;
  std::string length_unit;
  double threshold = 0.0;
  bool has_threshold = false;
  GeometryCase geometry;
  JsonTarget json;

  void execute() {
    if (output.extension() != ".vti")
      throw InputError(fmt::format("the output '{}' must end in .vti", output.string()));
    if (spacing.size() != 1 && spacing.size() != 3)
      throw InputError(fmt::format("--spacing takes one length or three, not {}", spacing.size()));
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::string& text = spacing.size() == 1 ? spacing[0] : spacing[axis];
      geometry.spacing[axis] = parse_quantity(text, Dimension::Length, "--spacing");
      if (!(geometry.spacing[axis] > 0.0)) throw InputError(fmt::format("--spacing '{}' must be above zero", text));
    }
    geometry.length_unit_given = !length_unit.empty();
    if (geometry.length_unit_given)
      geometry.length_unit_mm = parse_unit(length_unit, Dimension::Length, "--length-unit");
    for (const std::string& label : labels) geometry.label.push_back(parse_label(label));
    if (has_threshold) geometry.threshold = threshold;
    BoneSource bone = read_bone(geometry);
    VoxelizeOptions options;
    options.spacing = geometry.spacing;
    options.wall_band = 0.0;
    options.memory_limit = available_memory_bytes();
    const VoxelDomain domain = voxelize_bone(bone, options, bone.warnings);
    for (const std::string& warning : bone.warnings) print_warning(warning);
    write_domain(output, domain);
    if (json.wanted()) json.write(as_json(domain, enclosed_volume(bone.surface)));
    if (json.to_stdout()) return;
    say(fmt::format("active voxels {} ({} stored)\n", domain.active_voxels(), domain.stored_voxels()));
    say(fmt::format("volume {} (surface {})\n", cm3(domain.volume()), cm3(enclosed_volume(bone.surface))));
  }
};

}  // namespace

void add_mesh_voxelize(CLI::App& mesh) {
  CLI::App* command = mesh.add_subcommand("voxelize", "Turn a bone into cut voxels; geometry only");
  const auto c = std::make_shared<VoxelizeCommand>();
  command->add_option("FILE", c->geometry.file, readable_bones)->required()->type_name("");
  command->add_option("--spacing", c->spacing, "Voxel edge, one or three, as \"0.5 mm\"")
      ->required()
      ->expected(1, 3)
      ->type_name("LENGTH");
  command->add_option("--length-unit", c->length_unit, "Unit of a surface or mesh: mm, cm, m, um")->type_name("UNIT");
  command
      ->add_option("--label", c->labels,
                   "Voxels of a label map, or cells of a mesh, that are the bone: numbers or TotalSegmentator's names")
      ->expected(1, 1000)
      ->type_name("LABEL");
  command->add_option("--labels", c->geometry.labels, "Label map, if FILE is a CT")->type_name("FILE");
  command->add_option("--label-array", c->geometry.label_array, "Cell array of a mesh that holds the labels")
      ->type_name("NAME");
  command
      ->add_option("--label-surface", c->geometry.label_surface,
                   "Boundary of labelled voxels: smooth, or voxels for their faces; without it smooth unless they are "
                   "finer than the spacing")
      ->check(one_of({"smooth", "voxels"}));
  CLI::Option* threshold =
      command->add_option("--threshold", c->threshold, "Values of an image from here on are bone")->type_name("VALUE");
  command->add_option("-o,--output", c->output, "File to write")->required()->type_name("OUT.vti");
  c->json.add_to(*command);
  add_examples(*command, {{"howship mesh voxelize L3.stl --spacing \"0.5 mm\" -o L3.vti", ""},
                          {"howship mesh voxelize ct.nii.gz --labels seg.nii.gz \\\n      --label vertebrae_L3 "
                           "--spacing \"1 mm\" -o L3.vti",
                           "One vertebra of a scan with its segmentation"}});
  command->callback([c, threshold] {
    c->has_threshold = threshold->count() > 0;
    c->execute();
  });
}

}  // namespace howship
