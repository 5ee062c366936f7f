#include "host/geometry/bone_share.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "host/geometry/inside_domain.hpp"

namespace howship {

namespace {

constexpr float least_share = 0.25F;     // of bone in a voxel that is divided by its share
constexpr float no_share = 0.01F;        // what is below holds surroundings alone
constexpr int most_points_per_axis = 6;  // per image voxel, to find its share
constexpr int least_points_per_axis = 4;

/// Share of each image voxel that lies in the bone [1].
std::vector<float> shares_of(const Image& image, const VoxelDomain& domain, const BoneInImage& part) {
  double reach = 0.0;  // from the centre of an image voxel to its farthest corner [mm]
  for (int corner = 0; corner < 4; ++corner) {
    double square = 0.0;
    for (int c = 0; c < 3; ++c) {
      const double x = image.step[0][c] + ((corner & 1) != 0 ? 1 : -1) * image.step[1][c] +
                       ((corner & 2) != 0 ? 1 : -1) * image.step[2][c];
      square += x * x;
    }
    reach = std::max(reach, 0.5 * std::sqrt(square));
  }
  const InsideDomain inside(domain, reach);
  const double finest = std::min({domain.grid.spacing[0], domain.grid.spacing[1], domain.grid.spacing[2]});
  Index3 points{};
  for (int axis = 0; axis < 3; ++axis) {
    const Vec3& s = image.step[axis];
    const double length = std::sqrt(s[0] * s[0] + s[1] * s[1] + s[2] * s[2]);
    points[axis] = static_cast<int>(
        std::clamp(std::ceil(length / finest), double{least_points_per_axis}, double{most_points_per_axis}));
  }
  const auto total = static_cast<float>(points[0] * points[1] * points[2]);
  std::vector<float> shares(part.values.size());
#pragma omp parallel for schedule(dynamic, 1)
  for (int k = 0; k < part.extent[2]; ++k)
    for (int j = 0; j < part.extent[1]; ++j)
      for (int i = 0; i < part.extent[0]; ++i) {
        // Deep in the bone and far from it one look is enough, and there most voxels are.
        const auto sure = inside.all_around(
            image.position({double(part.first[0] + i), double(part.first[1] + j), double(part.first[2] + k)}));
        if (sure) {
          shares[part.at(i, j, k)] = *sure;
          continue;
        }
        float sum = 0.0F;
        for (int c = 0; c < points[2]; ++c)
          for (int b = 0; b < points[1]; ++b)
            for (int a = 0; a < points[0]; ++a)
              sum += inside(image.position({part.first[0] + i + (a + 0.5) / points[0] - 0.5,
                                            part.first[1] + j + (b + 0.5) / points[1] - 0.5,
                                            part.first[2] + k + (c + 0.5) / points[2] - 0.5}));
        shares[part.at(i, j, k)] = sum / total;
      }
  return shares;
}

/// Takes the surroundings out of a voxel that the surface cuts.
float bone_in(const std::vector<float>& shares, const std::vector<float>& held, const BoneInImage& part, int i, int j,
              int k) {
  const std::size_t here = part.at(i, j, k);
  float sum = 0.0F;
  int count = 0;
  for (int c = std::max(0, k - 1); c <= std::min(part.extent[2] - 1, k + 1); ++c)
    for (int b = std::max(0, j - 1); b <= std::min(part.extent[1] - 1, j + 1); ++b)
      for (int a = std::max(0, i - 1); a <= std::min(part.extent[0] - 1, i + 1); ++a) {
        const std::size_t beside = part.at(a, b, c);
        if (shares[beside] >= no_share) continue;
        sum += held[beside];
        ++count;
      }
  if (count == 0) return held[here];
  const float share = shares[here];
  return (held[here] - (1.0F - share) * sum / static_cast<float>(count)) / share;
}

/// The one value around the bone when the image is masked: soft tissue is never that even.
std::optional<float> blank_surroundings(const std::vector<float>& shares, const std::vector<float>& held) {
  constexpr double nearly_all = 0.98;
  // The majority, if there is one (Boyer & Moore 1981).
  float candidate = 0.0F;
  std::int64_t lead = 0;
  std::size_t outside = 0;
  for (std::size_t n = 0; n < held.size(); ++n) {
    if (shares[n] > 0.0F) continue;
    ++outside;
    if (lead == 0) candidate = held[n];
    lead += held[n] == candidate ? 1 : -1;
  }
  std::size_t blank = 0, inside = 0, blank_inside = 0;
  for (std::size_t n = 0; n < held.size(); ++n) {
    const bool is_blank = held[n] == candidate;
    if (shares[n] <= 0.0F) blank += is_blank ? 1 : 0;
    if (shares[n] < hardly_cut) continue;
    ++inside;
    blank_inside += is_blank ? 1 : 0;
  }
  const bool blank_around = outside > 0 && static_cast<double>(blank) >= nearly_all * static_cast<double>(outside);
  if (!blank_around || 2 * blank_inside > inside) return std::nullopt;
  return candidate;
}

BoneInImage part_of(const Image& image, const Index3& first, const Index3& extent) {
  BoneInImage part;
  part.first = first;
  part.extent = extent;
  const std::size_t size = static_cast<std::size_t>(extent[0]) * extent[1] * extent[2];
  part.values.reserve(size);
  for (int k = 0; k < extent[2]; ++k)
    for (int j = 0; j < extent[1]; ++j) {
      const std::size_t row =
          first[0] + static_cast<std::size_t>(image.extent[0]) *
                         (first[1] + j + static_cast<std::size_t>(image.extent[1]) * (first[2] + k));
      const auto begin = image.values.begin() + static_cast<std::ptrdiff_t>(row);
      part.values.insert(part.values.end(), begin, begin + extent[0]);
    }
  part.weight.assign(size, 0.0F);
  return part;
}

}  // namespace

BoneInImage bone_of_labels(const Image& image, const std::vector<unsigned char>& inside, const Index3& first,
                           const Index3& extent) {
  BoneInImage part = part_of(image, first, extent);
  for (int k = 0; k < extent[2]; ++k)
    for (int j = 0; j < extent[1]; ++j)
      for (int i = 0; i < extent[0]; ++i) {
        const std::size_t voxel = first[0] + i +
                                  static_cast<std::size_t>(image.extent[0]) *
                                      (first[1] + j + static_cast<std::size_t>(image.extent[1]) * (first[2] + k));
        part.weight[part.at(i, j, k)] = inside[voxel] != 0 ? 1.0F : 0.0F;
      }
  return part;
}

BoneInImage bone_of_domain(const Image& image, const VoxelDomain& domain, const Index3& first, const Index3& extent) {
  BoneInImage part = part_of(image, first, extent);
  const std::vector<float> shares = shares_of(image, domain, part);
  const std::vector<float> held = part.values;
  const std::optional<float> blank = blank_surroundings(shares, held);
  for (int k = 0; k < extent[2]; ++k)
    for (int j = 0; j < extent[1]; ++j)
      for (int i = 0; i < extent[0]; ++i) {
        const std::size_t n = part.at(i, j, k);
        const float share = shares[n];
        if (share < least_share || (blank && held[n] == *blank)) continue;
        part.weight[n] = share * share;
        if (share < hardly_cut && !blank) part.values[n] = bone_in(shares, held, part, i, j, k);
      }
  return part;
}

}  // namespace howship
