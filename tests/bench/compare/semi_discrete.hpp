#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "howship/backend.hpp"

#include "kernels/cpu/simd.hpp"
#include "kernels/physics/linearisation.hpp"
#include "kernels/voxel/views.hpp"

namespace howship::compare {

/// Eight voxels in a row.
using Pack = Simd<double, 8>;

/// All fields [brick][lane], as a back end takes them.
using Fields = std::array<std::vector<double>, field_count>;

/// The equations of a region between the discretisation in space and any method in time, du/dt = F(t, u), on the dense
/// box around the region: what other solvers are given. Rates are those of kernels/physics, fluxes those of
/// kernels/README.md, written here for whole rows of a box.
///
/// A vector of the system is [field][z][y][x]. Rows are filled up to whole packs; voxels outside the bone have no faces
/// and rate 0.
class SemiDiscrete {
 public:
  SemiDiscrete(const VoxelDomain& domain, const TissueSites& sites, const TissueParameters& parameters);

  std::size_t cells() const { return cells_; }  ///< of one field, those outside the bone included
  std::size_t size() const { return cells_ * field_count; }
  int extent(int axis) const { return extent_[axis]; }  ///< along x with the filling
  bool active(std::size_t cell) const { return volume_[cell] > 0.0; }
  std::size_t active_cells() const { return active_; }
  const TissueConstants& constants() const { return constants_; }

  std::vector<double> from_bricks(const Fields& fields) const;
  void to_bricks(const double* u, Fields& fields) const;

  /// F at a state. \param u, rate [size()]
  void rate(const Serum& serum, const double* u, double* rate);
  /// Diagonal of I - theta dF/du.
  void diagonal(double theta, const Serum& serum, const double* u, double* diagonal);

  /// A voxel's site, state and intermediates for each pack of cells with bone in it.
  template <class Work>
  void for_each_pack(const double* u, Work work) const {
    for (std::size_t cell = 0; cell < cells_; cell += Pack::lanes) {
      if (!pack_active_[cell / Pack::lanes]) continue;
      Pack state[field_count], positive[field_count];
      for (int f = 0; f < field_count; ++f) {
        load(u + static_cast<std::size_t>(f) * cells_ + cell, state[f]);
        positive[f] = max(state[f], 0.0);
      }
      const physics::Site<Pack> site = site_of(cell);
      work(cell, site, state, positive, physics::evaluate_intermediates(constants_, site, positive));
    }
  }

  /// Weight of the face towards -axis over the box's volume, A/h2 times relative diffusivity in series [1/mm2], at the
  /// bone of a state. \param weight [cells()] per axis, for molecules and for tumour
  struct Weights {
    std::array<std::vector<double>, 3> molecules, tumour;
  };
  void face_weights(const double* u, Weights& weights);
  double volume(std::size_t cell) const { return volume_[cell]; }  ///< fraction; 0 outside the bone
  std::size_t stride(int axis) const { return stride_[axis]; }

 private:
  static constexpr int site_planes = 13;
  physics::Site<Pack> site_of(std::size_t cell) const {
    physics::Site<Pack> s;
    Pack* members[site_planes] = {&s.healthy,
                                  &s.pthrp_secretion,
                                  &s.osteoblast_suppression,
                                  &s.osteogenic_secretion,
                                  &s.rankl_secretion,
                                  &s.cytokines,
                                  &s.growth,
                                  &s.turnover,
                                  &s.osteoid,
                                  &s.matrix,
                                  &s.mineral,
                                  &s.surface,
                                  &s.full};
    for (int i = 0; i < site_planes; ++i) load(site_[i].data() + cell, *members[i]);
    return s;
  }
  /// Relative diffusivities of every cell into arrays with a margin on all sides.
  void hinder(const double* u);
  template <int axis>
  void add_flux(std::size_t cell, Pack (&flux)[diffusing_count], Pack (&around)[2]) const;

  TissueConstants constants_;
  int extent_[3];
  std::size_t cells_, active_ = 0;
  std::size_t stride_[3];
  std::vector<std::size_t> cell_of_;  ///< of each stored voxel
  std::vector<double> volume_, inverse_volume_;
  std::vector<double> aperture_[3];  ///< over h2, with the margin [1/mm2]
  std::vector<double> site_[site_planes];
  std::vector<char> pack_active_;
  // Working arrays with a margin of a plane and more at both ends, so that neighbours can be read everywhere.
  std::size_t margin_;
  std::vector<double> molecules_, tumour_, held_[diffusing_count];
};

}  // namespace howship::compare
