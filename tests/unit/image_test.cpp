#include "host/geometry/image.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "tests/unit/image_files.hpp"

namespace howship {
namespace {

using namespace image_files;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// Directions of the axes: all 48 ways to go along x, y and z, two that lie askew, and one half-way between y and z.
std::vector<std::array<Vec3, 3>> orientations() {
  std::vector<std::array<Vec3, 3>> all;
  std::array<int, 3> order{0, 1, 2};
  do {
    for (int signs = 0; signs < 8; ++signs) {
      std::array<Vec3, 3> axes{};
      for (int axis = 0; axis < 3; ++axis) axes[axis][order[axis]] = (signs >> axis & 1) != 0 ? -1.0 : 1.0;
      all.push_back(axes);
    }
  } while (std::next_permutation(order.begin(), order.end()));
  // Half angles whose tangents are 1/3 about x and 1/2 about z, and the mirror image.
  const double cx = 0.8, sx = 0.6, cz = 0.6, sz = 0.8;
  const std::array<Vec3, 3> askew{{{cz, sz, 0}, {-sz * cx, cz * cx, sx}, {sz * sx, -cz * sx, cx}}};
  all.push_back(askew);
  all.push_back({askew[0], askew[1], {-askew[2][0], -askew[2][1], -askew[2][2]}});
  const double half = std::sqrt(0.5);
  all.push_back({{{1, 0, 0}, {0, half, -half}, {0, half, half}}});
  return all;
}

Image image_along(const std::array<Vec3, 3>& axes) {
  const std::array<double, 3> spacing{0.75, 1.25, 2.5};
  std::array<Vec3, 3> step = axes;
  for (int axis = 0; axis < 3; ++axis)
    for (double& x : step[axis]) x *= spacing[axis];
  return image_of({4, 3, 5}, step, {12.0, -7.0, 31.0});
}

/// Every voxel holds what belongs to its place in the world, and none of the image is missing.
void expect_in_place(const Image& read, const Image& written, double tolerance) {
  ASSERT_EQ(read.values.size(), written.values.size());
  std::size_t n = 0;
  double worst = 0.0;
  for (int k = 0; k < read.extent[2]; ++k)
    for (int j = 0; j < read.extent[1]; ++j)
      for (int i = 0; i < read.extent[0]; ++i, ++n)
        worst = std::max(worst, std::abs(read.values[n] - value_at(read.position({double(i), double(j), double(k)}))));
  EXPECT_LT(worst, tolerance);
  auto a = read.values, b = written.values;
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  for (n = 0; n < a.size(); ++n) ASSERT_NEAR(a[n], b[n], tolerance);
}

TEST(ReadImage, PutsEveryOrientationOfANiftiInPlace) {
  const Folder folder;
  for (const auto& axes : orientations())
    for (const Form form : {Form::Matrix, Form::Quaternion}) {
      const Image image = image_along(axes);
      NiftiOptions options;
      options.form = form;
      const Image read = read_image(write_bytes(folder / "a.nii", nifti(image, options)));
      expect_in_place(read, image, 1e-3);
      EXPECT_THAT(read.warnings, IsEmpty());
    }
}

TEST(ReadImage, PutsEveryOrientationOfAMetaImageInPlace) {
  const Folder folder;
  for (const auto& axes : orientations()) {
    const Image image = image_along(axes);
    expect_in_place(read_image(write_bytes(folder / "a.mha", meta_image(image))), image, 1e-3);
  }
}

TEST(ReadImage, PutsEveryOrientationOfAnNrrdInPlace) {
  const Folder folder;
  for (const auto& axes : orientations())
    for (const char* space : {"LPS", "RAS", "LAS"}) {
      const Image image = image_along(axes);
      const Image read = read_image(write_bytes(folder / "a.nrrd", nrrd(image, space)));
      expect_in_place(read, image, 1e-3);
      EXPECT_THAT(read.warnings, IsEmpty());
    }
}

TEST(ReadImage, PutsEveryOrientationOfADicomSeriesInPlace) {
  for (const auto& axes : orientations()) {
    const Folder folder;
    const Image image = image_along(axes);
    // Names in the wrong order: only the positions tell.
    for (int slice = 0; slice < image.extent[2]; ++slice)
      write_bytes(folder / fmt::format("{}.dcm", (slice * 3) % image.extent[2]), dicom(image, slice));
    expect_in_place(read_image(folder / ""), image, 0.26);  // stored in steps of 0.5
  }
}

TEST(ReadImage, TakesAVtiAsItStands) {
  const Folder folder;
  const auto all = orientations();
  for (const bool at_points : {true, false})
    for (const std::size_t n : {0, 9, 48}) {
      const Image image = image_along(all[n]);
      expect_in_place(read_image(write_bytes(folder / "a.vti", vti(image, at_points))), image, 1e-3);
    }
}

// Worked by hand: 2 x 2 x 2 voxels of 1, 2 and 3 mm, first at x 10 to the right, y 20 anterior, z 30 up, i towards
// left.
TEST(ReadImage, LiesWhereThePatientDoes) {
  const Folder folder;
  const Image image = image_of({2, 2, 2}, {{{-1, 0, 0}, {0, 2, 0}, {0, 0, 3}}}, {10, 20, 30});
  NiftiOptions with_quaternion;
  with_quaternion.form = Form::Quaternion;
  for (const auto& file :
       {write_bytes(folder / "a.nii", nifti(image)), write_bytes(folder / "q.nii", nifti(image, with_quaternion)),
        write_bytes(folder / "a.mha", meta_image(image)), write_bytes(folder / "a.nrrd", nrrd(image, "LPS"))}) {
    const Image read = read_image(file);
    double least_x = 1e9, most_x = -1e9;
    for (int i : {0, 1}) {
      const double x = read.position({double(i), 0, 0})[0];
      least_x = std::min(least_x, x);
      most_x = std::max(most_x, x);
    }
    EXPECT_NEAR(least_x, 9.0, 1e-5) << file;
    EXPECT_NEAR(most_x, 10.0, 1e-5) << file;
    EXPECT_NEAR(read.voxel_volume(), 6.0, 1e-5) << file;
    expect_in_place(read, image, 1e-3);
  }
}

TEST(ReadImage, ReadsUnitsAndScaleOfANifti) {
  const Folder folder;
  const Image image = image_along(orientations()[5]);
  for (const auto& [units, millimetres] : {std::pair{1, 1000.0}, {2, 1.0}, {3, 0.001}, {0, 1.0}})
    for (const Form form : {Form::Matrix, Form::Quaternion}) {
      NiftiOptions options;
      options.units = units;
      options.millimetres = millimetres;
      options.form = form;
      options.slope = 0.25F;
      options.intercept = -50.0F;
      expect_in_place(read_image(write_bytes(folder / "a.nii", nifti(image, options))), image, 2e-3);
    }
  // A slope of zero stands for no scaling.
  Bytes bytes = nifti(image);
  put(bytes, 112, 0.0F);
  put(bytes, 116, 99.0F);
  expect_in_place(read_image(write_bytes(folder / "a.nii", bytes)), image, 1e-3);
}

TEST(ReadImage, WarnsOfANiftiWithoutOrientation) {
  const Folder folder;
  NiftiOptions options;
  options.form = Form::None;
  const Image read = read_image(write_bytes(folder / "a.nii", nifti(image_along(orientations()[9]), options)));
  ASSERT_EQ(read.warnings.size(), 1U);
  EXPECT_THAT(read.warnings[0], HasSubstr("no sform, no qform"));
  EXPECT_DOUBLE_EQ(read.step[1][1], 1.25);
  EXPECT_DOUBLE_EQ(read.first[2], 0.0);
}

TEST(ReadImage, WarnsOfAnNrrdWithoutSpace) {
  const Folder folder;
  const Image image = image_along(orientations()[0]);
  Bytes bytes = nrrd(image, "RAS");
  const auto replace = [&](const std::string& line, const std::string& by) {
    bytes.replace(bytes.find(line), bytes.find('\n', bytes.find(line)) - bytes.find(line), by);
  };
  replace("space: ", "space: scanner-xyz");
  EXPECT_THAT(read_image(write_bytes(folder / "a.nrrd", bytes)).warnings,
              testing::ElementsAre(HasSubstr("'scanner-xyz'")));
  replace("space: ", "spacings: 0.75 1.25 2.5");
  replace("space directions: ", "#");
  replace("space origin: ", "#");
  const Image read = read_image(write_bytes(folder / "a.nrrd", bytes));
  EXPECT_THAT(read.warnings, testing::ElementsAre(HasSubstr("names no space")));
  EXPECT_DOUBLE_EQ(read.step[2][2], 2.5);
}

TEST(ReadImage, ReadsPackedDetachedAndTextData) {
  const Folder folder;
  const Image image = image_along(orientations()[17]);
  expect_in_place(read_image(write_bytes(folder / "a.nii.gz", gzipped(nifti(image)))), image, 1e-3);
  expect_in_place(read_image(write_bytes(folder / "z.mha", packed_meta_image(image))), image, 1e-3);
  write_bytes(folder / "a.raw", values_as<float>(image));
  expect_in_place(read_image(write_bytes(folder / "a.mhd", meta_image(image, "a.raw"))), image, 1e-3);

  const Bytes whole = nrrd(image, "LPS");
  const Bytes header = whole.substr(0, whole.size() - values_as<float>(image).size());
  const auto with_encoding = [&](const std::string& encoding) {
    Bytes text = header;
    text.replace(text.find("encoding: raw"), 13, "encoding: " + encoding);
    return text;
  };
  expect_in_place(read_image(write_bytes(folder / "a.nrrd", with_encoding("gzip") + gzipped(values_as<float>(image)))),
                  image, 1e-3);
  Bytes text;
  for (float value : image.values) text += fmt::format("{}\n", value);
  expect_in_place(read_image(write_bytes(folder / "t.nrrd", with_encoding("ascii") + text)), image, 1e-3);
  Bytes detached = header;
  detached.insert(detached.size() - 1, "data file: a.raw\n");
  expect_in_place(read_image(write_bytes(folder / "a.nhdr", detached)), image, 1e-3);

  // Big-endian words.
  Bytes swapped = whole;
  for (std::size_t n = header.size(); n < swapped.size(); n += 4) {
    std::swap(swapped[n], swapped[n + 3]);
    std::swap(swapped[n + 1], swapped[n + 2]);
  }
  swapped.replace(swapped.find("little"), 6, "big   ");
  expect_in_place(read_image(write_bytes(folder / "b.nrrd", swapped)), image, 1e-3);
}

TEST(ReadImage, ReadsNamesOfLabels) {
  const Folder folder;
  const Image image = image_along(orientations()[0]);
  NiftiOptions options;
  options.extension = Bytes("\0\x01\0\0\0\0\0\0", 8) +
                      "<LabelTable><Label Key=\"29\" Red=\"1\"><![CDATA[vertebrae_L3]]></Label>"
                      "<Label Key=\"77\"><![CDATA[hip_left]]></Label></LabelTable>";
  options.extension.resize((options.extension.size() + 15) / 16 * 16, ' ');
  const Image read = read_image(write_bytes(folder / "a.nii", nifti(image, options)));
  EXPECT_THAT(read.label_names, testing::ElementsAre(testing::Pair("hip_left", 77), testing::Pair("vertebrae_L3", 29)));
  expect_in_place(read, image, 1e-3);

  const Image segments = read_image(
      write_bytes(folder / "a.seg.nrrd",
                  nrrd(image, "LPS", "Segment0_LabelValue:=3\nSegment0_Name:=L3: body\nSegment1_Name:=x\n")));
  EXPECT_THAT(segments.label_names, testing::ElementsAre(testing::Pair("L3: body", 3)));
}

TEST(ReadImage, TakesWhatIsNotFiniteAsZero) {
  const Folder folder;
  Bytes bytes = nifti(image_along(orientations()[0]));
  put(bytes, 352, std::numeric_limits<float>::quiet_NaN());
  const Image read = read_image(write_bytes(folder / "a.nii", bytes));
  EXPECT_EQ(read.values[0], 0.0F);
  EXPECT_THAT(read.warnings, testing::ElementsAre(HasSubstr("1 of the 60 voxels are not finite")));
}

template <class What>
void expect_refused(const fs::path& file, const What& what) {
  try {
    read_image(file);
    ADD_FAILURE() << file << " was read";
  } catch (const InputError& error) {
    EXPECT_THAT(std::string(error.what()), AllOf(HasSubstr(file.filename().string()), what));
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
  }
}

TEST(ReadImage, RefusesWhatHoldsNoScalarsInSpace) {
  const Folder folder;
  const Image image = image_along(orientations()[0]);
  NiftiOptions options;
  options.datatype = 128;
  expect_refused(write_bytes(folder / "rgb.nii", nifti(image, options)), HasSubstr("colours"));
  options.datatype = 32;
  expect_refused(write_bytes(folder / "complex.nii", nifti(image, options)), HasSubstr("complex"));
  options.datatype = 16;
  options.volumes = 2;
  expect_refused(write_bytes(folder / "4d.nii", nifti(image, options)), HasSubstr("dimension 4 has 2 entries"));
  Bytes flat = nifti(image);
  for (int n = 0; n < 3; ++n) put(flat, 280 + 16 * n, 0.0F);
  expect_refused(write_bytes(folder / "flat.nii", flat), HasSubstr("does not lie in space"));

  Bytes meta = meta_image(image);
  meta.replace(meta.find("ElementType"), 0, "ElementNumberOfChannels = 3\n");
  expect_refused(write_bytes(folder / "rgb.mha", meta), HasSubstr("3 values"));
  expect_refused(write_bytes(folder / "lonely.mhd", meta_image(image, "not-there.raw")), HasSubstr("'not-there.raw'"));
  Bytes vectors = nrrd(image, "LPS");
  vectors.replace(vectors.find("dimension: 3"), 12, "dimension: 4");
  expect_refused(write_bytes(folder / "4d.nrrd", vectors), HasSubstr("4 axes"));
  expect_refused(write_bytes(folder / "text.nii", "no image"), HasSubstr("damaged or of another kind"));
  expect_refused(write_bytes(folder / "a.png", "no image"), HasSubstr(".nii.gz"));
  expect_refused(write_bytes(folder / "empty.nrrd", ""), HasSubstr("empty"));
  expect_refused(folder / "missing.nii", HasSubstr("there is no"));
}

TEST(ReadImage, RefusesHeadersThatPromiseTooMuchAtOnce) {
  const Folder folder;
  const Image image = image_along(orientations()[0]);
  Bytes huge = nifti(image);
  for (int n = 1; n < 4; ++n) put(huge, 40 + 2 * n, std::int16_t{20000});
  expect_refused(write_bytes(folder / "huge.nii", huge), HasSubstr("20000 x 20000 x 20000"));
  expect_refused(write_bytes(folder / "huge.nii.gz", gzipped(huge)), HasSubstr("20000 x 20000 x 20000"));
  Bytes meta = meta_image(image);
  meta.replace(meta.find("DimSize = 4 3 5"), 15, "DimSize = 9999 9999 9999");
  expect_refused(write_bytes(folder / "huge.mha", meta), HasSubstr("9999 x 9999 x 9999"));
  Bytes other = nrrd(image, "LPS");
  other.replace(other.find("sizes: 4 3 5"), 12, "sizes: 9999 9999 9999");
  expect_refused(write_bytes(folder / "huge.nrrd", other), HasSubstr("9999 x 9999 x 9999"));
}

class ADicomFolder : public testing::Test {
 protected:
  ADicomFolder() : image(image_along(orientations()[0])) {
    for (int slice = 0; slice < image.extent[2]; ++slice) write(slice, {});
  }
  void write(int slice, const DicomOptions& options) const {
    write_bytes(folder / fmt::format("{}.dcm", slice), dicom(image, slice, options));
  }
  std::string refusal() const {
    try {
      read_image(folder / "");
    } catch (const InputError& error) {
      return error.what();
    }
    return "was read";
  }
  Folder folder;
  Image image;
};

TEST_F(ADicomFolder, IsReadWithOtherFilesBeside) {
  write_bytes(folder / "notes.txt", "not a slice");
  write_bytes(folder / "DICOMDIR",
              Bytes(128, '\0') + "DICM" + Bytes("\x02\0\x10\0UI\x14\0", 8) + "1.2.840.10008.1.2.1" + '\0');
  expect_in_place(read_image(folder / ""), image, 0.26);
}

TEST_F(ADicomFolder, IsReadWithImplicitTypes) {
  DicomOptions options;
  options.syntax = "1.2.840.10008.1.2";
  for (int slice = 0; slice < image.extent[2]; ++slice) write(slice, options);
  expect_in_place(read_image(folder / ""), image, 0.26);
}

TEST_F(ADicomFolder, IsRefusedWithSeveralSeries) {
  DicomOptions other;
  other.series = "1.2.4";
  write(2, other);
  EXPECT_THAT(refusal(), HasSubstr("holds 2 series"));
}

TEST_F(ADicomFolder, IsRefusedWithCompressedSlices) {
  DicomOptions jpeg;
  for (const char* syntax : {"1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"}) {
    jpeg.syntax = syntax;
    write(2, jpeg);
    EXPECT_THAT(refusal(), AllOf(HasSubstr("2.dcm"), HasSubstr(syntax), HasSubstr("gdcmconv")));
  }
}

TEST_F(ADicomFolder, IsRefusedWithMissingOrDoubledSlices) {
  fs::remove(folder / "2.dcm");
  EXPECT_THAT(refusal(), HasSubstr("not evenly spaced"));
  write(2, {});
  fs::copy_file(folder / "2.dcm", folder / "2b.dcm");
  EXPECT_THAT(refusal(), HasSubstr("two slices of one place"));
}

TEST_F(ADicomFolder, IsRefusedInColourOrWithoutSlices) {
  DicomOptions colour;
  colour.samples = 3;
  write(1, colour);
  EXPECT_THAT(refusal(), HasSubstr("in colour"));
  for (int slice = 0; slice < image.extent[2]; ++slice) fs::remove(folder / fmt::format("{}.dcm", slice));
  EXPECT_THAT(refusal(), HasSubstr("holds no DICOM slices"));
}

}  // namespace
}  // namespace howship
