#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <zlib.h>

#include <fmt/format.h>
#include <vtkDataArray.h>
#include <vtkExecutive.h>
#include <vtkImageData.h>
#include <vtkNIFTIImageHeader.h>
#include <vtkNIFTIImageReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include "howship/error.hpp"

#include "host/geometry/image_outlet.hpp"
#include "host/geometry/input_file.hpp"
#include "host/geometry/label_table.hpp"
#include "host/geometry/vtk_errors.hpp"
#include "host/geometry/vtk_values.hpp"

namespace howship {

namespace {

/// Bytes of one voxel of NIfTI's scalar types; 0 for all others (complex, colours, long double, bits).
int scalar_bytes(int datatype) {
  switch (datatype) {
    case 2:    // unsigned char
    case 256:  // signed char
      return 1;
    case 4:
    case 512:  // short
      return 2;
    case 8:
    case 768:  // int
    case 16:   // float
      return 4;
    case 1024:
    case 1280:  // 64-bit int
    case 64:    // double
      return 8;
    default:
      return 0;
  }
}

/// Millimetres of the unit that the low three bits of xyzt_units name.
double unit_of(int xyzt_units) {
  switch (xyzt_units & 7) {
    case 1:
      return 1000.0;
    case 3:
      return 0.001;
    default:
      return 1.0;
  }
}

/// Rotation of NIfTI's "method 2" (nifti1.h): quaternion with a = sqrt(1 - b^2 - c^2 - d^2). Columns are the axes.
std::array<Vec3, 3> rotation(double b, double c, double d) {
  const double rest = 1.0 - (b * b + c * c + d * d);
  double a = std::sqrt(std::max(rest, 0.0));
  if (rest < 1e-7) {  // half a turn: what is left are rounding errors of 32-bit numbers, as nifti1_io.c has it
    const double norm = std::sqrt(b * b + c * c + d * d);
    a = 0.0;
    b /= norm;
    c /= norm;
    d /= norm;
  }
  return {{{a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c)},
           {2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b)},
           {2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c}}};
}

void place_voxels(vtkNIFTIImageHeader* header, Image& image) {
  const double unit = unit_of(header->GetXYZTUnits());
  std::array<double, 3> spacing{};
  for (int axis = 0; axis < 3; ++axis) {
    spacing[axis] = std::abs(header->GetPixDim(axis + 1)) * unit;
    if (!(spacing[axis] > 0.0)) spacing[axis] = unit;
  }
  if (header->GetSFormCode() > 0) {
    const std::array<const double*, 3> rows{header->GetSRowX(), header->GetSRowY(), header->GetSRowZ()};
    for (int c = 0; c < 3; ++c) {
      for (int axis = 0; axis < 3; ++axis) image.step[axis][c] = rows[c][axis] * unit;
      image.first[c] = rows[c][3] * unit;
    }
  } else if (header->GetQFormCode() > 0) {
    const auto axes = rotation(header->GetQuaternB(), header->GetQuaternC(), header->GetQuaternD());
    const double left_handed = header->GetPixDim(0) < 0.0 ? -1.0 : 1.0;
    for (int axis = 0; axis < 3; ++axis)
      for (int c = 0; c < 3; ++c) image.step[axis][c] = axes[axis][c] * spacing[axis] * (axis == 2 ? left_handed : 1.0);
    image.first = {header->GetQOffsetX() * unit, header->GetQOffsetY() * unit, header->GetQOffsetZ() * unit};
  } else {
    for (int axis = 0; axis < 3; ++axis) image.step[axis][axis] = spacing[axis];
    image.warnings.emplace_back(
        "the image does not say how it lies in the body (no sform, no qform): took its axes as right, anterior, "
        "superior");
  }
}

/// What stands between the header and the data; a table of labels may be among it.
std::string extensions_of(const std::filesystem::path& file, std::int64_t begin, std::int64_t end) {
  constexpr std::int64_t most = 1 << 22;
  std::string text(static_cast<std::size_t>(std::clamp<std::int64_t>(end - begin, 0, most)), '\0');
  gzFile stream = gzopen(file.c_str(), "rb");
  if (stream == nullptr) return {};
  int got = gzseek(stream, begin, SEEK_SET) < 0 ? 0 : gzread(stream, text.data(), static_cast<unsigned>(text.size()));
  gzclose(stream);
  text.resize(static_cast<std::size_t>(std::max(got, 0)));
  return text;
}

}  // namespace

void read_nifti(const std::filesystem::path& file, ImageOutlet& outlet) {
  vtkNew<vtkNIFTIImageReader> reader;
  VtkErrors errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  reader->SetFileName(file.c_str());
  reader->UpdateInformation();
  vtkNIFTIImageHeader* header = reader->GetNIFTIHeader();
  const std::string magic = header->GetMagic();
  if (errors.caught() || (magic != "n+1" && magic != "n+2"))
    throw InputError(
        fmt::format("'{}' cannot be read as NIfTI image: the file is damaged or of another kind", file.string()));
  const int bytes = scalar_bytes(header->GetDataType());
  if (bytes == 0)
    throw InputError(
        fmt::format("'{}' holds no plain numbers but NIfTI's data type {} (colours, complex or extended numbers); "
                    "export it with one number per voxel",
                    file.string(), header->GetDataType()));
  const auto dimensions = header->GetDim(0);
  for (int n = 4; n <= dimensions; ++n)
    if (header->GetDim(n) > 1)
      throw InputError(
          fmt::format("'{}' is no single volume: its dimension {} has {} entries; extract one volume first",
                      file.string(), n, header->GetDim(n)));
  Image image;
  for (int axis = 0; axis < 3; ++axis) {
    const auto n = axis < dimensions ? header->GetDim(axis + 1) : 1;
    image.extent[axis] = static_cast<int>(std::clamp<std::int64_t>(n, 0, INT32_MAX));
  }
  place_voxels(header, image);
  require_place(file, image);
  const auto size = static_cast<double>(std::filesystem::file_size(file));
  const bool packed = lower_extension(file) == ".nii.gz";
  require_data(file, image, bytes,
               (packed ? most_unpacked_per_byte * size : size) - static_cast<double>(header->GetVoxOffset()));
  image.label_names = label_table(extensions_of(file, magic == "n+2" ? 540 : 348, header->GetVoxOffset()));

  reader->Update();
  vtkDataArray* values = reader->GetOutput()->GetPointData()->GetScalars();
  if (errors.caught() || executive_errors.caught() || values == nullptr)
    throw InputError(fmt::format("'{}' cannot be read as NIfTI image: its data is damaged or cut off", file.string()));
  if (reader->GetQFac() < 0.0) {  // VTK has put the slices into reverse order
    for (int c = 0; c < 3; ++c) {
      image.first[c] += (image.extent[2] - 1) * image.step[2][c];
      image.step[2][c] = -image.step[2][c];
    }
  }
  double slope = header->GetSclSlope();
  double intercept = header->GetSclInter();
  // A slope of 0 means that there is no scaling.
  if (!std::isfinite(slope) || !std::isfinite(intercept) || slope == 0.0) {
    slope = 1.0;
    intercept = 0.0;
  }
  outlet.place(image);
  put_values(file, values, image, slope, intercept, outlet);
}

}  // namespace howship
