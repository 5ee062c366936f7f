#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/vector_math.hpp"

#include "host/geometry/image.hpp"
#include "host/geometry/image_outlet.hpp"
#include "host/geometry/input_file.hpp"
#include "host/geometry/reader_process.hpp"

namespace howship {

namespace {

struct Format {
  const char* extension;
  const char* name;  ///< for messages
  void (*read)(const std::filesystem::path&, ImageOutlet&);
};
constexpr std::array<Format, 8> formats{{{".nii", "NIfTI image", read_nifti},
                                         {".nii.gz", "NIfTI image", read_nifti},
                                         {".mha", "MetaImage", read_meta_image},
                                         {".mhd", "MetaImage", read_meta_image},
                                         {".nrrd", "NRRD image", read_nrrd},
                                         {".nhdr", "NRRD image", read_nrrd},
                                         {".vti", "VTK image", read_vti},
                                         {".vtk", "legacy VTK image", read_legacy_image}}};
constexpr Format dicom{"", "folder of DICOM slices", read_dicom_folder};

const Format* format_of(const std::filesystem::path& file) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) return &dicom;
  const std::string extension = lower_extension(file);
  for (const Format& format : formats)
    if (extension == format.extension) return &format;
  return nullptr;
}

double determinant(const std::array<Vec3, 3>& m) {
  return dot(m[0], cross(m[1], m[2]));
}

/// Values that are not finite stand for "no data" in masked images.
void replace_what_is_not_finite(Image& image) {
  std::size_t count = 0;
  for (float& value : image.values)
    if (!std::isfinite(value)) {
      value = 0.0F;
      ++count;
    }
  if (count > 0)
    image.warnings.push_back(
        fmt::format("{} of the {} voxels are not finite; took them as 0", count, image.values.size()));
}

}  // namespace

double Image::voxel_volume() const {
  return std::abs(determinant(step));
}

Vec3 Image::position(const Vec3& index) const {
  Vec3 p = first;
  for (int axis = 0; axis < 3; ++axis)
    for (int c = 0; c < 3; ++c) p[c] += index[axis] * step[axis][c];
  return p;
}

Image read_image(const std::filesystem::path& file) {
  const Format* format = format_of(file);
  if (format == nullptr)
    throw InputError(
        fmt::format("'{}' is no image: its extension '{}' is none of .nii .nii.gz .mha .mhd .nrrd .nhdr .vti .vtk, "
                    "and it is no folder of DICOM slices",
                    file.string(), lower_extension(file)));
  if (format != &dicom) require_readable(file, format->name);
  Parcel parcel = read_apart(file, format->name, [&](Parcel& into) {
    ImageOutlet outlet(into);
    format->read(file, outlet);
  });
  Image image = ImageOutlet::take(parcel);
  replace_what_is_not_finite(image);
  return image;
}

void ImageOutlet::place(const Image& image) {
  parcel_.put(image.extent);
  parcel_.put(image.step);
  parcel_.put(image.first);
  parcel_.put(image.label_names.size());
  for (const auto& [name, label] : image.label_names) {
    parcel_.put(name);
    parcel_.put(label);
  }
  parcel_.put(image.warnings.size());
  for (const std::string& warning : image.warnings) parcel_.put(warning);
  std::size_t count = 1;
  for (int n : image.extent) count *= static_cast<std::size_t>(n);
  parcel_.put(count);  // as Parcel::take_all expects it before values
}

Image ImageOutlet::take(Parcel& parcel) {
  Image image;
  image.extent = parcel.take<Index3>();
  image.step = parcel.take<std::array<Vec3, 3>>();
  image.first = parcel.take<Vec3>();
  for (auto names = parcel.take<std::size_t>(); names > 0; --names) {
    std::string name = parcel.take_text();
    image.label_names[std::move(name)] = parcel.take<int>();
  }
  for (auto warnings = parcel.take<std::size_t>(); warnings > 0; --warnings)
    image.warnings.push_back(parcel.take_text());
  image.values = parcel.take_all<float>();
  return image;
}

void require_place(const std::filesystem::path& file, const Image& image) {
  for (int n : image.extent)
    if (n <= 0)
      throw InputError(fmt::format("'{}' has no voxels: its extent is {} x {} x {}", file.string(), image.extent[0],
                                   image.extent[1], image.extent[2]));
  const double box = length(image.step[0]) * length(image.step[1]) * length(image.step[2]);
  // A millionth of a right angle is no volume any more, only rounding. Written so that NaN fails.
  if (!(std::abs(determinant(image.step)) > 1e-6 * box) || !std::isfinite(box))
    throw InputError(
        fmt::format("'{}' does not lie in space: the directions of its axes are zero, parallel or not finite; export "
                    "it again with its orientation",
                    file.string()));
  // A hundred metres across, or from the scanner's centre: a header that is damaged or in other units.
  constexpr double farthest = 1e5;  // [mm]
  for (int axis = 0; axis < 3; ++axis) {
    const double across = length(image.step[axis]) * image.extent[axis];
    if (!(across < farthest) || !(std::abs(image.first[axis]) < farthest))
      throw InputError(fmt::format(
          "'{}' is {:.3g} mm across and begins {:.3g} mm from the origin along one axis, which no scan does: "
          "its header is damaged, or not in mm",
          file.string(), across, image.first[axis]));
  }
  for (double x : image.first)
    if (!std::isfinite(x)) throw InputError(fmt::format("the origin of '{}' is not finite", file.string()));
}

void require_data(const std::filesystem::path& file, const Image& image, double bytes_per_voxel, double most) {
  double need = bytes_per_voxel;
  for (int n : image.extent) need *= n;
  if (need > most)
    throw InputError(
        fmt::format("'{}' is damaged or cut off: its header promises {} x {} x {} voxels, {:.4g} bytes, and its data "
                    "is {:.4g} bytes at most",
                    file.string(), image.extent[0], image.extent[1], image.extent[2], need, most));
}

void turn_about_z(Image& image) {
  for (int c = 0; c < 2; ++c) {
    image.first[c] = -image.first[c];
    for (Vec3& step : image.step) step[c] = -step[c];
  }
}

}  // namespace howship
