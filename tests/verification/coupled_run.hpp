#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"

#include "host/app/simulation.hpp"
#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"
#include "host/solver/integrator.hpp"
#include "host/systemic/systemic_model.hpp"

#include "tests/verification/tested_backend.hpp"

namespace howship::testing_support {

using Fields = std::array<std::vector<double>, field_count>;

/// A case's bone, cut into voxels, with what stands in them.
struct Region {
  VoxelDomain domain;
  TissueSites sites;
};

inline Region make_region(Case& c, const Surface& surface, const std::vector<Site>& places = {}) {
  VoxelizeOptions options;
  options.spacing = c.geometry.spacing;
  options.merge_below = c.numerics.merge_below;
  options.wall_band = c.density.cortical_thickness.value_or(default_cortical_thickness) + 2.0;
  Region r;
  r.domain = voxelize(surface, options);
  place_lesions(c.lesions, places, r.domain);
  r.sites = make_sites(r.domain, c.density, c.lesions);
  return r;
}
inline Region make_region(Case& c) {
  const GeometryResult geometry = make_geometry(c.geometry);
  return make_region(c, geometry.surface, geometry.sites);
}

/// The parts of a Simulation in the open, so that a test can set the state and read all of it.
class CoupledRun {
 public:
  /// \param start changes the healthy fields into those of time zero
  /// \param cycles of Integrator::Options
  /// \param blood_rtol of SystemicModel, which starts afresh with every step and loses up to 1e-5 by it at its own 1e-8
  template <class Start>
  CoupledRun(const Case& c, const Region& region, Start start, int threads = 1, int cycles = 0,
             double blood_rtol = 1e-8)
      : region_(region), backend_(make_backend(tested_options(c, threads), region.domain, region.sites, c.tissue)) {
    backend_->set_initial_state();
    Fields fields;
    backend_->download(fields);
    start(fields);
    backend_->upload(fields);
    systemic_ = std::make_unique<SystemicModel>(c.systemic, c.tissue, c.metastatic_fraction.value_or(0.0), blood_rtol);
    integrator_ = std::make_unique<Integrator>(
        *backend_, *systemic_, region_.domain, c.tissue,
        Integrator::Options{c.numerics.rtol, c.numerics.first_step, c.numerics.max_step, cycles});
  }
  CoupledRun(const Case& c, const Region& region, int threads = 1)
      : CoupledRun(
            c, region, [](Fields&) {}, threads) {}

  void give(const Dose& dose) {
    systemic_->give(dose);
    integrator_->restart();
  }
  void advance(double end, const Integrator::OnStep& on_step = nullptr) {
    integrator_->advance(end, {}, on_step, [](const Snapshot&) {});
  }
  Fields fields() {
    Fields f;
    backend_->download(f);
    return f;
  }
  const SystemicModel& systemic() const { return *systemic_; }
  const Integrator& integrator() const { return *integrator_; }
  Backend& backend() { return *backend_; }

 private:
  const Region& region_;
  std::unique_ptr<Backend> backend_;
  std::unique_ptr<SystemicModel> systemic_;
  std::unique_ptr<Integrator> integrator_;
};

/// Largest difference over voxels with bone, relative to the larger of the value and the field's typical size.
inline double largest_difference(const VoxelDomain& domain, const Fields& a, const Fields& b, int f) {
  double largest = 0.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const double d = std::fabs(a[f][v] - b[f][v]) / std::max(std::fabs(b[f][v]), field_info[f].typical);
    largest = std::isnan(largest) || d <= largest ? largest : d;  // a NaN is kept
  }
  return largest;
}

/// RMS over voxels of the difference relative to the field's own RMS or its typical size; the worst field.
inline double distance(const VoxelDomain& domain, const Fields& a, const Fields& b, std::string& worst_field) {
  double worst = 0.0;
  for (int f = 0; f < field_count; ++f) {
    double difference = 0.0, size = 0.0, n = 0.0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      difference += std::pow(a[f][v] - b[f][v], 2);
      size += b[f][v] * b[f][v];
      n += 1.0;
    }
    const double d = std::sqrt(difference / n) / std::max(std::sqrt(size / n), field_info[f].typical);
    if (d <= worst) continue;
    worst = d;
    worst_field = field_info[f].name;
  }
  return worst;
}

/// Osteogenic factor and PTHrP that nothing answers to: two fields that only diffuse (and decay, if asked), in bone
/// that stays healthy. `diffusivity` is what they have in bone of the case's density.
inline Case passive_case(double diffusivity, double decay = 0.0) {
  Case c;
  c.density.source = DensitySource::Uniform;
  c.density.trabecular = 0.13;
  TissueParameters& p = c.tissue;
  p.a_osteogenic = p.b_osteogenic = 0.0;
  p.osteogenic_formation = 1.0;
  p.a_pthrp_rankl = p.b_pthrp_opg = p.a_pthrp_precursors = p.rank_bypass = 0.0;
  p.osteogenic_decay = p.pthrp_decay = decay;
  const double phi = static_cast<double>(static_cast<float>(c.density.trabecular));
  const double open = std::pow(1.0 - phi, 1.5) + p.bone_hindrance * phi;
  p.diffusivity_osteogenic = p.diffusivity_pthrp = diffusivity / open;
  c.metastatic_fraction = 0.0;
  c.numerics.precision = "double";
  return c;
}

/// Total of a field over voxels that `where` picks [unit mm3].
template <class Where>
double total(const VoxelDomain& domain, const std::vector<double>& field, Where where) {
  double sum = 0.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v) && where(v)) sum += domain.volume_fraction[v] * field[v];
  return sum * domain.grid.voxel_volume();
}

constexpr double first_mode = 2.081575977818101;  ///< least root of d j1(x)/dx = 0

/// First mode of l = 1 in a ball with a closed surface: j1(k r/R) cos(angle to z) [1].
inline double sphere_mode(const Vec3& x, double radius) {
  const double r = std::hypot(x[0], x[1], x[2]);
  const double s = first_mode * r / radius;
  if (s < 1e-6) return first_mode / radius * x[2] / 3.0;
  return (std::sin(s) / (s * s) - std::cos(s) / s) * x[2] / r;
}

}  // namespace howship::testing_support
