#include <fmt/format.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/volume_mesh.hpp"

#include "tests/unit/mesh_support.hpp"

namespace howship {
namespace {

using namespace mesh_test;

constexpr Index3 count{4, 3, 2};
constexpr Vec3 brick{1.0, 1.5, 2.0};
constexpr Vec3 size{4.0, 4.5, 4.0};
constexpr double volume = 72.0;
constexpr double area = 2.0 * (4.0 * 4.5 + 4.5 * 4.0 + 4.0 * 4.0);

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double v : values) total += v;
  return total;
}

double voxel_volume_of(const Surface& surface, double spacing) {
  VoxelizeOptions options;
  options.spacing = {spacing, spacing, spacing};
  return voxelize(surface, options).volume();
}

/// Rounding of sums over some hundred faces.
constexpr double rounding = 1e-12;

void expect_is_the_box(const Surface& surface) {
  const SurfaceCheck check = check_surface(surface);
  EXPECT_TRUE(check.solid()) << check.open_edges << " open, " << check.wound_apart << " wound apart";
  EXPECT_EQ(check.components, 1);
  EXPECT_NEAR(check.volume, volume, rounding * volume);
  EXPECT_NEAR(check.area, area, rounding * area);  // no face inside is left
}

class MeshOf : public testing::TestWithParam<std::uint8_t> {};

TEST_P(MeshOf, OneKindOfCellHasTheBoxAsItsBoundary) {
  const VolumeMesh mesh = make_box(count, brick, GetParam());
  EXPECT_NEAR(sum(cell_volumes(mesh)), volume, rounding * volume);
  const Surface surface = boundary_of(mesh, {});
  expect_is_the_box(surface);
  EXPECT_NEAR(voxel_volume_of(surface, 0.5), volume, 1e-6 * volume);  // fractions are single precision
}

TEST_P(MeshOf, OneKindOfCellMayStandInAnyOrderAndHavePointsOfItsOwn) {
  VolumeMesh mesh = make_box(count, brick, GetParam());
  shake(mesh, size, 0.3);
  tear(mesh);
  for (std::size_t cell = 0; cell < mesh.cells(); cell += 3) {
    // A mirror image: the two triangles, the base, or bottom and top of the cell run the other way round.
    std::int32_t* c = mesh.corners.data() + mesh.begins[cell];
    std::swap(c[1], c[GetParam() == wedge || GetParam() == tetra || GetParam() == voxel ? 2 : 3]);
    if (GetParam() == hexahedron) std::swap(c[5], c[7]);
    if (GetParam() == voxel) std::swap(c[5], c[6]);
    if (GetParam() == wedge) std::swap(c[4], c[5]);
  }
  // Faces that are no longer flat are split alike by both of their cells.
  EXPECT_NEAR(sum(cell_volumes(mesh)), volume, rounding * volume);
  expect_is_the_box(boundary_of(mesh, {}));
}

INSTANTIATE_TEST_SUITE_P(Unit, MeshOf, testing::Values(tetra, voxel, hexahedron, wedge, pyramid),
                         [](const auto& type) { return fmt::format("Type{}", type.param); });

TEST(MeshBoundary, HasNothingBetweenHexahedraAndTetrahedra) {
  for (const int slope : {1, -1}) {
    VolumeMesh mesh = make_box(count, brick, [](const Index3& at) {
      return at[0] < 2 ? hexahedron : at[1] < 2 ? tetra : wedge;
    });
    // Mirrored, the diagonals of the tetrahedra are not those at which hexahedra are split.
    for (Vec3& p : mesh.points) p[1] = slope > 0 ? p[1] : size[1] - p[1];
    expect_is_the_box(boundary_of(mesh, {}));
  }
}

TEST(MeshBoundary, KeepsAHole) {
  const VolumeMesh mesh = make_box({3, 3, 3}, {1.0, 1.0, 1.0}, hexahedron);
  std::vector<unsigned char> selected(27, 1);
  selected[13] = 0;
  const SurfaceCheck check = check_surface(boundary_of(mesh, selected));
  EXPECT_TRUE(check.solid());
  EXPECT_EQ(check.components, 2);
  EXPECT_NEAR(check.volume, 26.0, rounding * 26.0);
  EXPECT_NEAR(check.area, 60.0, rounding * 60.0);
}

TEST(MeshBoundary, IsClosedWherePartsOnlyTouch) {
  const VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
  // Two cells with an edge in common, a third that touches one of them at a corner.
  std::vector<unsigned char> selected(8, 0);
  selected[0] = selected[3] = selected[4 + 1] = 1;
  const SurfaceCheck check = check_surface(boundary_of(mesh, selected));
  EXPECT_TRUE(check.solid());
  EXPECT_NEAR(check.volume, 3.0, rounding * 3.0);
  EXPECT_NEAR(check.area, 18.0, rounding * 18.0);
}

TEST(MeshBoundary, CountsWhatPartsShareOnce) {
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, tetra);
  VolumeMesh other = make_box({3, 3, 3}, {0.5, 0.5, 0.5}, hexahedron);
  move(other, {1.25, 0.25, 0.25});  // 1.5 mm wide: half inside, half outside
  append(mesh, other);
  const Surface surface = boundary_of(mesh, {});
  EXPECT_TRUE(check_surface(surface).solid());
  const double shared = 0.75 * 1.5 * 1.5;
  EXPECT_NEAR(voxel_volume_of(surface, 0.25), 8.0 + 1.5 * 1.5 * 1.5 - shared, 1e-5);
}

TEST(MeshBoundary, TakesCellsGivenTwiceOnce) {
  VolumeMesh mesh = make_box(count, brick, tetra);
  append(mesh, make_box({2, 3, 2}, brick, tetra));
  const Surface surface = boundary_of(mesh, {});
  EXPECT_TRUE(check_surface(surface).solid());
  EXPECT_NEAR(voxel_volume_of(surface, 0.5), volume, 1e-6 * volume);
}

TEST(MeshBoundary, TakesCollapsedAndFlatCells) {
  // The same wedges as hexahedra with repeated corners, and between the layers hexahedra without height.
  const VolumeMesh wedges = make_box(count, brick, wedge);
  VolumeMesh mesh;
  mesh.points = wedges.points;
  for (std::size_t cell = 0; cell < wedges.cells(); ++cell) {
    const std::int32_t* c = wedges.corners.data() + wedges.begins[cell];
    add_cell(mesh, hexahedron, {c[0], c[1], c[2], c[2], c[3], c[4], c[5], c[5]});
  }
  const auto at = [&](int i, int j) { return i + 5 * (j + 4); };
  for (int i = 0; i < 4; ++i)
    add_cell(mesh, hexahedron,
             {at(i, 0), at(i + 1, 0), at(i + 1, 1), at(i, 1), at(i, 0), at(i + 1, 0), at(i + 1, 1), at(i, 1)});
  // Tetrahedra without volume, as meshers leave them between good ones.
  const auto n = static_cast<std::int32_t>(mesh.points.size());
  for (const Vec3& p :
       {Vec3{10, 0, 0}, Vec3{12, 0, 0}, Vec3{11, 1, 0}, Vec3{11, -1, 0}, Vec3{11, 0, 2}, Vec3{11, 0, -2}})
    mesh.points.push_back(p);
  add_cell(mesh, tetra, {n, n + 1, n + 2, n + 4});
  add_cell(mesh, tetra, {n + 1, n, n + 3, n + 4});
  add_cell(mesh, tetra, {n, n + 2, n + 3, n + 5});
  add_cell(mesh, tetra, {n + 1, n + 3, n + 2, n + 5});
  add_cell(mesh, tetra, {n, n + 1, n + 3, n + 2});
  EXPECT_EQ(cell_volumes(mesh).back(), 0.0);

  const SurfaceCheck check = check_surface(boundary_of(mesh, {}));
  EXPECT_TRUE(check.solid());
  EXPECT_EQ(check.components, 2);
  EXPECT_NEAR(check.volume, volume + 8.0 / 3.0, rounding * volume);
  // Eight slanted triangles of 1.5 mm2 on either side of the flat tetrahedron, and nothing between.
  EXPECT_NEAR(check.area, area + 12.0, rounding * area);
}

TEST(MeshBoundary, IsEmptyWhereNothingIsSelected) {
  const VolumeMesh mesh = make_box({1, 1, 1}, brick, hexahedron);
  EXPECT_TRUE(boundary_of(mesh, {0}).triangles.empty());
}

}  // namespace
}  // namespace howship
