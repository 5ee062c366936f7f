#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "howship/error.hpp"

#include "host/geometry/cell_shapes.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_repair.hpp"
#include "host/geometry/volume_mesh.hpp"

#include "tests/fuzz/scratch.hpp"
#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

namespace {

void require_indices(const Surface& surface) {
  for (const auto& triangle : surface.triangles)
    for (const std::int32_t corner : triangle)
      require(corner >= 0 && static_cast<std::size_t>(corner) < surface.points.size(), "corners are points");
}

/// What is called a solid can be made into voxels of about its volume.
void require_voxels(const Surface& surface) {
  const SurfaceCheck check = check_surface(surface);
  const double longest = check.longest_side();
  if (!(longest > 1e-3 && longest < 1e5)) return;
  VoxelizeOptions options;
  options.spacing = {longest / 6.0, longest / 6.0, longest / 6.0};
  options.wall_band = 0.0;
  is_read([&] {
    const VoxelDomain domain = voxelize(surface, options);
    require(domain.stored_voxels() > 0 && domain.stored_voxels() < 10000, "voxels of a solid");
  });
}

void try_surface(const std::string& name, Input input) {
  const std::filesystem::path file = scratch_file(name, input);
  is_read([&] {
    const GeometryResult read = read_surface(file, 1.0, true);
    require_indices(read.surface);
    require(check_surface(read.surface).closed(), "a surface that is read is closed");
    require_voxels(read.surface);
  });
}

void try_stl(Input input) {
  try_surface("surface.stl", input);
}
void try_obj(Input input) {
  try_surface("surface.obj", input);
}
void try_ply(Input input) {
  try_surface("surface.ply", input);
}
void try_vtp(Input input) {
  try_surface("surface.vtp", input);
}
void try_legacy_surface(Input input) {
  try_surface("surface.vtk", input);
}

/// Places of up to 40 points [mm], their scale from the first byte.
std::vector<Vec3> take_points(Bytes& bytes) {
  const double scale = std::pow(10.0, static_cast<int>(bytes.take() % 9) - 4);
  std::vector<Vec3> points(1 + bytes.take() % 40);
  for (Vec3& p : points)
    for (double& x : p) x = scale * bytes.take_signed();
  return points;
}

/// Triangles between points, as any file could hold them: the bytes are their corners.
void try_repair(Input input) {
  Bytes bytes(input);
  Surface surface;
  surface.points = take_points(bytes);
  const auto count = static_cast<unsigned>(surface.points.size());
  while (bytes.left() >= 3 && surface.triangles.size() < 200) {
    std::array<std::int32_t, 3> triangle{};
    for (std::int32_t& corner : triangle) corner = static_cast<std::int32_t>(bytes.take() % count);
    // Readers leave these out.
    if (triangle[0] != triangle[1] && triangle[1] != triangle[2] && triangle[2] != triangle[0])
      surface.triangles.push_back(triangle);
  }
  if (surface.triangles.empty()) return;
  is_read([&] {
    repair_surface(surface, "bone.stl");
    require_indices(surface);
    const SurfaceCheck check = check_surface(surface);
    require(check.closed(), "a repaired surface is closed");
    require(check.wound_apart == 0, "a repaired surface is wound alike");
    require_voxels(surface);
  });
}

/// Every edge of a boundary is run along equally often in both directions.
void require_balanced(const Surface& surface) {
  std::map<std::pair<std::int32_t, std::int32_t>, int> balance;
  for (const auto& t : surface.triangles)
    for (int n = 0; n < 3; ++n) {
      const std::int32_t from = t[n], to = t[(n + 1) % 3];
      balance[std::minmax(from, to)] += from < to ? 1 : -1;
    }
  for (const auto& [edge, sum] : balance) require(sum == 0, "edges of a boundary are run along in both directions");
}

void require_measured(const VolumeMesh& mesh) {
  for (const double volume : cell_volumes(mesh)) require(volume >= 0.0 && std::isfinite(volume), "a cell has a volume");
  is_read([&] {
    const Surface boundary = boundary_of(mesh, {});
    require_indices(boundary);
    require_balanced(boundary);
  });
}

/// Cells between points, as the reader hands them over: a byte is the type, then come the corners.
void try_cells(Input input) {
  Bytes bytes(input);
  VolumeMesh mesh;
  mesh.points = take_points(bytes);
  const auto count = static_cast<unsigned>(mesh.points.size());
  constexpr std::array<std::uint8_t, 8> types{10, 11, 12, 13, 14, 24, 25, 26};
  mesh.begins.push_back(0);
  while (bytes.left() > 0 && mesh.cells() < 60) {
    const std::uint8_t type = types[bytes.take() % types.size()];
    for (int n = points_of_type(type).least; n > 0; --n)
      mesh.corners.push_back(static_cast<std::int32_t>(bytes.take() % count));
    mesh.types.push_back(type);
    mesh.begins.push_back(static_cast<std::int64_t>(mesh.corners.size()));
  }
  if (mesh.cells() > 0) require_measured(mesh);
}

void try_volume_mesh(const std::string& name, Input input) {
  const std::filesystem::path file = scratch_file(name, input);
  is_read([&] {
    const VolumeMesh mesh = read_volume_mesh(file, 1.0, true);
    require(mesh.begins.size() == mesh.cells() + 1, "cells have corners");
    if (mesh.cells() < 1000) require_measured(mesh);
  });
}

void try_vtu(Input input) {
  try_volume_mesh("mesh.vtu", input);
}
void try_legacy_mesh(Input input) {
  try_volume_mesh("mesh.vtk", input);
}

}  // namespace

std::vector<Target> mesh_targets() {
  return {{"surface_repair", try_repair},
          {"volume_cells", try_cells},
          {"stl", try_stl},
          {"obj", try_obj},
          {"ply", try_ply},
          {"vtp", try_vtp},
          {"legacy_surface", try_legacy_surface},
          {"vtu", try_vtu},
          {"legacy_mesh", try_legacy_mesh}};
}

}  // namespace howship::fuzz
