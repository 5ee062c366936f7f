#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

#include "host/geometry/image.hpp"

/// Image files written byte by byte after the formats' own descriptions, so that no reader is judged by a writer of the
/// same library.
namespace howship::image_files {

namespace fs = std::filesystem;
using Bytes = std::string;

/// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fmt::format("howship-images-{}-{}", getpid(), number()++)) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  static int& number() {
    static int n = 0;
    return n;
  }
  fs::path path_;
};

inline fs::path write_bytes(const fs::path& file, const Bytes& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

/// Packed as gzip does, or with zlib's own header.
inline Bytes packed(const Bytes& bytes, int header) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + header, 8, Z_DEFAULT_STRATEGY);
  Bytes all(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(all.data());
  stream.avail_out = static_cast<uInt>(all.size());
  deflate(&stream, Z_FINISH);
  all.resize(stream.total_out);
  deflateEnd(&stream);
  return all;
}
inline Bytes gzipped(const Bytes& bytes) {
  return packed(bytes, 16);
}

template <class T>
void put(Bytes& bytes, std::size_t at, const T& value) {
  std::memcpy(bytes.data() + at, &value, sizeof(T));
}

/// What the voxel at a place of the world holds in all of these images: tells every voxel from every other.
inline double value_at(const Vec3& world) {
  return 100.0 + 7.0 * world[0] + 13.0 * world[1] + 29.0 * world[2];
}

inline Image image_of(const Index3& extent, const std::array<Vec3, 3>& step, const Vec3& first) {
  Image image;
  image.extent = extent;
  image.step = step;
  image.first = first;
  for (int k = 0; k < extent[2]; ++k)
    for (int j = 0; j < extent[1]; ++j)
      for (int i = 0; i < extent[0]; ++i)
        image.values.push_back(static_cast<float>(
            value_at(image.position({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}))));
  return image;
}

template <class T>
Bytes values_as(const Image& image, double slope = 1.0, double intercept = 0.0) {
  Bytes bytes(image.values.size() * sizeof(T), '\0');
  for (std::size_t n = 0; n < image.values.size(); ++n)
    put(bytes, n * sizeof(T), static_cast<T>((image.values[n] - intercept) / slope));
  return bytes;
}

enum class Form { None, Quaternion, Matrix };

struct NiftiOptions {
  Form form = Form::Matrix;
  int units = 2;  ///< millimetres
  double millimetres = 1.0;
  float slope = 1.0F, intercept = 0.0F;
  int datatype = 16;
  int volumes = 1;
  Bytes extension;  ///< between header and data; 16 bytes or a multiple
};

/// Quaternion (b, c, d) of a rotation whose columns are `axes`.
inline Vec3 quaternion_of(const std::array<Vec3, 3>& axes) {
  const auto r = [&](int row, int column) { return axes[column][row]; };
  // The largest of the four squares keeps the division safe.
  const std::array<double, 4> squares{1 + r(0, 0) + r(1, 1) + r(2, 2), 1 + r(0, 0) - r(1, 1) - r(2, 2),
                                      1 - r(0, 0) + r(1, 1) - r(2, 2), 1 - r(0, 0) - r(1, 1) + r(2, 2)};
  int largest = 0;
  for (int n = 1; n < 4; ++n)
    if (squares[n] > squares[largest]) largest = n;
  const double half = 0.5 * std::sqrt(squares[largest]);
  std::array<double, 4> q{};  // a, b, c, d
  const double x = r(2, 1) - r(1, 2), y = r(0, 2) - r(2, 0), z = r(1, 0) - r(0, 1);
  const double xy = r(0, 1) + r(1, 0), xz = r(0, 2) + r(2, 0), yz = r(1, 2) + r(2, 1);
  if (largest == 0) q = {half, x / (4 * half), y / (4 * half), z / (4 * half)};
  if (largest == 1) q = {x / (4 * half), half, xy / (4 * half), xz / (4 * half)};
  if (largest == 2) q = {y / (4 * half), xy / (4 * half), half, yz / (4 * half)};
  if (largest == 3) q = {z / (4 * half), xz / (4 * half), yz / (4 * half), half};
  const double sign = q[0] < 0.0 ? -1.0 : 1.0;
  return {sign * q[1], sign * q[2], sign * q[3]};
}

inline double norm(const Vec3& v) {
  return std::sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
}

inline double determinant(const std::array<Vec3, 3>& m) {
  return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
         m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/// nifti1.h: 348 bytes, 4 of extension flags, data.
inline Bytes nifti(const Image& image, const NiftiOptions& options = {}) {
  Bytes header(352, '\0');
  put(header, 0, std::int32_t{348});
  const std::array<std::int16_t, 8> dim{static_cast<std::int16_t>(options.volumes > 1 ? 4 : 3),
                                        static_cast<std::int16_t>(image.extent[0]),
                                        static_cast<std::int16_t>(image.extent[1]),
                                        static_cast<std::int16_t>(image.extent[2]),
                                        static_cast<std::int16_t>(options.volumes),
                                        1,
                                        1,
                                        1};
  put(header, 40, dim);
  put(header, 70, static_cast<std::int16_t>(options.datatype));
  put(header, 72, static_cast<std::int16_t>(options.datatype == 4 ? 16 : options.datatype == 2 ? 8 : 32));
  std::array<float, 8> pixdim{1, 1, 1, 1, 1, 1, 1, 1};
  std::array<Vec3, 3> axes = image.step;
  for (int axis = 0; axis < 3; ++axis) {
    const double length = norm(image.step[axis]);
    pixdim[axis + 1] = static_cast<float>(length / options.millimetres);
    for (double& x : axes[axis]) x /= length;
  }
  if (options.form == Form::Quaternion && determinant(axes) < 0.0) {
    pixdim[0] = -1.0F;
    for (double& x : axes[2]) x = -x;
  }
  put(header, 76, pixdim);
  put(header, 108, 352.0F + static_cast<float>(options.extension.size()));
  put(header, 112, options.slope);
  put(header, 116, options.intercept);
  header[123] = static_cast<char>(options.units);
  put(header, 252, static_cast<std::int16_t>(options.form == Form::Quaternion ? 1 : 0));
  put(header, 254, static_cast<std::int16_t>(options.form == Form::Matrix ? 1 : 0));
  if (options.form == Form::Quaternion) {
    const Vec3 q = quaternion_of(axes);
    for (int n = 0; n < 3; ++n) {
      put(header, 256 + 4 * n, static_cast<float>(q[n]));
      put(header, 268 + 4 * n, static_cast<float>(image.first[n] / options.millimetres));
    }
  }
  if (options.form == Form::Matrix)
    for (int row = 0; row < 3; ++row) {
      for (int axis = 0; axis < 3; ++axis)
        put(header, 280 + 16 * row + 4 * axis, static_cast<float>(image.step[axis][row] / options.millimetres));
      put(header, 292 + 16 * row, static_cast<float>(image.first[row] / options.millimetres));
    }
  std::memcpy(header.data() + 344, "n+1", 4);
  if (!options.extension.empty()) header[348] = 1;
  Bytes data = options.datatype == 2   ? values_as<std::uint8_t>(image, options.slope, options.intercept)
               : options.datatype == 4 ? values_as<std::int16_t>(image, options.slope, options.intercept)
                                       : values_as<float>(image, options.slope, options.intercept);
  for (int n = 1; n < options.volumes; ++n) data += data;
  return header + options.extension + data;
}

/// MetaIO, frame LPS as ITK has it: row n of TransformMatrix is the direction of axis n.
inline Bytes meta_image(const Image& image, const Bytes& data_file = "LOCAL") {
  std::array<Vec3, 3> axes = image.step;
  std::array<double, 3> spacing{};
  for (int axis = 0; axis < 3; ++axis) {
    spacing[axis] = norm(image.step[axis]);
    for (double& x : axes[axis]) x /= spacing[axis];
    axes[axis] = {-axes[axis][0], -axes[axis][1], axes[axis][2]};
  }
  Bytes text = fmt::format(
      "ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\nCompressedData = False\n"
      "TransformMatrix = {} {} {} {} {} {} {} {} {}\nOffset = {} {} {}\nCenterOfRotation = 0 0 0\n"
      "ElementSpacing = {} {} {}\nDimSize = {} {} {}\nElementType = MET_FLOAT\nElementDataFile = {}\n",
      axes[0][0], axes[0][1], axes[0][2], axes[1][0], axes[1][1], axes[1][2], axes[2][0], axes[2][1], axes[2][2],
      -image.first[0], -image.first[1], image.first[2], spacing[0], spacing[1], spacing[2], image.extent[0],
      image.extent[1], image.extent[2], data_file);
  return data_file == "LOCAL" ? text + values_as<float>(image) : text;
}

/// NRRD0004 in one of its named spaces; `space` is one of LPS, RAS, LAS.
inline Bytes nrrd(const Image& image, const std::string& space, const Bytes& more = "") {
  const double x = space[0] == 'L' ? -1.0 : 1.0;
  const double y = space[1] == 'P' ? -1.0 : 1.0;
  const auto vector = [&](const Vec3& v) { return fmt::format("({},{},{})", x * v[0], y * v[1], v[2]); };
  return fmt::format(
             "NRRD0004\n# written by a test\ntype: float\ndimension: 3\nspace: {}\nsizes: {} {} {}\n"
             "space directions: {} {} {}\nkinds: domain domain domain\nendian: little\nencoding: raw\n"
             "space origin: {}\n{}\n",
             space == "RAS" ? "right-anterior-superior" : space, image.extent[0], image.extent[1], image.extent[2],
             vector(image.step[0]), vector(image.step[1]), vector(image.step[2]), vector(image.first), more) +
         values_as<float>(image);
}

inline Bytes packed_meta_image(const Image& image) {
  const Bytes data = packed(values_as<float>(image), 0);
  Bytes text = meta_image(image);
  text.resize(text.find("LOCAL\n") + 6);
  const Bytes unpacked = "CompressedData = False";
  return text.replace(text.find(unpacked), unpacked.size(),
                      fmt::format("CompressedData = True\nCompressedDataSize = {}", data.size())) +
         data;
}

inline Bytes packed_nrrd(const Image& image) {
  Bytes bytes = nrrd(image, "LPS");
  bytes.resize(bytes.size() - image.values.size() * sizeof(float));
  bytes.replace(bytes.find("raw"), 3, "gzip");
  return bytes + gzipped(values_as<float>(image));
}

/// VTK's XML, as text. Points hold the values, or cells do.
inline Bytes vti(const Image& image, bool at_points) {
  std::array<double, 9> direction{};
  std::array<double, 3> spacing{};
  Vec3 origin = image.first;
  for (int axis = 0; axis < 3; ++axis) {
    spacing[axis] = norm(image.step[axis]);
    for (int c = 0; c < 3; ++c) direction[3 * c + axis] = image.step[axis][c] / spacing[axis];
    if (!at_points)
      for (int c = 0; c < 3; ++c) origin[c] -= 0.5 * image.step[axis][c];
  }
  const int last = at_points ? 1 : 0;
  const std::string extent =
      fmt::format("0 {} 0 {} 0 {}", image.extent[0] - last, image.extent[1] - last, image.extent[2] - last);
  std::string numbers;
  for (float value : image.values) numbers += fmt::format("{} ", value);
  const std::string kind = at_points ? "PointData" : "CellData";
  return fmt::format(
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\" version=\"0.1\">\n<ImageData WholeExtent=\"{0}\" "
      "Origin=\"{1} {2} {3}\" Spacing=\"{4} {5} {6}\" Direction=\"{7} {8} {9} {10} {11} {12} {13} {14} {15}\">\n"
      "<Piece Extent=\"{0}\">\n<{16} Scalars=\"ct\"><DataArray type=\"Float32\" Name=\"ct\" format=\"ascii\">{17}"
      "</DataArray></{16}>\n</Piece>\n</ImageData>\n</VTKFile>\n",
      extent, origin[0], origin[1], origin[2], spacing[0], spacing[1], spacing[2], direction[0], direction[1],
      direction[2], direction[3], direction[4], direction[5], direction[6], direction[7], direction[8], kind, numbers);
}

struct DicomOptions {
  std::string syntax = "1.2.840.10008.1.2.1";
  std::string series = "1.2.3";
  double slope = 0.5, intercept = -1024.0;
  int samples = 1;
};

/// One slice of a CT, with a sequence before the pixels that holds tags of an icon.
inline Bytes dicom(const Image& image, int slice, const DicomOptions& options = {}) {
  const bool explicit_type = options.syntax != "1.2.840.10008.1.2";
  const auto element = [](std::uint32_t tag, const char* type, Bytes value, bool with_type) {
    if (value.size() % 2 != 0) value += std::string(type) == "UI" ? '\0' : ' ';
    Bytes bytes(8, '\0');
    put(bytes, 0, static_cast<std::uint16_t>(tag >> 16));
    put(bytes, 2, static_cast<std::uint16_t>(tag));
    const bool is_long = std::string(type) == "OW" || std::string(type) == "SQ" || std::string(type) == "OB";
    if (!with_type) {
      put(bytes, 4, static_cast<std::uint32_t>(value.size()));
    } else if (is_long) {
      bytes.resize(12, '\0');
      std::memcpy(bytes.data() + 4, type, 2);
      put(bytes, 8, static_cast<std::uint32_t>(value.size()));
    } else {
      std::memcpy(bytes.data() + 4, type, 2);
      put(bytes, 6, static_cast<std::uint16_t>(value.size()));
    }
    return bytes + value;
  };
  const auto word = [](int value) {
    Bytes bytes(2, '\0');
    put(bytes, 0, static_cast<std::uint16_t>(value));
    return bytes;
  };
  const auto e = [&](std::uint32_t tag, const char* type, const Bytes& value) {
    return element(tag, type, value, explicit_type);
  };
  const auto lps = [](const Vec3& v) { return Vec3{-v[0], -v[1], v[2]}; };
  const double di = norm(image.step[0]), dj = norm(image.step[1]);
  const Vec3 at = lps(image.position({0, 0, static_cast<double>(slice)}));
  const Vec3 row = lps(image.step[0]), column = lps(image.step[1]);
  Bytes bytes = Bytes(128, '\0') + "DICM" + element(0x00020010, "UI", options.syntax, true);
  bytes += e(0x00080060, "CS", "CT") + e(0x00180050, "DS", "2.5") + e(0x0020000E, "UI", options.series);
  bytes += e(0x00200032, "DS", fmt::format("{:.9f}\\{:.9f}\\{:.9f}", at[0], at[1], at[2]));
  bytes += e(0x00200037, "DS",
             fmt::format("{:.9f}\\{:.9f}\\{:.9f}\\{:.9f}\\{:.9f}\\{:.9f}", row[0] / di, row[1] / di, row[2] / di,
                         column[0] / dj, column[1] / dj, column[2] / dj));
  bytes += e(0x00280002, "US", word(options.samples)) + e(0x00280004, "CS", "MONOCHROME2");
  bytes += e(0x00280010, "US", word(image.extent[1])) + e(0x00280011, "US", word(image.extent[0]));
  bytes += e(0x00280030, "DS", fmt::format("{:.9f}\\{:.9f}", dj, di));
  bytes += e(0x00280100, "US", word(16)) + e(0x00280101, "US", word(16)) + e(0x00280103, "US", word(0));
  bytes +=
      e(0x00281052, "DS", fmt::format("{}", options.intercept)) + e(0x00281053, "DS", fmt::format("{}", options.slope));
  const Bytes icon = e(0x00280010, "US", word(1)) + e(0x00280011, "US", word(1)) + e(0x7FE00010, "OW", word(0));
  Bytes item(8, '\0');
  put(item, 0, std::uint16_t{0xFFFE});
  put(item, 2, std::uint16_t{0xE000});
  put(item, 4, std::uint32_t{0xFFFFFFFF});
  Bytes ends(16, '\0');
  put(ends, 0, std::uint16_t{0xFFFE});
  put(ends, 2, std::uint16_t{0xE00D});
  put(ends, 8, std::uint16_t{0xFFFE});
  put(ends, 10, std::uint16_t{0xE0DD});
  Bytes sequence = e(0x00880200, "SQ", "");
  put(sequence, sequence.size() - 4, std::uint32_t{0xFFFFFFFF});  // of undefined length
  bytes += sequence + item + icon + ends;
  const std::size_t size = static_cast<std::size_t>(image.extent[0]) * image.extent[1];
  Image only = image;
  only.values.assign(image.values.begin() + static_cast<std::ptrdiff_t>(size * slice),
                     image.values.begin() + static_cast<std::ptrdiff_t>(size * (slice + 1)));
  for (float& v : only.values) v = std::round(v * 2.0F) / 2.0F;  // as the scale can hold it
  return bytes + e(0x7FE00010, "OW", values_as<std::uint16_t>(only, options.slope, options.intercept));
}

}  // namespace howship::image_files
