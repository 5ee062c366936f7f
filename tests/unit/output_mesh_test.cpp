#include <cmath>
#include <cstdint>
#include <map>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkFieldData.h>
#include <vtkInformation.h>
#include <vtkInformationStringKey.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLUnstructuredGridReader.h>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/cell_overlap.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/output_target.hpp"
#include "host/io/output.hpp"
#include "host/io/vti_reader.hpp"

#include "tests/unit/mesh_support.hpp"
#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using mesh_test::hexahedron;
using mesh_test::tetra;
using testing::ElementsAre;
using testing::HasSubstr;

/// What VTK reads back of a written mesh.
struct MeshFile {
  struct Array {
    std::string type, unit;
    int components = 1;
    std::vector<double> values;
  };
  std::vector<Vec3> points;
  std::string point_type;
  std::vector<int> types;
  std::vector<std::int32_t> corners;
  std::map<std::string, Array> arrays;
  double time = -1.0;  ///< [day]
  std::string shown;

  const std::vector<double>& values(const std::string& name) const { return arrays.at(name).values; }
};

template <class Reader>
MeshFile read_mesh(const std::filesystem::path& file) {
  vtkNew<Reader> reader;
  reader->SetFileName(file.c_str());
  reader->Update();
  auto* const data = reader->GetOutput();
  MeshFile mesh;
  if (reader->GetErrorCode() != 0 || data->GetPoints() == nullptr) throw std::runtime_error("unreadable mesh");
  mesh.point_type = data->GetPoints()->GetData()->GetDataTypeAsString();
  for (vtkIdType i = 0; i < data->GetNumberOfPoints(); ++i) {
    const double* const p = data->GetPoint(i);
    mesh.points.push_back({p[0], p[1], p[2]});
  }
  vtkNew<vtkIdList> ids;
  for (vtkIdType cell = 0; cell < data->GetNumberOfCells(); ++cell) {
    mesh.types.push_back(data->GetCellType(cell));
    data->GetCellPoints(cell, ids);
    for (const vtkIdType id : *ids) mesh.corners.push_back(static_cast<std::int32_t>(id));
  }
  for (int a = 0; a < data->GetCellData()->GetNumberOfArrays(); ++a) {
    vtkDataArray* const from = data->GetCellData()->GetArray(a);
    MeshFile::Array& to = mesh.arrays[from->GetName()];
    to.type = from->GetDataTypeAsString();
    to.components = from->GetNumberOfComponents();
    if (from->HasInformation() && from->GetInformation()->Has(vtkDataArray::UNITS_LABEL()))
      to.unit = from->GetInformation()->Get(vtkDataArray::UNITS_LABEL());
    for (vtkIdType i = 0; i < from->GetNumberOfTuples(); ++i)
      for (int k = 0; k < to.components; ++k) to.values.push_back(from->GetComponent(i, k));
  }
  if (auto* const time = data->GetFieldData()->GetArray("TimeValue")) mesh.time = time->GetTuple1(0);
  if (auto* const scalars = data->GetCellData()->GetScalars()) mesh.shown = scalars->GetName();
  return mesh;
}
MeshFile read_vtu(const std::filesystem::path& file) {
  return read_mesh<vtkXMLUnstructuredGridReader>(file);
}
MeshFile read_vtp(const std::filesystem::path& file) {
  return read_mesh<vtkXMLPolyDataReader>(file);
}

VolumeMesh users_mesh() {
  VolumeMesh mesh =
      mesh_test::make_box({6, 5, 4}, {1.0, 1.1, 1.2}, [](const Index3& at) { return at[0] < 3 ? hexahedron : tetra; });
  for (Vec3& p : mesh.points) p = {p[0] + 0.3 * p[1] + 10.0, p[1] - 0.2 * p[0] - 7.0, p[2] + 0.15 * p[0]};
  mesh.length_unit_mm = 10.0;
  mesh.cell_data = {{"material <id>", "Int32", 1, {}},
                    {"axis", "Float64", 3, {}},
                    {"bmd", "Float32", 1, {}},
                    {"bmd_input", "UInt8", 1, {}},
                    {"rankl", "Int64", 1, {}}};
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    const auto c = static_cast<double>(cell);
    mesh.cell_data[0].values.push_back(c - 3.0);
    for (const double x : {0.1, -0.2, 0.3}) mesh.cell_data[1].values.push_back(x * c);
    mesh.cell_data[2].values.push_back(0.5 * c);
    mesh.cell_data[3].values.push_back(static_cast<double>(cell % 250));
    mesh.cell_data[4].values.push_back(1e9 * c);
  }
  return mesh;
}

/// A run's output on a user's volume mesh: one snapshot, whose fields vary in space.
struct Written {
  TemporaryFolder folder;
  VolumeMesh mesh = users_mesh();
  VoxelDomain domain;
  Baseline baseline;
  Snapshot snapshot;

  explicit Written(const OutputCase& options = {}, int threads = 0, const std::vector<unsigned char>& selected = {}) {
    VoxelizeOptions voxels;
    voxels.spacing = {0.7, 0.6, 0.8};
    domain = voxelize(boundary_of(mesh, selected), voxels);
    baseline = make_baseline(domain);
    snapshot = make_healthy(domain, 28.0);
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      const Vec3 p = domain.voxel_centre(v);
      for (std::size_t f = 0; f < field_count; ++f)
        snapshot.fields[f][v] = static_cast<float>(
            field_info[f].typical * (1.0 + 0.4 * std::sin(p[0] + 0.3 * static_cast<double>(f)) * std::cos(0.7 * p[1])));
      baseline.mineral[v] = static_cast<float>(0.06 + 0.01 * std::sin(p[2]));
      field_of(snapshot, Field::Tumour)[v] = 0.0F;
    }
    RunOutput output(folder / "run", false);
    output.set_threads(threads);
    output.set_domain(domain, baseline, options);
    output.set_mesh(output_target(mesh, CellOverlap(mesh, selected, domain).take_overlaps()));
    output.append(snapshot);
    output.wait();
  }
  MeshFile read() const { return read_vtu(folder / "run/mesh/mesh_0000.vtu"); }
};

TEST(OutputMesh, HasTheUsersPointsCellsAndArrays) {
  const Written written;
  const MeshFile file = written.read();
  const VolumeMesh& mesh = written.mesh;
  ASSERT_EQ(file.points.size(), mesh.points.size());
  for (std::size_t i = 0; i < file.points.size(); ++i)
    for (int axis = 0; axis < 3; ++axis) ASSERT_EQ(file.points[i][axis], mesh.points[i][axis] / 10.0);
  EXPECT_EQ(file.point_type, "double");
  EXPECT_EQ(file.types, std::vector<int>(mesh.types.begin(), mesh.types.end()));
  EXPECT_EQ(file.corners, mesh.corners);
  EXPECT_EQ(file.values("material <id>"), mesh.cell_data[0].values);
  EXPECT_EQ(file.arrays.at("material <id>").type, "int");
  EXPECT_EQ(file.values("axis"), mesh.cell_data[1].values);
  EXPECT_EQ(file.arrays.at("axis").components, 3);
  // bmd is howship's, bmd_input was there already.
  EXPECT_EQ(file.values("bmd_input_input"), mesh.cell_data[2].values);
  EXPECT_EQ(file.arrays.at("bmd_input_input").type, "float");
  EXPECT_EQ(file.values("bmd_input"), mesh.cell_data[3].values);
  EXPECT_EQ(file.values("rankl_input"), mesh.cell_data[4].values);
  EXPECT_EQ(file.time, 28.0);
  EXPECT_EQ(file.shown, "bmd_change");
}

TEST(OutputMesh, HasTheArraysOfTheVoxelsWithTheirUnits) {
  const Written written;
  const MeshFile file = written.read();
  const ImageFile image = read_vti(written.folder / "run/fields/fields_0000.vti");
  for (const auto& [name, array] : image.arrays) {
    ASSERT_EQ(file.arrays.count(name), 1U) << name;
    EXPECT_EQ(file.arrays.at(name).unit, array.unit) << name;
  }
  EXPECT_EQ(file.arrays.size(), image.arrays.size() + 5);
}

TEST(OutputMesh, HasTheIntegralsOfTheVoxels) {
  const Written written;
  const MeshFile file = written.read();
  const ImageFile image = read_vti(written.folder / "run/fields/fields_0000.vti");
  const std::vector<double> volumes = cell_volumes(written.mesh);
  const std::vector<double>& cell_share = file.values("volume_fraction");
  const std::vector<double>& voxel_share = image.arrays.at("volume_fraction").values;
  for (const std::string name : {"bone_volume_fraction", "bmd", "rankl", "osteoclasts"}) {
    double over_cells = 0.0;
    double over_voxels = 0.0;
    for (std::size_t c = 0; c < volumes.size(); ++c) over_cells += file.values(name)[c] * cell_share[c] * volumes[c];
    const std::vector<double>& values = image.arrays.at(name).values;
    for (std::size_t v = 0; v < values.size(); ++v)
      over_voxels += values[v] * voxel_share[v] * image.grid.voxel_volume();
    EXPECT_NEAR(over_cells, over_voxels, 1e-5 * over_voxels) << name;
  }
  for (const double share : cell_share) EXPECT_NEAR(share, 1.0, 0.1);
}

TEST(OutputMesh, HasTheChangeOfTheMeans) {
  OutputCase exact;
  exact.accuracy = 0.0;
  const Written written(exact);
  const MeshFile file = written.read();
  const CellOverlap overlap(written.mesh, {}, written.domain);
  const std::vector<double> healthy = overlap.cell_means(written.baseline.mineral);
  for (std::size_t cell = 0; cell < healthy.size(); ++cell) {
    const double mineral = file.values("mineral_content")[cell];
    ASSERT_NEAR(file.values("bmd")[cell], 3200.0 * mineral, 1e-4);
    ASSERT_NEAR(file.values("bmd_change")[cell], 100.0 * (mineral / healthy[cell] - 1.0), 1e-4);
  }
}

TEST(OutputMesh, RoundsToTheAccuracyAskedFor) {
  OutputCase options;
  options.accuracy = 0.0;
  const MeshFile exact = Written(options).read();
  options.accuracy = 1e-3;
  const MeshFile rounded = Written(options).read();
  double largest = 0.0;
  for (std::size_t cell = 0; cell < exact.values("rankl").size(); ++cell)
    largest = std::max(largest, std::abs(rounded.values("rankl")[cell] / exact.values("rankl")[cell] - 1.0));
  EXPECT_GT(largest, 1e-4);
  EXPECT_LT(largest, 1.1e-3);
}

TEST(OutputMesh, IsZeroWhereCellsAreNoBone) {
  std::vector<unsigned char> selected(users_mesh().cells(), 1);
  for (std::size_t cell = 0; cell < selected.size(); cell += 4) selected[cell] = 0;
  const Written written({}, 0, selected);
  const MeshFile file = written.read();
  for (std::size_t cell = 0; cell < selected.size(); ++cell)
    for (const char* name : {"rankl", "mineral_content", "volume_fraction"})
      ASSERT_EQ(file.values(name)[cell] > 0.0, selected[cell] != 0) << name;
}

TEST(OutputMesh, WritesOnlyTheArraysAskedFor) {
  OutputCase options;
  options.arrays = {"tumour"};
  const MeshFile file = Written(options).read();
  EXPECT_EQ(file.arrays.size(), 2U + 5U);
  EXPECT_EQ(file.arrays.count("tumour"), 1U);
  EXPECT_EQ(file.shown, "volume_fraction");
}

TEST(OutputMesh, HasTheSameBytesForAnyNumberOfThreads) {
  std::vector<std::string> files;
  for (const int threads : {1, 3}) {
    const Written written({}, threads);
    files.push_back(read_text(written.folder / "run/mesh/mesh_0000.vtu"));
  }
  EXPECT_TRUE(files[0] == files[1]);
}

TEST(OutputMesh, TakesTheLesionOfTheLargestShare) {
  // Cells of 4 x 4 x 4 voxels; the lytic half ends in the second cell, three quarters through.
  const VolumeMesh mesh = mesh_test::make_box({4, 2, 2}, {2.0, 2.0, 2.0}, hexahedron);
  VoxelizeOptions voxels;
  voxels.spacing = {0.5, 0.5, 0.5};
  const VoxelDomain domain = voxelize(boundary_of(mesh, {}), voxels);
  Snapshot snapshot = make_healthy(domain);
  fill_box(domain, snapshot, Field::Mineral, {0, 0, 0}, {7, 8, 8}, 0.5F * healthy_mineral);
  fill_box(domain, snapshot, Field::Mineral, {13, 0, 0}, {14, 8, 8}, 1.5F * healthy_mineral);
  const TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  const Baseline baseline = make_baseline(domain);
  output.set_domain(domain, baseline, {});
  output.set_mesh(output_target(mesh, CellOverlap(mesh, {}, domain).take_overlaps()));
  output.append(snapshot);
  output.wait();
  const MeshFile file = read_vtu(folder / "run/mesh/mesh_0000.vtu");
  EXPECT_THAT(file.values("lesion_class"), ElementsAre(1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0));
  EXPECT_NEAR(file.values("bmd_change")[1], -37.5, 1e-4);
  EXPECT_NEAR(file.values("bmd_change")[3], 12.5, 1e-4);
}

TEST(OutputMesh, OfASurfaceHasTheBoneJustBeneath) {
  const Surface surface = make_box(Vec3{8.0, 6.0, 4.0}).surface;
  VoxelizeOptions voxels;
  voxels.spacing = {0.5, 0.5, 0.5};
  const VoxelDomain domain = voxelize(surface, voxels);
  Snapshot snapshot = make_healthy(domain, 3.5);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    field_of(snapshot, Field::Rankl)[v] = static_cast<float>(domain.voxel_centre(v)[0]);
  const TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  output.set_mesh(output_target(surface, 1000.0, domain));
  output.append(snapshot);
  output.wait();

  const MeshFile file = read_vtp(folder / "run/mesh/mesh_0000.vtp");
  ASSERT_EQ(file.types.size(), surface.triangles.size());
  EXPECT_EQ(file.time, 3.5);
  EXPECT_EQ(file.shown, "bmd_change");
  EXPECT_EQ(file.arrays.count("volume_fraction"), 0U);
  EXPECT_EQ(file.arrays.at("rankl").unit, "pmol/L");
  std::vector<std::int32_t> corners;
  for (const auto& t : surface.triangles) corners.insert(corners.end(), t.begin(), t.end());
  EXPECT_EQ(file.corners, corners);
  for (std::size_t i = 0; i < file.points.size(); ++i)
    for (int axis = 0; axis < 3; ++axis) ASSERT_EQ(file.points[i][axis], surface.points[i][axis] / 1000.0);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    double centre = 0.0;
    double most = -10.0;
    double least = 10.0;
    for (const std::int32_t c : surface.triangles[t]) {
      centre += surface.points[c][0] / 3.0;
      most = std::max(most, surface.points[c][0]);
      least = std::min(least, surface.points[c][0]);
    }
    // On the faces across x the outermost voxels; along them the mean over the triangle, to a fraction of a voxel.
    const double expected = most == least ? std::copysign(3.75, centre) : centre;
    EXPECT_NEAR(file.values("rankl")[t], expected, most == least ? 1e-6 : 0.1);
  }
}

TEST(OutputMesh, FormsATimeSeriesOfWholeFiles) {
  const VolumeMesh mesh = users_mesh();
  VoxelizeOptions voxels;
  voxels.spacing = {1.0, 1.0, 1.0};
  const VoxelDomain domain = voxelize(boundary_of(mesh, {}), voxels);
  const TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  OutputMesh target = output_target(mesh, CellOverlap(mesh, {}, domain).take_overlaps());
  EXPECT_THROW(output.set_mesh(target), std::logic_error);
  output.set_domain(domain, make_baseline(domain), {});
  OutputMesh wrong = target;
  wrong.overlaps.begins.pop_back();
  EXPECT_THROW(output.set_mesh(wrong), std::invalid_argument);
  output.set_mesh(target);
  for (const double time : {0.0, 0.3, 28.0}) output.append(make_healthy(domain, time));
  output.wait();
  const std::string series = read_text(folder / "run/mesh.pvd");
  for (const auto& [time, name] : {std::pair("0", "0000"), std::pair("0.3", "0001"), std::pair("28", "0002")}) {
    const std::string file = "mesh/mesh_" + std::string(name) + ".vtu";
    EXPECT_THAT(series, HasSubstr("timestep=\"" + std::string(time) + "\" group=\"\" part=\"0\" file=\"" + file));
    EXPECT_EQ(read_vtu(folder / ("run/" + file)).time, std::stod(time));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    EXPECT_NE(entry.path().extension(), ".partial");
}

}  // namespace
}  // namespace howship
