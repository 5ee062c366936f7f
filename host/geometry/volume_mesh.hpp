#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A mesh of tetrahedra, hexahedra, wedges and pyramids, as a user's finite-element model has it.
struct VolumeMesh {
  struct Array {
    std::string name;
    int components = 1;
    std::vector<double> values;  ///< per cell, components together
  };
  std::vector<Vec3> points;          ///< [mm]
  std::vector<std::uint8_t> types;   ///< of each cell, VTK's numbers
  std::vector<std::int64_t> begins;  ///< into `corners`, one more than cells
  std::vector<std::int32_t> corners;
  std::vector<Array> cell_data;
  std::vector<std::string> warnings;

  std::size_t cells() const { return types.size(); }
};

/// Reads .vtu, or a legacy .vtk that holds an unstructured grid. Cells that enclose nothing (vertices, lines,
/// polygons) are left out with a warning; quadratic ones are taken by their corners.
/// \param length_unit_mm size of one unit of the file [mm]
/// \throws InputError, FileError
VolumeMesh read_volume_mesh(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given);

/// Volume of each cell [mm3], positive whatever the order of its corners.
std::vector<double> cell_volumes(const VolumeMesh& mesh);

/// Boundary of the union of the selected cells (all where `selected` is empty).
Surface boundary_of(const VolumeMesh& mesh, const std::vector<unsigned char>& selected);

}  // namespace howship
