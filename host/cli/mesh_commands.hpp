#pragma once

#include <CLI/CLI.hpp>

namespace howship {

constexpr const char* readable_bones =
    "Surface (.stl .obj .ply .vtp .vtk), volume mesh (.vtu .vtk) or image (.nii .nii.gz .mha .mhd .nrrd .nhdr .vti, "
    "folder of DICOM slices)";

// Subcommands of `mesh`.
void add_mesh_info(CLI::App& mesh);
void add_mesh_voxelize(CLI::App& mesh);
void add_mesh_make(CLI::App& mesh);

}  // namespace howship
