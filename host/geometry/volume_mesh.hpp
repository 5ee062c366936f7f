#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A mesh of tetrahedra, hexahedra, wedges and pyramids, as a user's finite-element model has it.
struct VolumeMesh {
  using Array = OutputMesh::Array;

  std::vector<Vec3> points;          ///< [mm]
  std::vector<std::uint8_t> types;   ///< of each cell, VTK's numbers
  std::vector<std::int64_t> begins;  ///< into `corners`, one more than cells
  /// Points of each cell: its corners, then for quadratic cells those on edges and faces
  std::vector<std::int32_t> corners;
  std::vector<Array> cell_data;
  bool single_precision = false;  ///< the file's points are
  double length_unit_mm = 1.0;    ///< of the file [mm]
  std::vector<std::string> warnings;

  std::size_t cells() const { return types.size(); }
  const Array* find(const std::string& name) const;  ///< cell array of that name, or nullptr
};

/// Reads .vtu, or a legacy .vtk that holds an unstructured grid. Cells that enclose nothing (vertices, lines,
/// polygons) and polyhedra are left out with a warning; of quadratic and higher cells only the corners tell where they
/// lie. Cells that are inside out are taken as what they enclose, with a warning.
/// \param length_unit_mm size of one unit of the file [mm]
/// \throws InputError when the file is damaged or of another kind, holds no such cell, a cell names a point that is not
///   there, a point is not finite, or the size suggests another length unit and none was given; FileError when it
///   cannot be opened
VolumeMesh read_volume_mesh(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given);

/// Volume of each cell [mm3], positive whatever the order of its corners; 0 where they lie in a plane.
///
/// A face of four corners that do not lie in a plane is taken as two triangles, the same two by both of its cells.
std::vector<double> cell_volumes(const VolumeMesh& mesh);

/// Boundary of the union of the selected cells (all where `selected` is empty): the faces that cells do not share,
/// triangulated, wound outward whatever the order of the cells' corners. Points that coincide count as one. Every edge
/// is run along equally often in both directions. Where parts overlap without sharing points, their boundaries cross;
/// what lies inside of either is inside.
/// \param selected  one entry per cell, not zero where the cell is taken
Surface boundary_of(const VolumeMesh& mesh, const std::vector<unsigned char>& selected);

}  // namespace howship
