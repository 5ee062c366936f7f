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
    std::map<Index3, std::size_t> place;  // in voxels_
    for (std::size_t v = 0; v < stored_; ++v) {
      if (!domain.active(v)) continue;
      place[domain.voxel_index(v)] = voxels_.size();
      voxels_.push_back(v);
    }
    volume_.assign(domain.volume_fraction.begin(), domain.volume_fraction.end());
    sites_.resize(stored_);
    for (std::size_t v : voxels_) {
      sites_[v].healthy = sites.healthy[v];
      Phenotype phenotype;
      for (std::size_t i = 0; i < phenotype_count; ++i) phenotype.*phenotype_members[i] = sites.phenotype[i][v];
      physics::set_phenotype(sites_[v], phenotype);
      physics::derive_site(constants_, sites_[v]);
      for (std::size_t axis = 0; axis < 3; ++axis) {
        Index3 before = domain.voxel_index(v);
        --before[axis];
        const auto found = place.find(before);
        const double open = domain.aperture[axis][v], h = domain.grid.spacing[axis];
        if (found != place.end() && open > 0.0)
          faces_.push_back({voxels_[found->second], v, found->second, place.at(domain.voxel_index(v)), open / (h * h)});
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
    for (const Face& face : faces_)
      for (std::size_t f = 0; f < diffusing_count; ++f) {
        const double flow = diffusivity_[f] * conductance(u, face, f) * (u[f][face.high] - u[f][face.low]);
        made[f][face.low] += flow / volume_[face.low];
        made[f][face.high] -= flow / volume_[face.high];
      }
    for (std::size_t v : voxels_) {
      for (std::size_t f = 0; f < field_count; ++f) here[f] = u[f][v];
      react(v, serum, here, r);
      for (std::size_t f = 0; f < field_count; ++f) made[f][v] += r[f];
    }
  }

  /// Diffusion as a linear operator, with the bone as it is.
  struct Couplings {
    std::array<std::vector<double>, 2> face;  ///< D-free conductance of molecules and of cells [1/mm2]
    std::array<std::vector<double>, diffusing_count> diagonal;  ///< by stored voxel, minus the diagonal [1/day]
  };
  Couplings couplings(const Fields& u) const {
    Couplings c;
    for (auto& d : c.diagonal) d.assign(stored_, 0.0);
    for (const Face& face : faces_) {
      c.face[0].push_back(conductance(u, face, 0));
      c.face[1].push_back(conductance(u, face, tumour));
      for (std::size_t f = 0; f < diffusing_count; ++f)
        for (std::size_t v : {face.low, face.high})
          c.diagonal[f][v] += diffusivity_[f] * c.face[f == tumour ? 1 : 0].back() / volume_[v];
    }
    return c;
  }
  /// Adds diffusion of x to y, both [voxel with bone][field].
  void add_diffusion(const Couplings& c, const double* x, double* y) const {
    for (std::size_t i = 0; i < faces_.size(); ++i) {
      const Face& face = faces_[i];
      const std::size_t low = face.low_place * field_count, high = face.high_place * field_count;
      for (std::size_t f = 0; f < diffusing_count; ++f) {
        const double flow = diffusivity_[f] * c.face[f == tumour ? 1 : 0][i] * (x[high + f] - x[low + f]);
        y[low + f] += flow / volume_[face.low];
        y[high + f] -= flow / volume_[face.high];
      }
    }
  }

 private:
  static constexpr std::size_t tumour = index_of(Field::Tumour);
  struct Face {
    std::size_t low, high;              ///< stored voxels
    std::size_t low_place, high_place;  ///< in voxels()
    double weight;                      ///< open share over squared spacing [1/mm2]
  };
  /// Of two half-voxels in series over the squared spacing, relative to marrow [1/mm2].
  double conductance(const Fields& u, const Face& face, std::size_t f) const {
    double resistance = 0.0;
    for (std::size_t v : {face.low, face.high}) {
      const double phi = bone(u, v);
      resistance +=
          0.5 / (f == tumour ? std::pow(1.0 - phi, 2.0) : std::pow(1.0 - phi, 1.5) + constants_.p.bone_hindrance * phi);
    }
    return face.weight / resistance;
  }
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
