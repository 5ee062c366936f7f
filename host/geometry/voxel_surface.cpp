#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/error.hpp"

#include "host/geometry/image.hpp"

namespace howship {

namespace {

/// Collects the faces of voxels slice by slice. Corners are numbered when a face first needs them, so that memory goes
/// with the faces and two planes of corners.
class FaceCollector {
 public:
  explicit FaceCollector(const Image& image)
      : image_(image), row_(image.extent[0] + 1), plane_(row_ * (image.extent[1] + 1)) {
    for (auto& corners : corners_) corners.assign(static_cast<std::size_t>(plane_), -1);
    const auto& s = image.step;
    mirrored_ = s[0][0] * (s[1][1] * s[2][2] - s[1][2] * s[2][1]) - s[0][1] * (s[1][0] * s[2][2] - s[1][2] * s[2][0]) +
                    s[0][2] * (s[1][0] * s[2][1] - s[1][1] * s[2][0]) <
                0.0;
  }

  /// From now on faces lie between the planes of corners k and k + 1.
  void begin_slice(int k) {
    slice_ = k;
    std::swap(corners_[0], corners_[1]);
    std::fill(corners_[1].begin(), corners_[1].end(), -1);
  }

  /// Face of voxel (i, j, slice) across `axis`, on its lower or upper side, the voxel lying inside.
  void add(int i, int j, int axis, bool upper) {
    const int u = (axis + 1) % 3;
    const int v = (axis + 2) % 3;
    std::array<int, 3> corner{i, j, 0};
    corner[axis] += upper ? 1 : 0;
    std::array<std::int32_t, 4> quad{};
    // u and v follow axis cyclically: round in this order the normal points up the axis.
    for (int n = 0; n < 4; ++n) {
      std::array<int, 3> at = corner;
      at[u] += n == 1 || n == 2 ? 1 : 0;
      at[v] += n >= 2 ? 1 : 0;
      quad[n] = point(at);
    }
    if (upper == mirrored_) std::swap(quad[1], quad[3]);
    surface_.triangles.push_back({quad[0], quad[1], quad[2]});
    surface_.triangles.push_back({quad[0], quad[2], quad[3]});
  }

  Surface take() { return std::move(surface_); }

 private:
  std::int32_t point(const std::array<int, 3>& corner) {
    std::int32_t& number = corners_[corner[2]][static_cast<std::size_t>(corner[0] + row_ * corner[1])];
    if (number < 0) {
      if (surface_.points.size() >= static_cast<std::size_t>(INT32_MAX) / 2)
        throw DeviceError("the surface of the selected voxels has too many corners; resample the label map coarser");
      number = static_cast<std::int32_t>(surface_.points.size());
      surface_.points.push_back(image_.position({corner[0] - 0.5, corner[1] - 0.5, slice_ + corner[2] - 0.5}));
    }
    return number;
  }

  const Image& image_;
  std::ptrdiff_t row_, plane_;
  bool mirrored_ = false;
  int slice_ = 0;
  std::array<std::vector<std::int32_t>, 2> corners_;  // numbers of the points below and above the slice; -1 = none yet
  Surface surface_;
};

}  // namespace

Surface surface_of_voxels(const Image& image, const std::vector<unsigned char>& selected) {
  const auto [nx, ny, nz] = image.extent;
  const std::ptrdiff_t row = nx;
  const std::ptrdiff_t slice = row * ny;
  FaceCollector faces(image);
  for (int k = 0; k < nz; ++k) {
    faces.begin_slice(k);
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        const unsigned char* voxel = selected.data() + (i + row * j + slice * k);
        if (*voxel == 0) continue;
        if (i == 0 || voxel[-1] == 0) faces.add(i, j, 0, false);
        if (i == nx - 1 || voxel[1] == 0) faces.add(i, j, 0, true);
        if (j == 0 || voxel[-row] == 0) faces.add(i, j, 1, false);
        if (j == ny - 1 || voxel[row] == 0) faces.add(i, j, 1, true);
        if (k == 0 || voxel[-slice] == 0) faces.add(i, j, 2, false);
        if (k == nz - 1 || voxel[slice] == 0) faces.add(i, j, 2, true);
      }
  }
  return faces.take();
}

}  // namespace howship
