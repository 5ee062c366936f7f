#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "howship/backend.hpp"

#include "kernels/physics/reaction.hpp"

namespace howship::testing_support {

/// Right-hand side of the semi-discrete system in double precision, apart from the step's bodies but for the rates of
/// kernels/physics/reaction.hpp: diffusion is written again, over a list of faces.
class SemiDiscrete {
 public:
  using Fields = std::array<std::vector<double>, field_count>;

  SemiDiscrete(const VoxelDomain& domain, const TissueSites& sites, const TissueParameters& p)
      : constants_(make_constants(p)), stored_(domain.stored_voxels()) {
    diffusivity_ = {p.diffusivity_rankl, p.diffusivity_opg,        p.diffusivity_denosumab, p.diffusivity_tgf_beta,
                    p.diffusivity_pthrp, p.diffusivity_osteogenic, p.diffusivity_calcium,   p.diffusivity_tumour};
    std::map<Index3, std::size_t> place;
    for (std::size_t v = 0; v < stored_; ++v) {
      if (!domain.active(v)) continue;
      voxels_.push_back(v);
      place[domain.voxel_index(v)] = v;
    }
    volume_.assign(domain.volume_fraction.begin(), domain.volume_fraction.end());
    sites_.resize(stored_);
    for (std::size_t v : voxels_) {
      sites_[v].healthy = sites.healthy[v];
      sites_[v].pthrp_secretion = sites.pthrp_secretion[v];
      sites_[v].osteoblast_suppression = sites.osteoblast_suppression[v];
      sites_[v].osteogenic_secretion = sites.osteogenic_secretion[v];
      physics::derive_site(constants_, sites_[v]);
      for (std::size_t axis = 0; axis < 3; ++axis) {
        Index3 before = domain.voxel_index(v);
        --before[axis];
        const auto found = place.find(before);
        const double open = domain.aperture[axis][v], h = domain.grid.spacing[axis];
        if (found != place.end() && open > 0.0) faces_.push_back({found->second, v, open / (h * h)});
      }
    }
  }

  const std::vector<std::size_t>& voxels() const { return voxels_; }  ///< those with bone

  /// Local rates of one voxel at its fields `u`.
  void react(std::size_t v, const Serum& serum, const double* u, double* rate) const {
    double positive[field_count];
    for (int f = 0; f < field_count; ++f) positive[f] = std::max(u[f], 0.0);
    const auto m = physics::evaluate_intermediates(constants_, sites_[v], positive);
    physics::react(constants_, sites_[v], m, serum, u, rate);
  }

  /// d/dt of all fields at a serum.
  void rate(const Serum& serum, const Fields& u, Fields& made) const {
    double here[field_count], r[field_count];
    for (auto& field : made) field.assign(stored_, 0.0);
    for (const Face& face : faces_) {
      const double phi[2] = {bone(u, face.low), bone(u, face.high)};
      double molecules[2], cells[2];
      for (int side = 0; side < 2; ++side) {
        molecules[side] = std::pow(1.0 - phi[side], 1.5) + constants_.p.bone_hindrance * phi[side];
        cells[side] = std::pow(1.0 - phi[side], 2.0);
      }
      for (std::size_t f = 0; f < diffusing_count; ++f) {
        const double* g = f == static_cast<std::size_t>(index_of(Field::Tumour)) ? cells : molecules;
        const double flow =
            diffusivity_[f] * face.weight / (0.5 / g[0] + 0.5 / g[1]) * (u[f][face.high] - u[f][face.low]);
        made[f][face.low] += flow / volume_[face.low];
        made[f][face.high] -= flow / volume_[face.high];
      }
    }
    for (std::size_t v : voxels_) {
      for (std::size_t f = 0; f < field_count; ++f) here[f] = u[f][v];
      react(v, serum, here, r);
      for (std::size_t f = 0; f < field_count; ++f) made[f][v] += r[f];
    }
  }

 private:
  struct Face {
    std::size_t low, high;
    double weight;  ///< open share over squared spacing [1/mm2]
  };
  static double bone(const Fields& u, std::size_t v) {
    return u[index_of(Field::Osteoid)][v] + u[index_of(Field::MineralisedMatrix)][v];
  }
  TissueConstants constants_;
  std::size_t stored_;
  std::array<double, diffusing_count> diffusivity_;
  std::vector<std::size_t> voxels_;
  std::vector<double> volume_;
  std::vector<physics::Site<double>> sites_;
  std::vector<Face> faces_;
};

}  // namespace howship::testing_support
