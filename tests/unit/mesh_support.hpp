#pragma once
// Volume meshes of a box, in every kind of cell, for the tests of host/geometry and host/io.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "host/geometry/volume_mesh.hpp"

namespace howship::mesh_test {

// VTK's numbers of cell types, as they stand in files.
constexpr std::uint8_t tetra = 10, voxel = 11, hexahedron = 12, wedge = 13, pyramid = 14;

inline void add_cell(VolumeMesh& mesh, std::uint8_t type, const std::vector<std::int32_t>& corners) {
  if (mesh.begins.empty()) mesh.begins.push_back(0);
  mesh.types.push_back(type);
  mesh.corners.insert(mesh.corners.end(), corners.begin(), corners.end());
  mesh.begins.push_back(static_cast<std::int64_t>(mesh.corners.size()));
}

/// Box from the origin, of `count` bricks per axis, each made of cells of the type that `type_of` names.
inline VolumeMesh make_box(const Index3& count, const Vec3& brick,
                           const std::function<std::uint8_t(const Index3&)>& type_of) {
  VolumeMesh mesh;
  const auto point = [&](int i, int j, int k) { return i + (count[0] + 1) * (j + (count[1] + 1) * k); };
  for (int k = 0; k <= count[2]; ++k)
    for (int j = 0; j <= count[1]; ++j)
      for (int i = 0; i <= count[0]; ++i) mesh.points.push_back({i * brick[0], j * brick[1], k * brick[2]});
  for (int k = 0; k < count[2]; ++k)
    for (int j = 0; j < count[1]; ++j)
      for (int i = 0; i < count[0]; ++i) {
        const auto at = [&](int x, int y, int z) { return point(i + x, j + y, k + z); };
        const std::int32_t h[8] = {at(0, 0, 0), at(1, 0, 0), at(1, 1, 0), at(0, 1, 0),
                                   at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1)};
        switch (type_of({i, j, k})) {
          case tetra: {
            // One along each order of the axes, all around the same diagonal (Kuhn).
            const int orders[6][3] = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {1, 0, 2}, {2, 1, 0}};
            for (int o = 0; o < 6; ++o) {
              Index3 p{};
              std::vector<std::int32_t> corners{at(0, 0, 0)};
              for (const int axis : orders[o]) {
                p[axis] = 1;
                corners.push_back(at(p[0], p[1], p[2]));
              }
              if (o > 2) std::swap(corners[2], corners[3]);  // the odd orders are mirror images
              add_cell(mesh, tetra, corners);
            }
            break;
          }
          case voxel:
            add_cell(mesh, voxel, {h[0], h[1], h[3], h[2], h[4], h[5], h[7], h[6]});
            break;
          case wedge:
            add_cell(mesh, wedge, {h[0], h[1], h[2], h[4], h[5], h[6]});
            add_cell(mesh, wedge, {h[0], h[2], h[3], h[4], h[6], h[7]});
            break;
          case pyramid: {
            const auto apex = static_cast<std::int32_t>(mesh.points.size());
            mesh.points.push_back({(i + 0.5) * brick[0], (j + 0.5) * brick[1], (k + 0.5) * brick[2]});
            for (const auto& f : std::array<std::array<int, 4>, 6>{
                     {{0, 1, 2, 3}, {4, 7, 6, 5}, {0, 4, 5, 1}, {1, 5, 6, 2}, {2, 6, 7, 3}, {3, 7, 4, 0}}})
              add_cell(mesh, pyramid, {h[f[0]], h[f[1]], h[f[2]], h[f[3]], apex});
            break;
          }
          default:
            add_cell(mesh, hexahedron, {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]});
        }
      }
  return mesh;
}

inline VolumeMesh make_box(const Index3& count, const Vec3& brick, std::uint8_t type) {
  return make_box(count, brick, [&](const Index3&) { return type; });
}

/// Moves the points that do not lie on the box's surface by up to `most` along each axis.
inline void shake(VolumeMesh& mesh, const Vec3& size, double most) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> step(-most, most);
  for (Vec3& p : mesh.points) {
    bool inside = true;
    for (int axis = 0; axis < 3; ++axis) inside = inside && p[axis] > 1e-9 && p[axis] < size[axis] - 1e-9;
    if (!inside) continue;
    for (double& x : p) x += step(random);
  }
}

/// Gives every cell points of its own.
inline void tear(VolumeMesh& mesh) {
  std::vector<Vec3> points;
  for (std::int32_t& corner : mesh.corners) {
    points.push_back(mesh.points[corner]);
    corner = static_cast<std::int32_t>(points.size()) - 1;
  }
  mesh.points = points;
}

inline void move(VolumeMesh& mesh, const Vec3& by) {
  for (Vec3& p : mesh.points)
    for (int axis = 0; axis < 3; ++axis) p[axis] += by[axis];
}

/// Adds the cells of another mesh with points of their own.
inline void append(VolumeMesh& mesh, const VolumeMesh& other) {
  const auto offset = static_cast<std::int32_t>(mesh.points.size());
  mesh.points.insert(mesh.points.end(), other.points.begin(), other.points.end());
  for (std::size_t cell = 0; cell < other.cells(); ++cell) {
    std::vector<std::int32_t> corners(other.corners.begin() + other.begins[cell],
                                      other.corners.begin() + other.begins[cell + 1]);
    for (std::int32_t& c : corners) c += offset;
    add_cell(mesh, other.types[cell], corners);
  }
}

/// Values of an array as they stand in an ASCII file.
template <class Values>
std::string listed(const Values& values) {
  std::ostringstream text;
  text.precision(17);
  for (const auto& value : values) text << +value << ' ';
  return text.str();
}

inline std::vector<double> coordinates(const VolumeMesh& mesh) {
  std::vector<double> all;
  for (const Vec3& p : mesh.points) all.insert(all.end(), p.begin(), p.end());
  return all;
}

/// The mesh as an ASCII .vtu.
inline std::string as_vtu(const VolumeMesh& mesh) {
  std::ostringstream text;
  const std::vector<std::int64_t> ends(mesh.begins.begin() + 1, mesh.begins.end());
  text << "<?xml version=\"1.0\"?>\n<VTKFile type=\"UnstructuredGrid\" version=\"1.0\" byte_order=\"LittleEndian\">\n"
       << "<UnstructuredGrid>\n<Piece NumberOfPoints=\"" << mesh.points.size() << "\" NumberOfCells=\"" << mesh.cells()
       << "\">\n<Points>\n<DataArray type=\"Float64\" Name=\"Points\" NumberOfComponents=\"3\" format=\"ascii\">\n"
       << listed(coordinates(mesh)) << "\n</DataArray>\n</Points>\n<Cells>\n"
       << "<DataArray type=\"Int64\" Name=\"connectivity\" format=\"ascii\">\n"
       << listed(mesh.corners) << "\n</DataArray>\n<DataArray type=\"Int64\" Name=\"offsets\" format=\"ascii\">\n"
       << listed(ends) << "\n</DataArray>\n<DataArray type=\"UInt8\" Name=\"types\" format=\"ascii\">\n"
       << listed(mesh.types) << "\n</DataArray>\n</Cells>\n<CellData>\n";
  for (const VolumeMesh::Array& array : mesh.cell_data)
    text << "<DataArray type=\"" << array.type << "\" Name=\"" << array.name << "\" NumberOfComponents=\""
         << array.components << "\" format=\"ascii\">\n"
         << listed(array.values) << "\n</DataArray>\n";
  text << "</CellData>\n</Piece>\n</UnstructuredGrid>\n</VTKFile>\n";
  return text.str();
}

/// A value as legacy files hold it, most significant byte first.
template <class T>
void put_big_endian(std::string& text, T value) {
  std::string bytes(reinterpret_cast<const char*>(&value), sizeof(T));
  std::reverse(bytes.begin(), bytes.end());
  text += bytes;
}

/// The mesh as a legacy .vtk, with the cell data as scalars in double precision.
inline std::string as_legacy(const VolumeMesh& mesh, bool binary) {
  std::string text = "# vtk DataFile Version 3.0\na mesh\n" + std::string(binary ? "BINARY" : "ASCII") +
                     "\nDATASET UNSTRUCTURED_GRID\nPOINTS " + std::to_string(mesh.points.size()) + " double\n";
  const auto put = [&](const auto& values) {
    if (binary) {
      for (const auto value : values) put_big_endian(text, value);
    } else {
      text += listed(values);
    }
    text += "\n";
  };
  put(coordinates(mesh));
  std::vector<std::int32_t> cells;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    cells.push_back(static_cast<std::int32_t>(mesh.begins[cell + 1] - mesh.begins[cell]));
    cells.insert(cells.end(), mesh.corners.begin() + mesh.begins[cell], mesh.corners.begin() + mesh.begins[cell + 1]);
  }
  text += "CELLS " + std::to_string(mesh.cells()) + " " + std::to_string(cells.size()) + "\n";
  put(cells);
  text += "CELL_TYPES " + std::to_string(mesh.cells()) + "\n";
  put(std::vector<std::int32_t>(mesh.types.begin(), mesh.types.end()));
  if (!mesh.cell_data.empty()) text += "CELL_DATA " + std::to_string(mesh.cells()) + "\n";
  for (const VolumeMesh::Array& array : mesh.cell_data) {
    text += "SCALARS " + array.name + " double " + std::to_string(array.components) + "\nLOOKUP_TABLE default\n";
    put(array.values);
  }
  return text;
}

}  // namespace howship::mesh_test
