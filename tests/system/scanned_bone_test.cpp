// A CT and its label map, a volume mesh and outlined lesions, from the file to the fields of a run.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <sys/stat.h>

#include <gmock/gmock.h>
#include <vtkCellData.h>
#include <vtkCellType.h>
#include <vtkDataArray.h>
#include <vtkDoubleArray.h>
#include <vtkImageData.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkUnstructuredGrid.h>
#include <vtkXMLImageDataReader.h>
#include <vtkXMLUnstructuredGridReader.h>
#include <vtkXMLUnstructuredGridWriter.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

double number_after(const std::string& text, const std::string& label) {
  const std::size_t at = text.find(label);
  return at == std::string::npos ? std::nan("") : std::stod(text.substr(at + label.size()));
}

template <class T>
void put(std::string& bytes, std::size_t at, T value) {
  std::memcpy(&bytes[at], &value, sizeof value);
}

/// A NIfTI file of 16-bit values whose axes run towards the left, posterior and superior, as CT scanners write it.
/// World x of voxel (i, j, k) is 100 - 2 i, y is 50 - 2 j, z is -30 + 3 k [mm].
template <class Value>
void write_nifti(const fs::path& file, int nx, int ny, int nz, const Value& value) {
  std::string bytes(352, '\0');
  put<std::int32_t>(bytes, 0, 348);
  const std::int16_t dim[8] = {
      3, static_cast<std::int16_t>(nx), static_cast<std::int16_t>(ny), static_cast<std::int16_t>(nz), 1, 1, 1, 1};
  std::memcpy(&bytes[40], dim, sizeof dim);
  put<std::int16_t>(bytes, 70, 4);  // signed short
  put<std::int16_t>(bytes, 72, 16);
  const float pixdim[8] = {1, 2, 2, 3, 1, 1, 1, 1};
  std::memcpy(&bytes[76], pixdim, sizeof pixdim);
  put<float>(bytes, 108, 352.0F);
  put<float>(bytes, 112, 1.0F);
  bytes[123] = 2;                    // mm
  put<std::int16_t>(bytes, 254, 1);  // sform
  const float rows[12] = {-2, 0, 0, 100, 0, -2, 0, 50, 0, 0, 3, -30};
  std::memcpy(&bytes[280], rows, sizeof rows);
  std::memcpy(&bytes[344], "n+1", 4);
  for (int k = 0; k < nz; ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        const std::int16_t v = value(i, j, k);
        bytes.append(reinterpret_cast<const char*>(&v), sizeof v);
      }
  write_text(file, bytes);
}

// Bone: voxels 3..12 x 3..12 x 2..7, label 29, and a loose piece of label 28. 10 x 10 x 6 voxels of 12 mm3: 7.2 cm3.
bool in_bone(int i, int j, int k) {
  return i >= 3 && i <= 12 && j >= 3 && j <= 12 && k >= 2 && k <= 7;
}
std::int16_t label_at(int i, int j, int k) {
  return in_bone(i, j, k) ? 29 : i == 15 && j == 15 && k == 0 ? 28 : 0;
}
/// Dense towards the patient's right (small i), thin towards the left; fat around.
std::int16_t hu_at(int i, int j, int k) {
  return static_cast<std::int16_t>(in_bone(i, j, k) ? 400 - 30 * (i - 3) : -50);
}
void write_scan(const Workplace& here) {
  write_nifti(here / "ct.nii", 17, 17, 10, hu_at);
  write_nifti(here / "seg.nii", 17, 17, 10, label_at);
}

const std::string scan_case =
    "[geometry]\nfile = \"ct.nii\"\nlabels = \"seg.nii\"\nlabel = \"vertebrae_L3\"\nspacing = \"1 mm\"\n"
    "[geometry.density]\nsource = \"ct\"\ncalibration = { slope = \"0.8 mg/cm3\", intercept = \"4 mg/cm3\" }\n";
const std::string year = "[time]\nend = \"1 year\"\n[output]\nevery = \"1 year\"\n";

TEST(AScan, InfoTellsItsPlaceAndLabels) {
  const Workplace here;
  write_scan(here);
  const Outcome map = here.run({"mesh", "info", "seg.nii"});
  EXPECT_EQ(map.code, 0) << map.err;
  EXPECT_THAT(map.out, AllOf(HasSubstr("kind            image, 17 x 17 x 10 voxels of 2 x 2 x 3 mm"),
                             HasSubstr("axes run towards LPS"), HasSubstr("x 67.0 to 101.0, y 17.0 to 51.0, z -31.5"),
                             HasSubstr("28 (vertebrae_L4 if TotalSegmentator's): 1 voxels, 0.0120 cm3"),
                             HasSubstr("29 (vertebrae_L3 if TotalSegmentator's): 600 voxels, 7.2000 cm3")));
  EXPECT_NEAR(number_after(map.out, "volume "), 7.212, 1e-4);
  const Outcome ct = here.run({"mesh", "info", "ct.nii"});
  EXPECT_THAT(ct.out, AllOf(HasSubstr("values          -50 to 400"), Not(HasSubstr("TotalSegmentator"))));
}

TEST(AScan, VoxelizeKeepsTheVolumeOfALabelAndPutsItWhereItIs) {
  const Workplace here;
  write_scan(here);
  for (const std::string label : {"29", "vertebrae_L3"}) {
    const Outcome voxels = here.run({"mesh", "voxelize", "seg.nii", "--label", label, "--spacing", "0.7 mm", "-o",
                                     "a.vti", "--label-surface", "voxels"});
    ASSERT_EQ(voxels.code, 0) << voxels.err;
    EXPECT_NEAR(number_after(voxels.out, "volume "), 7.2, 1e-4);
    EXPECT_NEAR(number_after(voxels.out, "surface "), 7.2, 1e-4);
  }
  vtkNew<vtkXMLImageDataReader> reader;
  reader->SetFileName((here / "a.vti").c_str());
  reader->Update();
  double bounds[6];
  reader->GetOutput()->GetBounds(bounds);
  const double expected[6] = {75, 95, 25, 45, -25.5, -7.5};
  for (int i = 0; i < 6; ++i) EXPECT_NEAR(bounds[i], expected[i], 0.71) << i;
}

TEST(AScan, ThatIsHealthyDoesNotChangeInAYear) {
  const Workplace here;
  write_scan(here);
  write_text(here / "case.toml", scan_case + year);
  const Outcome run = here.run({"run", "case.toml", "-o", "out", "--precision", "double"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "");
  const Csv rows(read_text(here / "out/timeseries.csv"));
  const std::size_t last = rows.rows.size() - 1;
  EXPECT_NEAR(rows.number(last, "bmd_change [%]"), 0.0, 1e-6);
  // Mean of 400, 370, ... 130 HU is 265, which is 216 mg/cm3.
  EXPECT_NEAR(rows.number(0, "bmd [mg/cm3]"), 216.0, 1.0);
  vtkNew<vtkXMLImageDataReader> reader;
  reader->SetFileName((here / "out/fields/fields_0001.vti").c_str());
  reader->Update();
  vtkImageData* image = reader->GetOutput();
  vtkDataArray* bmd = image->GetCellData()->GetArray("bmd");
  ASSERT_NE(bmd, nullptr);
  // Dense on the right, which is +x.
  const auto bmd_at = [&](double x) {
    double at[3] = {x, 35.0, -15.0}, pcoords[3], weights[8];
    int part = 0;
    return bmd->GetTuple1(image->FindCell(at, nullptr, 0, 0.0, part, pcoords, weights));
  };
  EXPECT_NEAR(bmd_at(94.5), 0.8 * 400.0 + 4.0, 2.0);
  EXPECT_NEAR(bmd_at(75.5), 0.8 * 130.0 + 4.0, 2.0);
}

TEST(AScan, WithoutACalibrationIsReadByAStatedDefault) {
  const Workplace here;
  write_scan(here);
  const std::string uncalibrated = scan_case.substr(0, scan_case.find("calibration")) + year;
  write_text(here / "case.toml", uncalibrated);
  const Outcome check = here.run({"check", "case.toml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_THAT(check.message(), AllOf(HasSubstr("warning"), HasSubstr("calibration"), HasSubstr("mg/cm3")));
}

TEST(AScan, MetalAndAirAreClippedAndReported) {
  const Workplace here;
  write_scan(here);
  write_nifti(here / "ct.nii", 17, 17, 10, [](int i, int j, int k) {
    return static_cast<std::int16_t>(i < 5 ? 3000 : i > 10 ? -900 : hu_at(i, j, k));
  });
  write_text(here / "case.toml", scan_case + year);
  const Outcome check = here.run({"check", "case.toml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_THAT(check.err, AllOf(HasSubstr("metal"), HasSubstr("were cut"), HasSubstr("fat")));
}

TEST(AScan, AnOutlinedLesionIsWhereItsMapSays) {
  const Workplace here;
  write_scan(here);
  // 3 x 3 x 2 voxels of 12 mm3, and two of them outside the bone.
  write_nifti(here / "met.nii", 17, 17, 10, [](int i, int j, int k) {
    return static_cast<std::int16_t>(i >= 6 && i <= 8 && j >= 6 && j <= 8 && k >= 4 && k <= 5 ? 1 : 0);
  });
  const std::string lesion = "[[lesion]]\noutline = \"met.nii\"\ntumour_fraction = 0.5\n";
  write_text(here / "case.toml", scan_case + lesion + "[time]\nend = \"1 day\"\n");
  const Outcome run = here.run({"run", "case.toml", "-o", "out"});
  ASSERT_EQ(run.code, 0) << run.err;
  const Csv rows(read_text(here / "out/timeseries.csv"));
  EXPECT_NEAR(rows.number(0, "tumour_volume [mm3]"), 0.5 * 216.0, 0.01 * 108.0);
  const Csv lesions(read_text(here / "out/lesions.csv"));
  ASSERT_GE(lesions.rows.size(), 1u);
  EXPECT_NEAR(lesions.number(0, "x [mm]"), 86.0, 0.5);
  EXPECT_NEAR(lesions.number(0, "y [mm]"), 36.0, 0.5);
  EXPECT_NEAR(lesions.number(0, "z [mm]"), -16.5, 0.7);

  write_nifti(here / "met.nii", 17, 17, 10, [](int i, int, int) { return static_cast<std::int16_t>(i == 0 ? 1 : 0); });
  const Outcome outside = here.run({"check", "case.toml"});
  EXPECT_EQ(outside.code, 2);
  EXPECT_THAT(outside.message(), AllOf(HasSubstr("lesion[1].outline"), HasSubstr("outside the bone")));
}

/// Hexahedra of 2 mm, 6 x 5 x 4, with a density that rises along x and a material that is 1 up to x = 8 mm, 2 beyond.
void write_model(const fs::path& file) {
  vtkNew<vtkPoints> points;
  for (int k = 0; k <= 4; ++k)
    for (int j = 0; j <= 5; ++j)
      for (int i = 0; i <= 6; ++i) points->InsertNextPoint(2.0 * i, 2.0 * j, 2.0 * k);
  vtkNew<vtkUnstructuredGrid> grid;
  grid->SetPoints(points);
  vtkNew<vtkDoubleArray> rho;
  rho->SetName("rho");
  vtkNew<vtkIntArray> material;
  material->SetName("material");
  const auto at = [](int i, int j, int k) { return static_cast<vtkIdType>(i + 7 * (j + 6 * k)); };
  for (int k = 0; k < 4; ++k)
    for (int j = 0; j < 5; ++j)
      for (int i = 0; i < 6; ++i) {
        const vtkIdType corners[8] = {
            at(i, j, k),     at(i + 1, j, k),     at(i + 1, j + 1, k),     at(i, j + 1, k),
            at(i, j, k + 1), at(i + 1, j, k + 1), at(i + 1, j + 1, k + 1), at(i, j + 1, k + 1)};
        grid->InsertNextCell(VTK_HEXAHEDRON, 8, corners);
        rho->InsertNextValue(150.0 + 50.0 * i);
        material->InsertNextValue(i < 4 ? 1 : 2);
      }
  grid->GetCellData()->AddArray(rho);
  grid->GetCellData()->AddArray(material);
  vtkNew<vtkXMLUnstructuredGridWriter> writer;
  writer->SetFileName(file.c_str());
  writer->SetInputData(grid);
  writer->Write();
}

TEST(AModel, HasItsDensityAndGetsItsResultsBack) {
  const Workplace here;
  write_model(here / "model.vtu");
  write_text(
      here / "case.toml",
      "[geometry]\nfile = \"model.vtu\"\nlabel = 1\nspacing = \"1 mm\"\n[geometry.density]\nsource = \"cells\"\n"
      "array = \"rho\"\ncalibration = { slope = \"1 mg/cm3\" }\n[[lesion]]\ncentre = [\"4 mm\", \"5 mm\", \"4 mm\"]\n"
      "radius = \"2 mm\"\n[time]\nend = \"1 day\"\n[output]\naccuracy = 0\n");
  const Outcome run = here.run({"run", "case.toml", "-o", "out"});
  ASSERT_EQ(run.code, 0) << run.err;
  // The small size is doubted: nobody said that it is in mm.
  EXPECT_THAT(run.message(), HasSubstr("10 mm across when read in mm"));
  vtkNew<vtkXMLUnstructuredGridReader> reader;
  reader->SetFileName((here / "out/mesh/mesh_0000.vtu").c_str());
  reader->Update();
  vtkUnstructuredGrid* mesh = reader->GetOutput();
  ASSERT_EQ(mesh->GetNumberOfCells(), 120);
  vtkCellData* data = mesh->GetCellData();
  for (const char* name : {"rho", "material", "bmd", "tumour", "volume_fraction"})
    ASSERT_NE(data->GetArray(name), nullptr) << name;
  double tumour = 0.0;
  for (vtkIdType cell = 0; cell < 120; ++cell) {
    const auto i = static_cast<int>(cell % 6);
    EXPECT_EQ(data->GetArray("rho")->GetTuple1(cell), 150.0 + 50.0 * i);
    EXPECT_EQ(data->GetArray("material")->GetTuple1(cell), i < 4 ? 1 : 2);
    EXPECT_NEAR(data->GetArray("volume_fraction")->GetTuple1(cell), i < 4 ? 1.0 : 0.0, 1e-6) << cell;
    if (i < 4) {
      EXPECT_NEAR(data->GetArray("bmd")->GetTuple1(cell), 150.0 + 50.0 * i, 0.05) << cell;
    }
    tumour += 8.0 * data->GetArray("tumour")->GetTuple1(cell);
  }
  const Csv rows(read_text(here / "out/timeseries.csv"));
  EXPECT_NEAR(tumour, rows.number(0, "tumour_volume [mm3]"), 1e-5 * tumour);
  EXPECT_GT(tumour, 0.5);
  EXPECT_THAT(read_text(here / "out/mesh.pvd"), HasSubstr("file=\"mesh/mesh_0001.vtu\""));
}

TEST(AnOutline, OfAnySizeIsNoReasonToDoubtTheUnit) {
  const Workplace here;
  // A tetrahedron of 1.5 mm within a ball of bone.
  write_text(here / "met.obj", "v 0 0 0\nv 1.5 0 0\nv 0 1.5 0\nv 0 0 1.5\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n");
  write_text(here / "case.toml",
             "[geometry]\nshape = \"sphere\"\nspacing = \"1 mm\"\n[[lesion]]\noutline = \"met.obj\"\n" + year);
  const Outcome small = here.run({"check", "case.toml"});
  EXPECT_EQ(small.code, 0) << small.err;
  EXPECT_EQ(small.err, "");
  // In cm it reaches out of the bone.
  const Outcome large = here.run({"check", "case.toml", "--set", "lesion[1].length_unit=\"cm\""});
  EXPECT_EQ(large.code, 0) << large.err;
  EXPECT_THAT(large.message(), AllOf(HasSubstr("lesion[1].outline"), HasSubstr("outside the bone and are left out")));
}

TEST(AnOutline, SmallerThanAVoxelIsNotSaidToLieOutside) {
  const Workplace here;
  // A tetrahedron of `edge` within a ball of bone. Rays stand 0.125 mm apart in voxels of 1 mm.
  const auto check = [&](const std::string& edge) {
    write_text(here / "met.obj", "v 0 0 0\nv " + edge + " 0 0\nv 0 " + edge + " 0\nv 0 0 " + edge +
                                     "\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n");
    write_text(here / "case.toml",
               "[geometry]\nshape = \"sphere\"\nspacing = \"1 mm\"\n[[lesion]]\noutline = \"met.obj\"\n" + year);
    return here.run({"check", "case.toml"});
  };
  const Outcome a_tenth_off = check("0.2");
  EXPECT_EQ(a_tenth_off.code, 0) << a_tenth_off.err;
  EXPECT_EQ(a_tenth_off.err, "");
  const Outcome a_third_off = check("0.15");
  EXPECT_EQ(a_third_off.code, 0) << a_third_off.err;
  EXPECT_THAT(a_third_off.message(),
              HasSubstr("lesion[1].outline: its 5.63e-07 cm3 become 3.91e-07 cm3 on voxels of 1 mm"));
  const Outcome none = check("0.1");
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.message(), AllOf(HasSubstr("lesion[1].outline"), HasSubstr("too small for voxels of 1 mm"),
                                    HasSubstr("finer geometry.spacing or a larger outline")));
}

TEST(AFile, ThatIsAPipeIsRefusedAtOnce) {
  const Workplace here;
  for (const char* name : {"p.stl", "p.nii", "p.vtu", "p.vti", "p.vtk"}) {
    ASSERT_EQ(mkfifo((here / name).c_str(), 0600), 0);
    const Outcome outcome = here.run({"mesh", "info", name});
    EXPECT_EQ(outcome.code, 2) << name;
    EXPECT_THAT(outcome.message(), AllOf(HasSubstr(name), HasSubstr("no regular file")));
  }
}

struct BadScan {
  const char *name, *geometry;
  std::vector<std::string> parts;
};
void PrintTo(const BadScan& bad, std::ostream* out) {
  *out << bad.name;
}
class ABadScan : public testing::TestWithParam<BadScan> {};

TEST_P(ABadScan, IsRefusedInOneLine) {
  const Workplace here;
  write_scan(here);
  write_text(here / "case.toml", std::string("[geometry]\n") + GetParam().geometry + year);
  const Outcome check = here.run({"check", "case.toml"});
  EXPECT_EQ(check.code, 2) << check.out;
  for (const std::string& part : GetParam().parts) EXPECT_THAT(check.message(), HasSubstr(part));
}

const BadScan bad_scans[] = {
    {"no labels", "file = \"ct.nii\"\n", {"ct.nii", "which of its voxels are bone", "geometry.threshold"}},
    {"several labels", "file = \"seg.nii\"\n", {"several labels", "28, 29", "geometry.label"}},
    {"label not there", "file = \"seg.nii\"\nlabel = 7\n", {"seg.nii", "7", "28", "29"}},
    {"misspelt label",
     "file = \"seg.nii\"\nlabel = \"vertebra_L3\"\n",
     {"geometry.label = 'vertebra_L3'", "did you mean 'vertebrae_L3'", "28, 29"}},
    {"threshold too high", "file = \"ct.nii\"\nthreshold = 5000\n", {"geometry.threshold", "ct.nii", "5000", "400"}},
    {"unit of an image", "file = \"seg.nii\"\nlabel = 29\nlength_unit = \"m\"\n", {"geometry.length_unit", "image"}},
    {"frame of an image", "file = \"seg.nii\"\nlabel = 29\nframe = \"LPS\"\n", {"geometry.frame", "image"}},
    {"map as CT",
     "file = \"seg.nii\"\nlabel = 29\n[geometry.density]\nsource = \"ct\"\n",
     {"geometry.density", "seg.nii", "label map", "image"}},
    {"cells of an image",
     "file = \"seg.nii\"\nlabel = 29\n[geometry.density]\nsource = \"cells\"\narray = \"rho\"\n",
     {"geometry.density.source", "cells", "volume mesh"}},
    {"no such map", "file = \"ct.nii\"\nlabels = \"none.nii\"\nlabel = 1\n", {"none.nii", "there is no"}},
};
INSTANTIATE_TEST_SUITE_P(System, ABadScan, testing::ValuesIn(bad_scans), [](const auto& test) {
  std::string name = test.param.name;
  for (char& c : name)
    if (c == ' ') c = '_';
  return name;
});

}  // namespace
}  // namespace howship::system_test
