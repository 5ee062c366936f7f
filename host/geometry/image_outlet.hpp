#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "host/geometry/image.hpp"
#include "host/geometry/reader_process.hpp"

namespace howship {

/// Hands an image over from the process that reads it: where it lies, then its values piece by piece, so that no second
/// copy of a large image arises.
class ImageOutlet {
 public:
  explicit ImageOutlet(Parcel& parcel) : parcel_(parcel) {}

  /// Comes first, once. `image.values` is not looked at.
  void place(const Image& image);

  /// The next values, each as slope value + intercept.
  template <class T>
  void values(const T* from, std::size_t count, double slope, double intercept) {
    std::array<float, 16384> piece;
    for (std::size_t done = 0; done < count;) {
      const std::size_t size = std::min(piece.size(), count - done);
      for (std::size_t n = 0; n < size; ++n)
        piece[n] = static_cast<float>(slope * static_cast<double>(from[done + n]) + intercept);
      parcel_.put_part(piece.data(), size);
      done += size;
    }
  }

  static Image take(Parcel& parcel);

 private:
  Parcel& parcel_;
};

// One reader per format, each to be run by read_apart. All throw InputError or FileError.
void read_nifti(const std::filesystem::path& file, ImageOutlet& outlet);
void read_meta_image(const std::filesystem::path& file, ImageOutlet& outlet);
void read_nrrd(const std::filesystem::path& file, ImageOutlet& outlet);
void read_vti(const std::filesystem::path& file, ImageOutlet& outlet);
void read_legacy_image(const std::filesystem::path& file, ImageOutlet& outlet);  ///< .vtk with STRUCTURED_POINTS
void read_dicom_folder(const std::filesystem::path& folder, ImageOutlet& outlet);

/// \throws InputError unless the extent is positive, the steps span a space and all is finite
void require_place(const std::filesystem::path& file, const Image& image);

/// Ends at once what a damaged header would make allocate.
/// \param most bytes that the data can be, unpacked
/// \throws InputError when `image.extent` times `bytes_per_voxel` is more
void require_data(const std::filesystem::path& file, const Image& image, double bytes_per_voxel, double most);

/// What deflate packs at its best.
constexpr double most_unpacked_per_byte = 1032.0;

}  // namespace howship
