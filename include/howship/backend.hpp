#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"
#include "howship/parameters.hpp"
#include "howship/results.hpp"
#include "howship/serum.hpp"

namespace howship {

class Convoy;

/// What a voxel's place brings along, per stored voxel in the order of VoxelDomain.
struct TissueSites {
  std::vector<float> healthy;                                 ///< phi0, healthy BV/TV, in (0, 0.99]
  std::array<std::vector<float>, phenotype_count> phenotype;  ///< in the order and units of phenotype_members
  std::vector<float> tumour;                                  ///< tumour fraction at time zero [1]
  std::vector<float> bone_left;  ///< share of the healthy bone there at time zero, in (0, 1] [1]
};

/// Coefficients of one stage i of the Rosenbrock-W method, with the step's times.
struct StageInput {
  int stage = 0;
  double dt = 0.0;    ///< [day]
  Serum serum;        ///< at t_n + alpha_i dt
  Serum serum_rate;   ///< d/dt at t_n [per day]
  double time = 0.0;  ///< t_n [day]
};

/// Rates beyond the model that a back end adds to its own: manufactured solutions, walls that leak, other people's
/// reactions. Arrays are [brick][lane] per field in field units; lanes outside the bone stay zero. Evaluated on the
/// host at each stage, and unknown to the Jacobian, which a W-method allows for rates that are not stiff.
class Source {
 public:
  virtual ~Source() = default;
  /// \param rate in: zero; out: d/dt at this time and state [unit/day]
  virtual void rate(double time, const std::array<std::vector<double>, field_count>& state,
                    std::array<std::vector<double>, field_count>& rate) = 0;
  /// \param change in: zero; out: derivative of rate() in time at this time and fixed state [unit/day2]
  virtual void rate_in_time(double time, const std::array<std::vector<double>, field_count>& state,
                            std::array<std::vector<double>, field_count>& change) = 0;
};

/// How a stage's linear system is solved. With one level: Chebyshev iteration on point blocks. With more: multigrid
/// V-cycles, `smoothing` sweeps before and after each coarse correction, and the Chebyshev iteration on the coarsest
/// grid.
struct SolvePlan {
  int sweeps = 2;      ///< of the Chebyshev iteration, >= 1
  double least = 1.0;  ///< eigenvalue of fields whose ratio is not known, in (0, 2)
  int levels = 1;      ///< grids, the fine one included; at most Backend::levels()
  int smoothing = 3;
  int cycles = 1;
  /// Of each field, diffusion over reaction on the diagonal of the fine grid's blocks; negative = not known. Fields
  /// whose ratio is small are solved by the sweeps of a smoother alone, each as fast as its own ratio allows.
  std::array<double, diffusing_count> ratio{-1, -1, -1, -1, -1, -1, -1, -1};
};

/// Sums over the region of how bound RANKL and the exchange of denosumab answer when all RANKL, or all denosumab, at
/// the end of a step is scaled by 1 + epsilon [mm3 pmol/L, per day for the exchange].
struct ScalingSlopes {
  double bound_rankl = 0, bound_denosumab = 0, exchange_rankl = 0, exchange_denosumab = 0;
  static constexpr int count = 4;
};

/// Outcome of a step that has been computed but not yet accepted.
struct StepCheck {
  std::array<double, field_count> error{};  ///< RMS over voxels of error over weight, per field; NaN when not finite
  double least = 0.0;                       ///< most negative new value in units of its field's scale (<= 0)
  double clipped = 0.0;                     ///< sum of what accept() will lift to zero, in units of typical values
  // Of the booked fields, over the region [mm3 times unit]:
  std::array<double, booked_count> stock{};   ///< at the end of the step, what fell below zero lifted
  std::array<double, booked_count> lifted{};  ///< of it, what lifting added
  ScalingSlopes slopes;
  double beyond = 0.0;  ///< values that no bone can have, NaN among them, over all voxels (physics/field_range.hpp)
};

/// Sums over the region, weighted with bone volume [mm3 times the named quantity's unit].
struct RegionSums {
  double volume = 0, rankl_free = 0, opg = 0, rank_occupancy = 0, tgf_beta = 0, osteoclasts = 0, osteoblasts = 0;
  double tumour = 0, lytic = 0, sclerotic = 0, bone = 0, mineral = 0, mineral_healthy = 0;
  double denosumab_free = 0, zoledronate = 0, resorption = 0, formation = 0, mineralisation = 0, turnover = 0;
  double pthrp = 0, calcium = 0, rankl = 0, denosumab = 0;
  double beyond = 0;  ///< values that no bone can have: negative, NaN, beyond their largest
  static constexpr int count = 24;
};

/// Region sums at a stage's argument from which the ledgers of the step are made [mm3 times unit].
struct StageRates {
  double rankl_production = 0;                ///< for a serum drive of 1 [pmol/L/day]
  double rankl = 0, bound = 0;                ///< RANKL, and what of it denosumab holds [pmol/L]
  double denosumab_exchange = 0;              ///< from the blood into tissue [pmol/L/day]
  double perfusion = 0;                       ///< k_v [1/day]
  double resorption = 0, mineralisation = 0;  ///< [1/day]
  double calcium_gap = 0;                     ///< serum calcium less interstitial [mmol/L]
  double source[booked_count] = {0, 0, 0};    ///< rates of a Source, with the stage's share of their change in time
  static constexpr int count = 8 + booked_count;
};
/// Changes of these along the stage's increment.
struct StageChanges {
  double rankl_production = 0;  ///< at the serum drive
  double rankl = 0, bound = 0, denosumab_exchange = 0, denosumab = 0;
  double resorption = 0, mineralisation = 0, calcium = 0;
  static constexpr int count = 8;
};
struct StageSums {
  StageRates at;
  StageChanges along;
};

/// What one part of the steps took so far.
struct ProfileLine {
  std::string name;
  long launches = 0;
  double seconds = 0.0;
  double bytes = 0.0;  ///< that it had to move at least: each array that it names once per launch
};

/// Holds the fields of a run on one device and advances them by the parts of a step. One instance serves one domain.
///
/// Order of a step: prepare, then for each stage begin_stage, solve, end_stage, then check, perhaps scale, then accept
/// (or begin again). All operations are deterministic: the same bits for any number of threads.
class Backend {
 public:
  virtual ~Backend() = default;

  virtual std::string name() const = 0;         ///< "cpu" or "cuda"
  virtual std::string description() const = 0;  ///< device and instruction set, for people
  virtual double bytes() const = 0;             ///< allocated on the device

  /// Sets the healthy state with the sites' tumour in it.
  virtual void set_initial_state() = 0;
  /// Replaces the state; values [brick][lane] per field.
  virtual void upload(const std::array<std::vector<double>, field_count>& fields) = 0;
  virtual void download(std::array<std::vector<double>, field_count>& fields) = 0;

  /// Adds a source to the rates from the next begin_stage on; nullptr, as at the start, is none and costs nothing.
  /// `source` must outlive its use.
  virtual void set_source(Source* source) = 0;

  virtual int levels() const = 0;                                       ///< grids there are, the fine one included
  virtual const std::array<double, diffusing_count>& mass() const = 0;  ///< BackendOptions::mass

  /// Linearises at the current state and forms the point blocks for gamma * dt.
  virtual void prepare(double gamma_dt, const Serum& serum) = 0;
  /// Stage state, right-hand side and elimination of the local fields.
  virtual void begin_stage(const StageInput& input) = 0;
  virtual void solve(const SolvePlan& plan) = 0;
  /// Back-substitution into the local fields.
  virtual void end_stage(const StageInput& input) = 0;
  virtual StepCheck check(double rtol) = 0;
  /// Factors 1 + epsilon for the booked fields of the step just checked; 1 without this call. interpolate() applies
  /// them in proportion to the share of the step.
  virtual void scale(const std::array<double, booked_count>& epsilon) = 0;
  /// Takes the step. \return what rounding the booked fields to their precision added [mm3 times unit]
  virtual std::array<double, booked_count> accept() = 0;

  /// Of the step just computed, all stages; valid between the last end_stage and the next begin_stage.
  virtual std::array<StageSums, 4> stage_sums() = 0;

  virtual RegionSums region_sums() = 0;
  /// The state that the step led to, negative values included, for saying where it failed.
  void download_attempt(std::array<std::vector<double>, field_count>& fields) { download_stages(4, fields); }
  /// The same with the share of its first so many stages alone.
  virtual void download_stages(int stages, std::array<std::vector<double>, field_count>& fields) = 0;
  /// Third-order dense output of the step just computed, before accept(); theta in [0, 1] is the share of the step.
  virtual void interpolate(double theta, Snapshot& snapshot) = 0;
  /// Current state as a snapshot.
  virtual void snapshot(Snapshot& snapshot) = 0;

  /// From here on each launch is waited for and timed, or no longer.
  virtual void set_profiling(bool on) = 0;
  virtual std::vector<ProfileLine> profile() const = 0;  ///< parts that have run while profiling
};

struct BackendOptions {
  std::string name = "auto";        ///< "auto", "cpu" or "cuda"
  std::string precision = "mixed";  ///< "mixed": diffusing fields in single precision; "double"
  int device = 0;
  int threads = 0;           ///< 0 = all cores
  Convoy* convoy = nullptr;  ///< whose launches are made together with those of this process's other arms
  std::array<double, diffusing_count> mass{1, 1, 1, 1, 1, 1, 1, 1};  ///< 0 = quasi-steady
};

/// Bytes that a back end will allocate per stored voxel.
double bytes_per_stored_voxel(const std::string& precision);

/// \throws NotCompiled, DeviceError (also when the domain does not fit: names need and have)
std::unique_ptr<Backend> make_backend(const BackendOptions& options, const VoxelDomain& domain,
                                      const TissueSites& sites, const TissueParameters& parameters);

}  // namespace howship
