#include "host/geometry/walls.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"

#include "tests/unit/mesh_support.hpp"

namespace howship {
namespace {

using namespace mesh_test;

double area_of_walls(const VolumeMesh& mesh, double gap) {
  return check_surface(walls_of(boundary_of(mesh, {}), gap)).area;
}

void turn(VolumeMesh& mesh) {
  for (Vec3& p : mesh.points)
    p = {0.8 * p[0] - 0.6 * p[1], 0.48 * p[0] + 0.64 * p[1] - 0.6 * p[2], 0.36 * p[0] + 0.48 * p[1] + 0.8 * p[2]};
}

TEST(Walls, AreTheWholeSurfaceOfOnePiece) {
  const Surface sphere = make_sphere(10.0).surface;
  EXPECT_EQ(walls_of(sphere, 0.05).triangles, sphere.triangles);
  VolumeMesh mesh = make_box({3, 3, 3}, {1.0, 1.0, 1.0}, tetra);
  std::vector<unsigned char> selected(mesh.cells(), 1);
  for (std::size_t cell = 13 * 6; cell < 14 * 6; ++cell) selected[cell] = 0;  // a hole in the middle has walls
  const Surface surface = boundary_of(mesh, selected);
  EXPECT_EQ(walls_of(surface, 0.05).triangles, surface.triangles);
}

TEST(Walls, AreNotBetweenPartsThatTouchWithoutSharingPoints) {
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
  VolumeMesh other = make_box({3, 3, 3}, {2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0}, tetra);
  move(other, {2.0, 0.0, 0.0});
  append(mesh, other);
  EXPECT_NEAR(check_surface(boundary_of(mesh, {})).area, 48.0, 1e-9);
  EXPECT_NEAR(area_of_walls(mesh, 0.01), 40.0, 1e-9);
  turn(mesh);
  EXPECT_NEAR(area_of_walls(mesh, 0.01), 40.0, 1e-9);
}

TEST(Walls, AreWhereAGapIsWiderThanSaid) {
  for (const double between : {0.009, 0.011}) {
    VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
    VolumeMesh other = mesh;
    move(other, {2.0 + between, 0.0, 0.0});
    append(mesh, other);
    turn(mesh);
    EXPECT_NEAR(area_of_walls(mesh, 0.01), between < 0.01 ? 40.0 : 48.0, 1e-9);
  }
}

TEST(Walls, AreNotWithinPartsThatOverlap) {
  VolumeMesh mesh = make_box({8, 8, 8}, {0.25, 0.25, 0.25}, hexahedron);
  VolumeMesh other = mesh;
  move(other, {1.0, 0.0, 0.0});
  append(mesh, other);
  // 3 x 2 x 2 mm; along the half that both share the sides are there twice.
  EXPECT_NEAR(area_of_walls(mesh, 0.001), 2.0 * (6.0 + 4.0 + 6.0) + 8.0, 1e-9);
  turn(mesh);
  EXPECT_NEAR(area_of_walls(mesh, 0.001), 40.0, 1e-9);
}

TEST(Walls, KeepTrianglesThatLieWithinAnotherPieceInPart) {
  // A large plate through a small cube, which swallows the middle of its faces.
  VolumeMesh mesh = make_box({1, 1, 1}, {12.0, 10.0, 1.0}, hexahedron);
  VolumeMesh other = make_box({1, 1, 1}, {6.0, 6.0, 6.0}, hexahedron);
  move(other, {3.0, 2.0, -2.5});
  append(mesh, other);
  const Surface surface = boundary_of(mesh, {});
  EXPECT_EQ(walls_of(surface, 0.001).triangles, surface.triangles);
}

TEST(Walls, AreWhatDistancesCountFrom) {
  VolumeMesh mesh = make_box({2, 4, 4}, {1.0, 1.0, 1.0}, hexahedron);
  VolumeMesh other = make_box({3, 3, 3}, {2.0 / 3.0, 4.0 / 3.0, 4.0 / 3.0}, tetra);
  move(other, {2.0, 0.0, 0.0});
  append(mesh, other);
  VoxelizeOptions options;
  options.spacing = {0.5, 0.5, 0.5};
  options.wall_band = 5.0;
  const VoxelDomain domain = voxelize(boundary_of(mesh, {}), options);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    double nearest = 5.0;
    for (const double x : domain.voxel_centre(v)) nearest = std::min({nearest, x, 4.0 - x});
    ASSERT_NEAR(domain.wall_distance[v], nearest, 1e-6);
  }
}

}  // namespace
}  // namespace howship
