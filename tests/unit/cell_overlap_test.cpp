#include "host/geometry/cell_overlap.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "host/geometry/geometry.hpp"

#include "tests/unit/mesh_support.hpp"

namespace howship {
namespace {

using namespace mesh_test;

/// A mesh and its voxels, whose faces cut through its cells at odd places.
struct Meshed {
  VolumeMesh mesh;
  std::vector<unsigned char> selected;
  VoxelDomain domain;
  CellOverlap overlap;

  Meshed(const VolumeMesh& m, double spacing, const std::vector<unsigned char>& s = {})
      : mesh(m), selected(s), domain(voxels(mesh, selected, spacing)), overlap(mesh, selected, domain) {}

  static VoxelDomain voxels(const VolumeMesh& mesh, const std::vector<unsigned char>& selected, double spacing) {
    VoxelizeOptions options;
    options.spacing = {spacing, 0.9 * spacing, 1.1 * spacing};
    return voxelize(boundary_of(mesh, selected), options);
  }
  double volume_of_cell(std::size_t cell) const {
    double sum = 0.0;
    const VoxelOverlaps& o = overlap.overlaps();
    for (std::size_t e = o.begins[cell]; e < o.begins[cell + 1]; ++e) sum += static_cast<double>(o.volume[e]);
    return sum;
  }
  double volume_of_voxel(std::size_t voxel) const {
    return static_cast<double>(domain.volume_fraction[voxel]) * domain.grid.voxel_volume();
  }
  std::vector<float> at_centres(double (*f)(const Vec3&)) const {
    std::vector<float> values(domain.stored_voxels());
    for (std::size_t v = 0; v < values.size(); ++v) values[v] = static_cast<float>(f(domain.voxel_centre(v)));
    return values;
  }
};

constexpr Index3 count{5, 4, 4};
constexpr Vec3 brick{1.0, 1.2, 1.1};

std::uint8_t mixed(const Index3& at) {
  return at[0] < 2 ? hexahedron : at[1] < 2 ? tetra : wedge;
}
std::uint8_t tetrahedra(const Index3&) {
  return tetra;
}

/// Slanted, so that its faces cut voxels at all depths.
VolumeMesh slanted_mesh(std::uint8_t (*type_of)(const Index3&) = mixed) {
  VolumeMesh mesh = make_box(count, brick, type_of);
  shake(mesh, {5.0, 4.8, 4.4}, 0.2);
  for (Vec3& p : mesh.points)
    p = {p[0] + 0.31 * p[1] + 0.137, p[1] - 0.23 * p[0] + 0.1 * p[2] - 0.71, p[2] + 0.17 * p[0] + 0.057};
  return mesh;
}

double wave(const Vec3& p) {
  return 2.0 + std::sin(1.3 * p[0]) * std::cos(0.7 * p[1]) + 0.1 * p[2];
}
double slope(const Vec3& p) {
  return 3.0 + 2.0 * p[0] - p[1] + 0.5 * p[2];
}

TEST(CellOverlap, GivesVoxelsTheirBoneAndInnerCellsTheirVolume) {
  const Meshed m(slanted_mesh(tetrahedra), 0.45);
  std::vector<double> sums(m.domain.stored_voxels(), 0.0);
  const VoxelOverlaps& o = m.overlap.overlaps();
  for (std::size_t e = 0; e < o.voxel.size(); ++e) sums[o.voxel[e]] += static_cast<double>(o.volume[e]);
  for (std::size_t v = 0; v < sums.size(); ++v) {
    ASSERT_NEAR(sums[v], m.volume_of_voxel(v), 1e-6 * m.domain.grid.voxel_volume());
  }
  const std::vector<double> volumes = cell_volumes(m.mesh);
  double worst = 0.0;
  int inside = 0;
  for (std::size_t cell = 0; cell < m.mesh.cells(); ++cell) {
    bool cut = false;
    for (std::size_t e = o.begins[cell]; e < o.begins[cell + 1]; ++e)
      cut = cut || std::abs(m.domain.volume_fraction[o.voxel[e]] - 1.0F) > 1e-6F;
    const double error = std::abs(m.volume_of_cell(cell) / volumes[cell] - 1.0);
    worst = std::max(worst, error);
    if (cut) continue;
    EXPECT_LT(error, 2e-6);
    ++inside;
  }
  EXPECT_GT(inside, 10);
  EXPECT_LT(worst, 0.03);
}

TEST(CellOverlap, KeepsConstantsAndIntegrals) {
  const Meshed m(slanted_mesh(), 0.45);
  for (const double mean : m.overlap.cell_means(std::vector<float>(m.domain.stored_voxels(), 0.3F)))
    ASSERT_NEAR(mean, static_cast<double>(0.3F), 1e-15);

  const std::vector<float> values = m.at_centres(wave);
  const std::vector<double> means = m.overlap.cell_means(values);
  double over_voxels = 0.0;
  double over_cells = 0.0;
  for (std::size_t v = 0; v < values.size(); ++v) over_voxels += static_cast<double>(values[v]) * m.volume_of_voxel(v);
  for (std::size_t cell = 0; cell < means.size(); ++cell) over_cells += means[cell] * m.volume_of_cell(cell);
  EXPECT_NEAR(over_cells, over_voxels, 1e-6 * over_voxels);
}

TEST(CellOverlap, FollowsLinearFieldsBetterTheFinerTheVoxels) {
  const VolumeMesh mesh = slanted_mesh();
  double last = 10.0;
  for (const double spacing : {0.8, 0.4, 0.2}) {
    const Meshed m(mesh, spacing);
    const std::vector<double> means = m.overlap.cell_means(m.at_centres(slope));
    double squares = 0.0;
    int tetrahedra = 0;
    for (std::size_t cell = 0; cell < means.size(); ++cell) {
      if (mesh.types[cell] != tetra) continue;
      Vec3 centroid{};
      for (std::int64_t c = mesh.begins[cell]; c < mesh.begins[cell + 1]; ++c)
        for (int axis = 0; axis < 3; ++axis) centroid[axis] += 0.25 * mesh.points[mesh.corners[c]][axis];
      squares += std::pow(means[cell] - slope(centroid), 2);
      ++tetrahedra;
    }
    const double error = std::sqrt(squares / tetrahedra);
    EXPECT_LT(error, 0.5 * last);  // at least first order; cells are a few voxels wide
    last = error;
  }
  EXPECT_LT(last, 0.05);  // the field spans some 15
}

TEST(CellOverlap, CarriesCellDataToVoxels) {
  const Meshed m(slanted_mesh(), 0.35);
  const std::vector<float> sevens = m.overlap.voxel_means(std::vector<double>(m.mesh.cells(), 7.0));
  for (std::size_t v = 0; v < m.domain.stored_voxels(); ++v) {
    ASSERT_EQ(sevens[v], m.domain.active(v) ? 7.0F : 0.0F);
  }
  std::vector<double> density(m.mesh.cells());
  for (std::size_t cell = 0; cell < density.size(); ++cell) density[cell] = static_cast<double>(cell % 7);
  const std::vector<float> means = m.overlap.voxel_means(density);
  double over_voxels = 0.0;
  double over_cells = 0.0;
  std::size_t uniform = 0;
  for (std::size_t v = 0; v < means.size(); ++v) {
    over_voxels += static_cast<double>(means[v]) * m.volume_of_voxel(v);
    if (m.domain.active(v) && means[v] > 0.0F && means[v] == std::round(means[v])) ++uniform;
  }
  for (std::size_t cell = 0; cell < density.size(); ++cell) over_cells += density[cell] * m.volume_of_cell(cell);
  EXPECT_NEAR(over_voxels, over_cells, 1e-6 * over_cells);
  EXPECT_GT(uniform, 100U);  // voxels within one cell have its value
}

TEST(CellOverlap, GivesEachCellOfTheBoneAValueAndNoOther) {
  // Cells far smaller than voxels, some in slivers that gave their bone away, every third layer no bone.
  VolumeMesh mesh = make_box({12, 6, 6}, {0.25, 0.25, 0.25}, tetra);
  move(mesh, {0.0004, 0.0004, 0.0004});
  std::vector<unsigned char> selected(mesh.cells(), 1);
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) selected[cell] = cell / 6 % 12 < 8 ? 1 : 0;
  const Meshed m(mesh, 1.0, selected);
  const std::vector<double> means = m.overlap.cell_means(std::vector<float>(m.domain.stored_voxels(), 5.0F));
  double volume = 0.0;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    ASSERT_NEAR(means[cell], selected[cell] != 0 ? 5.0 : 0.0, 1e-12);
    volume += m.volume_of_cell(cell);
  }
  EXPECT_NEAR(volume, m.domain.volume(), 1e-6 * volume);
}

TEST(CellOverlap, DoesNotDependOnTheOrderOfCorners) {
  const VolumeMesh mesh = slanted_mesh(tetrahedra);
  VolumeMesh mirrored = mesh;
  for (std::size_t cell = 0; cell < mesh.cells(); cell += 2)
    std::swap(mirrored.corners[4 * cell], mirrored.corners[4 * cell + 1]);
  const Meshed m(mesh, 0.6);
  const CellOverlap other(mirrored, {}, m.domain);
  ASSERT_EQ(other.overlaps().voxel, m.overlap.overlaps().voxel);
  for (std::size_t e = 0; e < other.overlaps().volume.size(); ++e)
    ASSERT_NEAR(other.overlaps().volume[e], m.overlap.overlaps().volume[e], 1e-6);
}

TEST(CellOverlap, GoesOnInTheVoxelThatTookASliver) {
  // A layer of cells so thin that the voxels it lies in give their bone to those beneath.
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 0.9, 1.1}, hexahedron);
  VolumeMesh layer = make_box({2, 2, 1}, {1.0, 0.9, 0.0005}, hexahedron);
  move(layer, {0.0, 0.0, 2.2});
  append(mesh, layer);
  const Meshed m(mesh, 1.0);
  ASSERT_EQ(m.domain.active_voxels(), 8U);
  for (std::size_t cell = 8; cell < 12; ++cell) EXPECT_NEAR(m.volume_of_cell(cell), 0.9 * 0.0005, 1e-6);
}

TEST(CellOverlap, OfAFlatOrOuterCellIsTheNearestVoxel) {
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
  const VoxelDomain domain = Meshed::voxels(mesh, {}, 0.5);
  add_cell(mesh, tetra, {0, 1, 3, 4});  // in the bottom's plane
  const CellOverlap overlap(mesh, {}, domain);
  std::vector<float> height(domain.stored_voxels());
  for (std::size_t v = 0; v < height.size(); ++v) height[v] = static_cast<float>(domain.voxel_centre(v)[2]);
  const std::vector<double> means = overlap.cell_means(height);
  EXPECT_NEAR(means.back(), 0.275, 1e-6);  // the lowest layer's middle
  const VoxelOverlaps& o = overlap.overlaps();
  EXPECT_EQ(o.volume.back(), 0.0F);
}

TEST(CellOverlap, FillsVoxelsThatNoCellSharesFromTheirNeighbours) {
  // Cells of the upper half only: what lies below has what lies at its edge.
  const Meshed whole(make_box({2, 2, 4}, {1.0, 0.9, 1.1}, hexahedron), 1.0);
  std::vector<unsigned char> upper(16, 0);
  std::vector<double> values(16, 0.0);
  for (std::size_t cell = 8; cell < 16; ++cell) upper[cell] = 1;
  for (std::size_t cell = 0; cell < 16; ++cell) values[cell] = cell < 12 ? 3.0 : 7.0;
  const std::vector<float> means = CellOverlap(whole.mesh, upper, whole.domain).voxel_means(values);
  for (std::size_t v = 0; v < means.size(); ++v)
    if (whole.domain.active(v)) {
      ASSERT_EQ(means[v], whole.domain.voxel_index(v)[2] < 3 ? 3.0F : 7.0F);
    }
}

TEST(CellOverlap, IsSharedByCellsThatOverlap) {
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
  append(mesh, make_box({1, 2, 2}, {1.0, 1.0, 1.0}, hexahedron));
  const Meshed m(mesh, 0.5);
  double twice = 0.0;
  double once = 0.0;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell)
    (mesh.points[mesh.corners[mesh.begins[cell]]][0] < 0.5 ? twice : once) += m.volume_of_cell(cell);
  EXPECT_NEAR(m.domain.volume(), 8.0, 0.1);
  EXPECT_NEAR(once, 0.5 * m.domain.volume(), 1e-5);
  EXPECT_NEAR(twice, 0.5 * m.domain.volume(), 1e-5);
  EXPECT_NEAR(m.volume_of_cell(0), 0.5, 0.01);
}

}  // namespace
}  // namespace howship
