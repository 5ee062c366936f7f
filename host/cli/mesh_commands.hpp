#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace howship {

constexpr const char* readable_bones =
    "Surface (.stl .obj .ply .vtp .vtk), volume mesh (.vtu .vtk) or image (.nii .nii.gz .mha .mhd .nrrd .nhdr .vti, "
    "folder of DICOM slices)";

/// A volume as the commands print it: "56.7400 cm3", or with four digits what is below 0.01 cm3. \param volume [mm3]
std::string cm3(double volume);

// Subcommands of `mesh`.
void add_mesh_info(CLI::App& mesh);
void add_mesh_voxelize(CLI::App& mesh);
void add_mesh_make(CLI::App& mesh);

}  // namespace howship
