#include "host/geometry/cell_overlap.hpp"

#include <algorithm>
#include <utility>

#include "host/geometry/cell_clip.hpp"
#include "host/geometry/cell_shapes.hpp"
#include "host/geometry/fill_missing.hpp"
#include "host/geometry/overlap_rows.hpp"
#include "host/geometry/voxel_lookup.hpp"

namespace howship {

namespace {

constexpr std::size_t nowhere = VoxelLookup::nowhere;
/// Shares below this part of the cell's volume come from rounding where its faces lie in those of voxels.
constexpr double least_share = 1e-7;
/// How far from a cell without a share its voxel may lie [voxels].
constexpr int reach = 8;

constexpr Index3 around[6] = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};

/// The voxel itself when it is active, otherwise the fullest of its neighbours.
std::size_t taker_of(const VoxelDomain& domain, const VoxelLookup& lookup, const Index3& index) {
  const std::size_t itself = lookup.active(index);
  if (itself != nowhere) return itself;
  std::size_t taker = nowhere;
  for (const Index3& step : around) {
    const std::size_t other = lookup.active({index[0] + step[0], index[1] + step[1], index[2] + step[2]});
    if (other != nowhere && (taker == nowhere || domain.volume_fraction[other] > domain.volume_fraction[taker]))
      taker = other;
  }
  return taker;
}

/// Cuts one cell after another.
class Cutter {
 public:
  Cutter(const VolumeMesh& mesh, const std::vector<unsigned char>& selected, const VoxelDomain& domain,
         const VoxelLookup& lookup)
      : mesh_(mesh), selected_(selected), domain_(domain), lookup_(lookup) {}

  /// Shares of a cell, in volumes of a voxel; one of volume 0 for a cell that has none but lies near a voxel.
  const std::vector<Share>& find(std::size_t cell) {
    shares_.clear();
    if (!selected_.empty() && selected_[cell] == 0) return shares_;
    const CellTriangles corners = triangles_of(mesh_, cell);
    const double volume = signed_volume(mesh_, corners);
    if (volume != 0.0) add_shares(corners, volume < 0.0);
    if (shares_.empty()) {
      const std::size_t voxel = lookup_.nearest_active(centre_of(cell), reach);
      if (voxel != nowhere) shares_.push_back({static_cast<std::uint32_t>(voxel), 0.0});
    }
    return shares_;
  }

 private:
  Vec3 in_grid(const Vec3& p) const {
    const Grid& g = domain_.grid;
    return {(p[0] - g.origin[0]) / g.spacing[0], (p[1] - g.origin[1]) / g.spacing[1],
            (p[2] - g.origin[2]) / g.spacing[2]};
  }

  Vec3 centre_of(std::size_t cell) const {
    const int corners = shape_of(mesh_.types[cell])->corners;
    Vec3 centre{};
    for (int c = 0; c < corners; ++c)
      for (int axis = 0; axis < 3; ++axis)
        centre[axis] += mesh_.points[mesh_.corners[static_cast<std::size_t>(mesh_.begins[cell] + c)]][axis] / corners;
    return in_grid(centre);
  }

  void add_shares(const CellTriangles& corners, bool inside_out) {
    triangles_.clear();
    for (int t = 0; t < corners.count; ++t) {
      const auto& [a, b, c] = corners.triangle[t];
      triangles_.push_back({in_grid(mesh_.points[a]), in_grid(mesh_.points[inside_out ? c : b]),
                            in_grid(mesh_.points[inside_out ? b : c])});
    }
    const std::vector<SharedVolume>& shared = clip_.cut(triangles_, domain_.grid.extent);
    double whole = 0.0;
    for (const SharedVolume& s : shared) whole += s.volume;
    for (const SharedVolume& s : shared) {
      if (s.volume < least_share * whole) continue;
      const std::size_t voxel = taker_of(domain_, lookup_, s.voxel);
      if (voxel != nowhere) shares_.push_back({static_cast<std::uint32_t>(voxel), s.volume});
    }
    merge_shares(shares_);
  }

  const VolumeMesh& mesh_;
  const std::vector<unsigned char>& selected_;
  const VoxelDomain& domain_;
  const VoxelLookup& lookup_;
  CellClip clip_;
  std::vector<CellClip::Triangle> triangles_;
  std::vector<Share> shares_;
};

/// Makes the shares of each voxel add up to the bone it stands for [mm3].
void scale(VoxelOverlaps& overlaps, const VoxelDomain& domain) {
  std::vector<double> factor(domain.stored_voxels(), 0.0);
  for (std::size_t e = 0; e < overlaps.voxel.size(); ++e)
    factor[overlaps.voxel[e]] += static_cast<double>(overlaps.volume[e]);
  const double voxel_volume = domain.grid.voxel_volume();
  for (std::size_t v = 0; v < factor.size(); ++v)
    if (factor[v] > 0.0) factor[v] = static_cast<double>(domain.volume_fraction[v]) * voxel_volume / factor[v];
  for (std::size_t e = 0; e < overlaps.voxel.size(); ++e)
    overlaps.volume[e] = static_cast<float>(static_cast<double>(overlaps.volume[e]) * factor[overlaps.voxel[e]]);
}

}  // namespace

CellOverlap::CellOverlap(const VolumeMesh& mesh, const std::vector<unsigned char>& selected, const VoxelDomain& domain)
    : domain_(domain) {
  const VoxelLookup lookup(domain);
  overlaps_ = overlap_rows(mesh.cells(), [&] { return Cutter(mesh, selected, domain, lookup); });
  scale(overlaps_, domain);
}

std::vector<double> CellOverlap::cell_means(const std::vector<float>& voxel_values) const {
  std::vector<double> means(overlaps_.cells());
  for (std::size_t cell = 0; cell < means.size(); ++cell)
    means[cell] = mean_of(overlaps_, cell, [&](std::size_t voxel) { return static_cast<double>(voxel_values[voxel]); });
  return means;
}

std::vector<float> CellOverlap::voxel_means(const std::vector<double>& cell_values) const {
  const std::size_t voxels = domain_.stored_voxels();
  std::vector<double> sums(voxels, 0.0);
  std::vector<double> weights(voxels, 0.0);
  for (std::size_t cell = 0; cell < overlaps_.cells(); ++cell)
    for (std::size_t e = overlaps_.begins[cell]; e < overlaps_.begins[cell + 1]; ++e) {
      sums[overlaps_.voxel[e]] += static_cast<double>(overlaps_.volume[e]) * cell_values[cell];
      weights[overlaps_.voxel[e]] += static_cast<double>(overlaps_.volume[e]);
    }
  std::vector<float> means(voxels, 0.0F);
  std::vector<std::size_t> missing;
  for (std::size_t v = 0; v < voxels; ++v) {
    if (weights[v] > 0.0) {
      means[v] = static_cast<float>(sums[v] / weights[v]);
    } else if (domain_.active(v)) {
      missing.push_back(v);
    }
  }
  fill_from_neighbours(domain_, std::move(missing), means);
  return means;
}

}  // namespace howship
