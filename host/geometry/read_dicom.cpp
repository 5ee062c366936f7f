#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/dicom_elements.hpp"
#include "host/geometry/image_outlet.hpp"
#include "host/geometry/stored_numbers.hpp"

// VTK's reader is not used here: it reads one series of several without a word, takes rows and columns from nested
// icons, orders slices of oblique scans by a wrong normal and reads unsigned pixels as signed.

namespace howship {

namespace {

namespace tag {
constexpr std::uint32_t transfer_syntax = 0x00020010, series = 0x0020000E, slice_thickness = 0x00180050,
                        position = 0x00200032, orientation = 0x00200037, samples = 0x00280002, photometric = 0x00280004,
                        frames = 0x00280008, rows = 0x00280010, columns = 0x00280011, pixel_spacing = 0x00280030,
                        bits_allocated = 0x00280100, bits_stored = 0x00280101, is_signed = 0x00280103,
                        intercept = 0x00281052, slope = 0x00281053, pixels = 0x7FE00010;
}  // namespace tag

struct Slice {
  std::filesystem::path file;
  std::string series;
  int rows = 0, columns = 0, bits_allocated = 16, bits_stored = 16;
  bool is_signed = false;
  Vec3 along_row{}, along_column{}, position{};  // patient's frame: x to the left, y posterior, z superior
  double row_spacing = 1.0, column_spacing = 1.0, thickness = 0.0;
  double slope = 1.0, intercept = 0.0;
  std::uint64_t pixels_at = 0;
  double order = 0.0;  ///< place along the normal [mm]
};

std::vector<unsigned char> bytes_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw FileError(fmt::format("cannot open '{}' for reading", file.string()));
  // Other files in the folder may be large: their first bytes tell.
  std::vector<unsigned char> bytes(132);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (!DicomElements::is_dicom(bytes)) return {};
  stream.seekg(0, std::ios::end);
  bytes.resize(static_cast<std::size_t>(stream.tellg()));
  stream.seekg(0);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

Vec3 vector_of(const std::vector<double>& numbers, std::size_t first) {
  return {numbers[first], numbers[first + 1], numbers[first + 2]};
}

Slice slice_of(const std::filesystem::path& file, const DicomElements& elements) {
  const auto refuse = [&](const std::string& what) {
    return InputError(fmt::format("the DICOM slice '{}' {}", file.string(), what));
  };
  const std::string syntax = elements.text(tag::transfer_syntax);
  if (syntax != "1.2.840.10008.1.2" && syntax != "1.2.840.10008.1.2.1")
    throw refuse(
        fmt::format("is compressed or stored big-endian (transfer syntax {}); unpack it first, for example with "
                    "gdcmconv --raw or dcmdjpeg, or convert the series with dcm2niix",
                    syntax));
  if (elements.whole(tag::samples, 1) != 1 || elements.text(tag::photometric).rfind("MONOCHROME", 0) != 0)
    throw refuse("is in colour; howship reads one number per voxel");
  if (std::atoi(elements.text(tag::frames).c_str()) > 1)
    throw refuse("holds several frames; convert it to NIfTI first, for example with dcm2niix");
  Slice slice;
  slice.file = file;
  slice.series = elements.text(tag::series);
  slice.rows = elements.whole(tag::rows, 0);
  slice.columns = elements.whole(tag::columns, 0);
  slice.bits_allocated = elements.whole(tag::bits_allocated, 16);
  slice.bits_stored = elements.whole(tag::bits_stored, slice.bits_allocated);
  slice.is_signed = elements.whole(tag::is_signed, 0) == 1;
  if ((slice.bits_allocated != 8 && slice.bits_allocated != 16 && slice.bits_allocated != 32) ||
      slice.bits_stored < 1 || slice.bits_stored > slice.bits_allocated)
    throw refuse(
        fmt::format("has pixels of {} bits in {}, which is not read", slice.bits_stored, slice.bits_allocated));
  const auto position = elements.numbers(tag::position);
  const auto orientation = elements.numbers(tag::orientation);
  const auto spacing = elements.numbers(tag::pixel_spacing);
  if (position.size() != 3 || orientation.size() != 6 || spacing.size() != 2)
    throw refuse("does not say where it lies (ImagePositionPatient, ImageOrientationPatient, PixelSpacing)");
  slice.position = vector_of(position, 0);
  slice.along_row = vector_of(orientation, 0);
  slice.along_column = vector_of(orientation, 3);
  slice.row_spacing = spacing[0];
  slice.column_spacing = spacing[1];
  const auto thickness = elements.numbers(tag::slice_thickness);
  if (!thickness.empty()) slice.thickness = thickness[0];
  const auto slope = elements.numbers(tag::slope);
  const auto intercept = elements.numbers(tag::intercept);
  if (!slope.empty() && slope[0] != 0.0) slice.slope = slope[0];
  if (!intercept.empty()) slice.intercept = intercept[0];
  const auto* pixels = elements.find(tag::pixels);
  const std::size_t need = static_cast<std::size_t>(slice.rows) * slice.columns * (slice.bits_allocated / 8);
  if (pixels->open_ended || pixels->length < need)
    throw refuse(fmt::format("is damaged or cut off: {} x {} pixels do not fit its {} bytes", slice.columns, slice.rows,
                             pixels->length));
  slice.pixels_at = pixels->at;
  const Vec3 &r = slice.along_row, &c = slice.along_column, &p = slice.position;
  slice.order =
      p[0] * (r[1] * c[2] - r[2] * c[1]) + p[1] * (r[2] * c[0] - r[0] * c[2]) + p[2] * (r[0] * c[1] - r[1] * c[0]);
  if (!std::isfinite(slice.order)) throw refuse("does not lie in space: its position or orientation is not finite");
  return slice;
}

std::vector<Slice> slices_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "DICOMDIR") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Slice> slices;
  for (const auto& file : files) {
    const auto bytes = bytes_of_file(file);
    if (bytes.empty()) continue;
    try {
      const DicomElements elements(bytes);
      // DICOMDIR, reports and the like hold no pixels.
      if (elements.has(tag::pixels) || elements.stopped_early()) slices.push_back(slice_of(file, elements));
    } catch (const Error&) {
      throw;
    } catch (const std::runtime_error& error) {
      throw InputError(fmt::format("the DICOM slice '{}' is damaged: {}", file.string(), error.what()));
    }
  }
  if (slices.empty()) throw InputError(fmt::format("the folder '{}' holds no DICOM slices", folder.string()));
  return slices;
}

bool differ(const Vec3& a, const Vec3& b, double by) {
  return std::abs(a[0] - b[0]) > by || std::abs(a[1] - b[1]) > by || std::abs(a[2] - b[2]) > by;
}

/// \throws InputError unless the slices, in order, are one stack
void require_one_stack(const std::filesystem::path& folder, const std::vector<Slice>& slices, const Vec3& step) {
  std::set<std::string> series;
  for (const Slice& slice : slices) series.insert(slice.series);
  if (series.size() > 1)
    throw InputError(fmt::format("the folder '{}' holds {} series of slices; leave only the one of the bone",
                                 folder.string(), series.size()));
  const Slice& one = slices.front();
  for (const Slice& slice : slices)
    if (slice.rows != one.rows || slice.columns != one.columns || differ(slice.along_row, one.along_row, 1e-3) ||
        differ(slice.along_column, one.along_column, 1e-3) ||
        std::abs(slice.row_spacing - one.row_spacing) > 1e-4 * std::abs(one.row_spacing) ||
        std::abs(slice.column_spacing - one.column_spacing) > 1e-4 * std::abs(one.column_spacing))
      throw InputError(
          fmt::format("the slices of '{}' differ in size, direction or spacing ('{}' from '{}'); leave one stack",
                      folder.string(), slice.file.filename().string(), one.file.filename().string()));
  const double spacing =
      (slices.back().order - one.order) / static_cast<double>(std::max<std::size_t>(1, slices.size() - 1));
  const auto gap_before = [&](std::size_t n) { return slices[n].order - slices[n - 1].order; };
  for (std::size_t n = 1; n < slices.size(); ++n)
    if (!(gap_before(n) > 1e-3 * spacing))
      throw InputError(
          fmt::format("the folder '{}' holds two slices of one place ('{}' and '{}'): several phases or series; leave "
                      "one",
                      folder.string(), slices[n - 1].file.filename().string(), slices[n].file.filename().string()));
  for (std::size_t n = 1; n < slices.size(); ++n) {
    Vec3 even = one.position;
    for (int c = 0; c < 3; ++c) even[c] += static_cast<double>(n) * step[c];
    if (differ(slices[n].position, even, 0.1 * spacing))
      throw InputError(fmt::format(
          "the slices of '{}' are not evenly spaced ({:.4g} mm before '{}', {:.4g} mm on average): some are "
          "missing, or they are of several stacks",
          folder.string(), gap_before(n), slices[n].file.filename().string(), spacing));
  }
}

/// Pixels of a slice without what may stand above the bits in use.
void put_pixels(const Slice& slice, ImageOutlet& outlet) {
  const std::size_t count = static_cast<std::size_t>(slice.rows) * slice.columns;
  const int size = slice.bits_allocated / 8;
  std::vector<unsigned char> bytes(count * size);
  std::ifstream stream(slice.file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(slice.pixels_at));
  if (!stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size())))
    throw FileError(fmt::format("cannot read '{}'", slice.file.string()));
  std::vector<std::int32_t> pixels(count);
  const int unused = 32 - slice.bits_stored;
  for (std::size_t n = 0; n < count; ++n) {
    std::uint32_t pixel = 0;
    for (int b = size - 1; b >= 0; --b) pixel = pixel << 8 | bytes[n * size + b];
    pixel <<= unused;
    // The shift back repeats the sign bit of signed pixels and clears it otherwise.
    pixels[n] =
        slice.is_signed ? static_cast<std::int32_t>(pixel) >> unused : static_cast<std::int32_t>(pixel >> unused);
  }
  outlet.values(pixels.data(), count, slice.slope, slice.intercept);
}

}  // namespace

void read_dicom_folder(const std::filesystem::path& folder, ImageOutlet& outlet) {
  std::vector<Slice> slices = slices_in(folder);
  std::stable_sort(slices.begin(), slices.end(), [](const Slice& a, const Slice& b) { return a.order < b.order; });
  const Slice& bottom = slices.front();
  Image image;
  image.extent = {bottom.columns, bottom.rows, static_cast<int>(slices.size())};
  image.first = bottom.position;
  const Vec3 &r = bottom.along_row, &c = bottom.along_column;
  const Vec3 normal{r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]};
  const double thickness = bottom.thickness > 0.0 ? bottom.thickness : 1.0;
  for (int n = 0; n < 3; ++n) {
    image.step[0][n] = r[n] * bottom.column_spacing;
    image.step[1][n] = c[n] * bottom.row_spacing;
    // Slices of a tilted gantry are not stacked along their normal.
    image.step[2][n] = slices.size() > 1
                           ? (slices.back().position[n] - bottom.position[n]) / static_cast<double>(slices.size() - 1)
                           : normal[n] * thickness;
  }
  require_one_stack(folder, slices, image.step[2]);
  turn_about_z(image);
  require_place(folder, image);
  outlet.place(image);
  for (const Slice& slice : slices) put_pixels(slice, outlet);
}

}  // namespace howship
