#include "host/geometry/volume_mesh.hpp"

#include <filesystem>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/cell_overlap.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/output_target.hpp"
#include "host/io/output.hpp"

#include "tests/unit/mesh_support.hpp"
#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace mesh_test;
using output_test::TemporaryFolder;
using output_test::write_text;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

/// Tetrahedra and hexahedra with a label, a vector and a density.
VolumeMesh sample() {
  VolumeMesh mesh =
      make_box({3, 2, 2}, {2.0, 1.5, 1.0}, [](const Index3& at) { return at[0] < 1 ? hexahedron : tetra; });
  mesh.cell_data = {{"label", "Int32", 1, {}}, {"axis", "Float64", 3, {}}, {"density", "Float32", 1, {}}};
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    mesh.cell_data[0].values.push_back(static_cast<double>(cell % 3));
    for (const double x : {1.0, -2.5, 1e-3}) mesh.cell_data[1].values.push_back(x * static_cast<double>(cell));
    mesh.cell_data[2].values.push_back(0.5 * static_cast<double>(cell));
  }
  return mesh;
}

struct Format {
  const char* name;
  std::string (*text)(const VolumeMesh&);
};
void PrintTo(const Format& format, std::ostream* out) {
  *out << format.name;
}
const Format formats[] = {{"mesh.vtu", as_vtu},
                          {"ascii.vtk", [](const VolumeMesh& m) { return as_legacy(m, false); }},
                          {"binary.vtk", [](const VolumeMesh& m) { return as_legacy(m, true); }}};

std::string refusal(const fs::path& file, double unit = 1.0, bool given = false) {
  try {
    read_volume_mesh(file, unit, given);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(VolumeMeshFile, GivesPointsCellsAndCellDataBack) {
  const TemporaryFolder folder;
  const VolumeMesh expected = sample();
  for (const Format& format : formats) {
    write_text(folder / format.name, format.text(expected));
    const VolumeMesh mesh = read_volume_mesh(folder / format.name, 1.0, true);
    EXPECT_EQ(mesh.points, expected.points) << format.name;
    EXPECT_EQ(mesh.types, expected.types);
    EXPECT_EQ(mesh.begins, expected.begins);
    EXPECT_EQ(mesh.corners, expected.corners);
    EXPECT_FALSE(mesh.single_precision);
    EXPECT_TRUE(mesh.warnings.empty()) << mesh.warnings.front();
    ASSERT_EQ(mesh.cell_data.size(), 3U);
    for (const VolumeMesh::Array& array : expected.cell_data) {
      const VolumeMesh::Array* const found = mesh.find(array.name);
      ASSERT_NE(found, nullptr) << array.name;
      EXPECT_EQ(found->components, array.components);
      EXPECT_EQ(found->values, array.values);
      EXPECT_EQ(found->type, format.text == as_vtu ? array.type : "Float64");
    }
    EXPECT_EQ(mesh.find("no such"), nullptr);
  }
}

TEST(VolumeMeshFile, IsScaledByItsLengthUnit) {
  const TemporaryFolder folder;
  VolumeMesh in_metres = sample();
  for (Vec3& p : in_metres.points)
    for (double& x : p) x /= 1000.0;
  write_text(folder / "m.vtu", as_vtu(in_metres));
  EXPECT_THAT(refusal(folder / "m.vtu"), HasSubstr("its unit is probably the metre"));
  const VolumeMesh mesh = read_volume_mesh(folder / "m.vtu", 1000.0, true);
  EXPECT_NEAR(mesh.points.back()[0], 6.0, 1e-12);
  EXPECT_EQ(mesh.length_unit_mm, 1000.0);
  write_text(folder / "small.vtu", as_vtu(in_metres));
  EXPECT_EQ(refusal(folder / "small.vtu", 1.0, true), "");
}

TEST(VolumeMeshFile, LeavesOutCellsThatEncloseNothing) {
  const TemporaryFolder folder;
  VolumeMesh mesh = make_box({2, 2, 2}, {1.0, 1.0, 1.0}, hexahedron);
  mesh.cell_data = {{"label", "Int32", 1, {}}};
  VolumeMesh mixed = mesh;
  mixed.types.clear();
  mixed.begins.clear();
  mixed.corners.clear();
  add_cell(mixed, 5, {0, 1, 3});
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    add_cell(mixed, hexahedron,
             {mesh.corners.begin() + mesh.begins[cell], mesh.corners.begin() + mesh.begins[cell + 1]});
    add_cell(mixed, 3, {0, 1});
  }
  for (std::size_t cell = 0; cell < mixed.cells(); ++cell)
    mixed.cell_data[0].values.push_back(static_cast<double>(cell));
  write_text(folder / "mixed.vtu", as_vtu(mixed));
  const VolumeMesh read = read_volume_mesh(folder / "mixed.vtu", 1.0, true);
  EXPECT_EQ(read.types, mesh.types);
  EXPECT_EQ(read.corners, mesh.corners);
  EXPECT_THAT(read.find("label")->values, ElementsAre(1, 3, 5, 7, 9, 11, 13, 15));
  ASSERT_EQ(read.warnings.size(), 1U);
  EXPECT_THAT(read.warnings.front(), testing::AllOf(HasSubstr("8 Line, 1 Triangle"), Not(HasSubstr("\n"))));

  VolumeMesh surface;
  surface.points = mesh.points;
  add_cell(surface, 5, {0, 1, 3});
  write_text(folder / "surface.vtu", as_vtu(surface));
  EXPECT_THAT(refusal(folder / "surface.vtu"),
              HasSubstr("holds no tetrahedra, hexahedra, wedges or pyramids, only 1 Tri"));
}

TEST(VolumeMeshFile, TakesQuadraticCellsByTheirCorners) {
  const TemporaryFolder folder;
  VolumeMesh mesh;
  mesh.points = {{0, 0, 0}, {6, 0, 0}, {0, 6, 0}, {0, 0, 6}};
  for (int i = 0; i < 6; ++i) mesh.points.push_back({3.0, 0.5 * i, 1.0});
  add_cell(mesh, 24, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  write_text(folder / "quadratic.vtu", as_vtu(mesh));
  const VolumeMesh read = read_volume_mesh(folder / "quadratic.vtu", 1.0, false);
  EXPECT_EQ(read.types, mesh.types);
  EXPECT_EQ(read.corners, mesh.corners);
  EXPECT_NEAR(cell_volumes(read).front(), 36.0, 1e-12);
  EXPECT_EQ(boundary_of(read, {}).triangles.size(), 4U);
}

TEST(VolumeMeshFile, TellsOfCellsInsideOutAndFlat) {
  const TemporaryFolder folder;
  VolumeMesh mesh = make_box({2, 1, 1}, {2.0, 2.0, 2.0}, tetra);
  std::swap(mesh.corners[0], mesh.corners[1]);
  std::swap(mesh.corners[4], mesh.corners[5]);
  add_cell(mesh, tetra, {0, 1, 3, 4});
  write_text(folder / "a.vtu", as_vtu(mesh));
  const VolumeMesh read = read_volume_mesh(folder / "a.vtu", 1.0, true);
  const std::vector<double> volumes = cell_volumes(read);
  EXPECT_NEAR(std::accumulate(volumes.begin(), volumes.end(), 0.0), 16.0, 1e-12);
  ASSERT_EQ(read.warnings.size(), 2U);
  EXPECT_THAT(read.warnings[0], HasSubstr("2 of the 13 cells"));
  EXPECT_THAT(read.warnings[1], HasSubstr("1 of the 13 cells"));

  VolumeMesh flat;
  flat.points = {{0, 0, 0}, {6, 0, 0}, {0, 6, 0}, {3, 3, 0}};
  add_cell(flat, tetra, {0, 1, 2, 3});
  write_text(folder / "flat.vtu", as_vtu(flat));
  EXPECT_THAT(refusal(folder / "flat.vtu"), HasSubstr("enclose nothing"));
}

TEST(VolumeMeshFile, IsRefusedInOneLineThatNamesTheFault) {
  const TemporaryFolder folder;
  const auto refused = [&](const VolumeMesh& mesh) {
    write_text(folder / "bad.vtu", as_vtu(mesh));
    return refusal(folder / "bad.vtu");
  };
  VolumeMesh mesh = sample();
  mesh.corners[5] = 1000000;
  EXPECT_THAT(refused(mesh), HasSubstr("has a cell, number 0, with point 1000000, but only 36 points"));
  mesh.corners[5] = -1;
  EXPECT_THAT(refused(mesh), HasSubstr("with point -1"));
  mesh = sample();
  mesh.points[3][1] = 1e300;
  EXPECT_THAT(refused(mesh), HasSubstr("1e+300 mm"));
  mesh = sample();
  std::swap(mesh.begins[2], mesh.begins[3]);
  EXPECT_THAT(refused(mesh), HasSubstr("damaged or of another kind"));
  mesh = sample();
  mesh.types.back() = hexahedron;
  EXPECT_THAT(refused(mesh), HasSubstr("of type 12 with 4 points instead of 8"));
  for (const auto& [number, format] :
       {std::pair("NumberOfPoints=\"", formats[0]), std::pair("NumberOfCells=\"", formats[0]),
        std::pair("POINTS ", formats[2]), std::pair("CELLS ", formats[1])}) {
    std::string huge = format.text(sample());
    huge.insert(huge.find(number) + std::string(number).size(), "1234567");
    write_text(folder / format.name, huge);
    EXPECT_THAT(refusal(folder / format.name), HasSubstr("cannot be read as a")) << number;
  }

  std::string text = as_vtu(sample());
  text.replace(text.find("\n0 0 0 ") + 1, 5, "nan 0 0");
  write_text(folder / "nan.vtu", text);
  EXPECT_THAT(refusal(folder / "nan.vtu"), HasSubstr("a point that is not finite"));
  write_text(folder / "mesh.stl", text);
  EXPECT_THAT(refusal(folder / "mesh.stl"), HasSubstr("is none of .vtu .vtk"));
  EXPECT_THAT(refusal(folder / "none.vtu"), HasSubstr("there is no volume mesh"));
  write_text(folder / "poly.vtk", "# vtk DataFile Version 3.0\nx\nASCII\nDATASET POLYDATA\nPOINTS 0 float\n");
  EXPECT_THAT(refusal(folder / "poly.vtk"), HasSubstr("cannot be read as a VTK volume mesh"));
}

/// Reads, or ends in an error of one line.
void expect_no_harm(const fs::path& file, int& read, int& refused) {
  try {
    const VolumeMesh mesh = read_volume_mesh(file, 1.0, true);
    boundary_of(mesh, {});
    ++read;
  } catch (const Error& error) {
    EXPECT_TRUE(error.code() == ExitCode::BadInput || error.code() == ExitCode::File) << error.what();
    EXPECT_THAT(error.what(), testing::AllOf(HasSubstr(file.filename().string()), Not(HasSubstr("\n"))));
    ++refused;
  }
}

/// The mesh as howship writes it: appended, compressed.
std::string as_written(const VolumeMesh& mesh) {
  VoxelizeOptions options;
  options.spacing = {1.0, 1.0, 1.0};
  const VoxelDomain domain = voxelize(boundary_of(mesh, {}), options);
  const TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  OutputCase arrays;
  arrays.arrays = {"bmd"};
  output.set_domain(domain, output_test::make_baseline(domain), arrays);
  output.set_mesh(output_target(mesh, CellOverlap(mesh, {}, domain).take_overlaps()));
  output.append(output_test::make_healthy(domain));
  output.wait();
  return output_test::read_text(folder / "run/mesh/mesh_0000.vtu");
}

class DamagedVolumeMesh : public testing::TestWithParam<Format> {};

TEST_P(DamagedVolumeMesh, ReadsOrEndsInAnError) {
  const TemporaryFolder folder;
  const VolumeMesh mesh = make_box({2, 1, 1}, {2.0, 2.0, 2.0}, tetra);
  const std::string whole = GetParam().text(mesh);
  const std::string extension = fs::path(GetParam().name).extension().string();
  int read = 0;
  int refused = 0;
  std::mt19937 random(11);
  const auto somewhere = [&] { return random() % whole.size(); };
  write_text(folder / ("whole" + extension), whole);
  expect_no_harm(folder / ("whole" + extension), read, refused);
  EXPECT_EQ(read, 1);
  for (int i = 0; i < 100; ++i) {
    const fs::path file = folder / (std::to_string(i) + extension);
    std::string text = whole;
    if (i < 24) {
      text.resize(i == 0 ? 1 : somewhere());
    } else if (i < 64) {
      for (int flips = 0; flips <= i % 4; ++flips) text[somewhere()] ^= static_cast<char>(1U << random() % 8);
    } else if (i < 96) {
      // A number out of range where one digit stood. Not a huge one: as the number of components of an array it
      // keeps VTK busy until the limit of time.
      std::size_t at = somewhere();
      while (text[at] < '0' || text[at] > '9') at = (at + 1) % text.size();
      text.replace(at, 1, i % 2 == 0 ? "4096" : "-7");
    } else {
      text = i == 96   ? as_legacy(mesh, false)
             : i == 97 ? as_vtu(mesh)
             : i == 98 ? std::string(3000, '\xff')
                       : "solid\nendsolid\n";
    }
    write_text(file, text);
    expect_no_harm(file, read, refused);
  }
  EXPECT_GT(refused, 40);
}

INSTANTIATE_TEST_SUITE_P(Unit, DamagedVolumeMesh,
                         testing::Values(formats[0], formats[1], formats[2], Format{"written.vtu", as_written}),
                         [](const auto& test) {
                           const std::string name = test.param.name;
                           return name.substr(0, name.find('.')) + "_" + name.substr(name.find('.') + 1);
                         });

TEST(RealVolumeMesh, OfAVertebraHasItsVolume) {
  const char* given = std::getenv("HOWSHIP_SHARED");
  const fs::path shared = given != nullptr ? fs::path(given) : fs::path(HOWSHIP_SOURCE_DIR).parent_path() / "shared";
  const fs::path file = shared / "data/spineFE-verse004-L2/derived/L2_voxel_hex.vtu";
  if (!fs::exists(file)) GTEST_SKIP() << file.string() << " is not here; HOWSHIP_SHARED names another folder";
  const VolumeMesh mesh = read_volume_mesh(file, 1.0, false);
  EXPECT_EQ(mesh.cells(), 53750U);
  ASSERT_NE(mesh.find("label"), nullptr);
  ASSERT_NE(mesh.find("density_mg_cm3"), nullptr);
  VoxelizeOptions options;
  options.spacing = {1.5, 1.5, 1.5};
  EXPECT_NEAR(voxelize(boundary_of(mesh, {}), options).volume(), 53750.0, 0.001 * 53750.0);
}

}  // namespace
}  // namespace howship
