#include "host/case/geometry_block.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/case/anatomy_block.hpp"
#include "host/case/centre.hpp"
#include "host/case/label_case.hpp"
#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

std::filesystem::path read_path(Section& section, const std::string& key, const std::string& what,
                                const std::filesystem::path& source) {
  const std::filesystem::path file = section.text(key, "");
  if (!section.has(key)) return {};
  if (file.empty()) section.fail(key, fmt::format("the name of {} is expected", what));
  return beside_the_case(file, source);
}

/// Size of one unit of a file [mm].
double read_length_unit(Section& section) {
  const std::string unit = section.choice("length_unit", "mm", {"mm", "cm", "m", "um"});
  return unit == "m" ? 1000.0 : unit == "cm" ? 10.0 : unit == "um" ? 1e-3 : 1.0;
}

/// Labels as numbers or names, one or a list.
std::vector<LabelCase> read_labels(Section& section, const std::string& key) {
  std::vector<LabelCase> labels;
  for (const Section::NumberOrText& item : section.numbers_or_texts(key, 1, largest_label)) {
    if (!item.text.empty() && item.text.find_first_not_of("+-.0123456789") == std::string::npos)
      section.fail(key, "a number is written without quotes");
    labels.push_back(item.text.empty() ? LabelCase{static_cast<int>(item.number), ""} : named_label(item.text));
  }
  return labels;
}

}  // namespace

std::filesystem::path beside_the_case(const std::filesystem::path& file, const std::filesystem::path& source) {
  return file.is_absolute() ? file : (std::filesystem::absolute(source).parent_path() / file).lexically_normal();
}

GeometryCase read_geometry(Section& g, const std::filesystem::path& source) {
  GeometryCase geometry;
  if (g.has("shape") == g.has("file")) g.fail("shape", "give either a built-in shape or a file");
  if (g.has("shape")) {
    geometry.shape = g.choice("shape", "", shape_names());
    geometry.size = {10, 10, 10};
    read_anatomy_block(g, geometry);
    if (geometry.shape == "box") {
      const auto size = g.one_or_three("size", Dimension::Length, {10, 10, 10}, 1e-3, 1e4);
      std::copy_n(size.begin(), 3, geometry.size.begin());
    } else if (geometry.shape == "sphere") {
      geometry.radius = g.quantity("radius", Dimension::Length, geometry.radius, 1e-3, 1e4);
    }
  } else {
    geometry.file = read_path(g, "file", "a surface, volume mesh or image", source);
    geometry.labels = read_path(g, "labels", "a label map", source);
    geometry.label = read_labels(g, "label");
    geometry.label_array = g.text("label_array", "");
    geometry.label_surface = g.choice("label_surface", "", {"", "smooth", "voxels"});
    geometry.threshold = g.optional_quantity("threshold", Dimension::None, -1e9, 1e9);
    if (geometry.threshold && (g.has("label") || g.has("labels")))
      g.fail("threshold", "does not go with labels, which already say which voxels are bone");
    if (g.has("labels") && !g.has("label"))
      g.fail("labels", "label is missing: which labels of the map are the bone, for example 29 or \"vertebrae_L3\"");
    geometry.length_unit_given = g.has("length_unit");
    geometry.length_unit_mm = read_length_unit(g);
    geometry.frame = g.choice("frame", "", {"", "RAS", "LPS"});
  }
  const auto spacing = g.one_or_three("spacing", Dimension::Length, {0.5, 0.5, 0.5}, 1e-3, 100.0);
  std::copy_n(spacing.begin(), 3, geometry.spacing.begin());
  return geometry;
}

DensityCase read_density(Section d, const GeometryCase& geometry, const std::filesystem::path& source) {
  DensityCase density;
  const std::string kind = d.choice("source", "anatomical", {"anatomical", "uniform", "ct", "cells"});
  density.source = kind == "uniform" ? DensitySource::Uniform
                   : kind == "ct"    ? DensitySource::Ct
                   : kind == "cells" ? DensitySource::Cells
                                     : DensitySource::Anatomical;
  if (kind == "ct") {
    density.image = read_path(d, "image", "a CT image", source);
    if (density.image.empty() && geometry.file.empty())
      d.fail("source", "a built-in shape has no CT: give geometry.file, or 'anatomical'");
  } else if (kind == "cells") {
    const std::string missing = "is missing: the cell array of the volume mesh that holds the density is expected";
    d.require("array", missing);
    density.array = d.text("array", "");
    if (density.array.empty()) d.fail("array", missing);
    if (geometry.file.empty()) d.fail("source", "a built-in shape has no cells: give geometry.file, or 'anatomical'");
  }
  if (kind == "ct" || kind == "cells") {
    const bool given = d.is_table("calibration");
    Section c = d.section("calibration");
    DensityCalibration calibration;
    if (given) c.require("slope", "is missing (for example \"0.8 mg/cm3\", per unit of the value)");
    calibration.slope = c.quantity("slope", Dimension::MineralDensity, calibration.slope, 1e-6, 1e6);
    calibration.intercept = c.quantity("intercept", Dimension::MineralDensity, 0.0, -1e5, 1e5);
    calibration.phantom = c.choice("phantom", "hydroxyapatite", {"hydroxyapatite", "k2hpo4"});
    c.finish();
    if (given) density.calibration = calibration;
  } else {
    density.trabecular = d.quantity("trabecular", Dimension::None, density.trabecular, 0.01, 0.95);
    density.cortical = d.quantity("cortical", Dimension::None, density.cortical, 0.01, 0.95);
    density.cortical_thickness = d.optional_quantity("cortical_thickness", Dimension::Length, 0.0, 50.0);
  }
  d.finish();
  return density;
}

LesionCase read_lesion(Section& l, const std::filesystem::path& source) {
  LesionCase lesion;
  lesion.phenotype = l.choice("phenotype", "lytic", phenotype_names());
  lesion.outline = read_path(l, "outline", "a label map or a closed surface", source);
  if (lesion.outline.empty()) {
    read_centre(l, lesion.site, lesion.centre);
    lesion.radius = l.quantity("radius", Dimension::Length, lesion.radius, 1e-3, 1e3);
  } else {
    for (const char* key : {"centre", "radius"})
      if (l.has(key)) l.fail(key, "does not go with an outline, which already says where the lesion is");
    lesion.label = read_labels(l, "label");
    lesion.length_unit_given = l.has("length_unit");
    lesion.length_unit_mm = read_length_unit(l);
    lesion.frame = l.choice("frame", "", {"", "RAS", "LPS"});
  }
  lesion.tumour_fraction = l.quantity("tumour_fraction", Dimension::None, lesion.tumour_fraction, 0.0, 0.9);
  lesion.bone_lost = l.quantity("bone_lost", Dimension::None, lesion.bone_lost, 0.0, 0.95);
  const Phenotype preset = phenotype_of(lesion.phenotype);
  for (const auto& info : phenotype_table())
    lesion.secretion.*info.member = l.quantity(info.name, info.dimension, preset.*info.member, info.least, info.most);
  l.finish();
  return lesion;
}

}  // namespace howship
