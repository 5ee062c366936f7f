#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/results.hpp"

#include "host/solver/field_guard.hpp"
#include "host/solver/ledger.hpp"
#include "host/solver/pace.hpp"
#include "host/systemic/systemic_model.hpp"

namespace howship {

/// Amounts of the booked fields [mm3 unit].
std::array<double, booked_count> booked(const RegionSums& sums);

/// Advances the region (a Backend) and the rest of the body (SystemicModel) together.
///
/// The region takes ROS34PW2 steps with error control. Within a step the blood is integrated first, fed by the region's
/// means extrapolated in a straight line, and gives the serum at the stages; after the step it is integrated again, fed
/// by the line between the means that were found. Serum denosumab does not depend on the region at all.
class Integrator {
 public:
  struct Options {
    double rtol = 1e-3;
    double first_step = 0.01;  ///< [day], at the start and after an event
    double max_step = 0.0;     ///< [day]; 0 = unlimited
    int cycles = 0;            ///< V-cycles per stage; 0 = one, or two below an rtol of 1e-4
  };

  /// Called after each accepted step, with the state at its end.
  using OnStep = std::function<void(double time, double dt)>;
  /// Called for each output time inside or at the end of a step.
  using OnOutput = std::function<void(const Snapshot&)>;
  /// Asked before each step; true ends advance() there.
  using Stop = std::function<bool()>;

  /// \throws NumericalError when the state that `backend` holds has a value that bone cannot have
  Integrator(Backend& backend, SystemicModel& systemic, const VoxelDomain& domain, const TissueParameters& parameters,
             const Options& options);

  double time() const { return time_; }
  const SolverStatistics& statistics() const { return statistics_; }
  const RegionSums& sums() const { return sums_; }
  /// Books of RANKL, denosumab and calcium from the start to time(), but for quasi-steady fields.
  std::vector<BalanceLine> balance() const { return ledger_.lines(start_, booked(sums_), sums_.volume); }

  /// What the past has left in the integrator, beside the state of the back end and that of the blood.
  struct Memory {
    double next_dt = 0.0;                      ///< [day]
    RegionMeans means_rate = no_change;        ///< [1/day]
    std::array<double, booked_count> start{};  ///< amounts of the booked fields at the start [mm3 unit]
    double work = 0.0;                         ///< sweeps over the fine grid
    SolverStatistics statistics;
    Ledger::Memory ledger;
  };
  Memory memory() const;
  /// False once the blood could not follow a step that the region took.
  bool whole() const { return whole_; }
  /// Goes on as the integrator did that had this memory, once back end and blood have the state that they had then:
  /// with the same bits on the same back end.
  void restore(const Memory& memory);

  /// Must follow every change from outside (a dose): the next step is short and extrapolates nothing.
  void restart();
  /// To be called when the state was changed from outside, before restart(). The booked fields must be as they were.
  /// \throws NumericalError when it has a value that bone cannot have
  void state_changed() { measure(); }

  /// Integrates to `end` exactly, or to the step at which `stop` says so. `output_times`: ascending; those in (time(),
  /// end] are reported. The last of them is where the run ends, should that be later.
  ///
  /// A step that leads to a value that bone cannot have is tried again, shorter. \throws NumericalError with the state
  /// of the last good step in place, naming field, value, voxel, position and time where one value is to blame: when
  /// steps as short as 1e-9 day fail, when the linear solver stagnates, and when the run would never end
  void advance(double end, const std::vector<double>& output_times, const OnStep& on_step, const OnOutput& on_output,
               const Stop& stop = {});

 private:
  struct Attempt {
    bool good = false;      ///< by the error norm and the sign of the fields
    bool balanced = false;  ///< the linear solves left no more than scaling may make good
    bool stalled = false;   ///< the linear solves left most of their work undone
    double error = 0.0;     ///< largest of the fields' norms; 1e6 when not finite
    int worst = 0;          ///< field of that error
    std::string blood;      ///< why the blood could not be integrated; otherwise empty
    StepCheck check;
    StepBalance balance;
    std::array<Serum, 4> serum;
    Serum serum_rate;
  };
  /// \param careful solve each stage with twice the work
  Attempt attempt(double dt, bool careful);
  /// \return why the run ends with this step; empty when it goes on
  std::string accept(const Attempt& attempt, double dt);
  std::string take_blood(double dt, const RegionMeans& before, const RegionMeans& rate_before);
  void measure();
  /// Which value of the state no run goes on from.
  [[noreturn]] void fail_at_state() const;
  /// Where a value that is not finite comes from, if stages that are solved voxel by voxel show it.
  std::optional<ImpossibleValue> first_not_finite(double dt, const Attempt& last) const;
  /// Why steps down to `dt` did not lead on.
  [[noreturn]] void fail(double dt, const Attempt& last) const;
  /// The run would take so many more steps up to `end`.
  [[noreturn]] void fail_slow(double dt, double steps, double end) const;

  Backend& backend_;
  SystemicModel& systemic_;
  const VoxelDomain& domain_;
  TissueParameters parameters_;
  Options options_;
  Ledger ledger_;
  SolverStatistics statistics_;
  RegionSums sums_;
  RegionMeans means_, means_rate_;
  double time_ = 0.0, next_dt_ = 0.0;
  RunPace pace_;
  int rejected_ = 0;                          ///< attempts in a row
  int stalled_ = 0;                           ///< attempts since a linear solve last did its work
  std::array<double, booked_count> start_{};  ///< amounts of the booked fields at the start [mm3 unit]
  bool whole_ = true;
  double work_ = 0.0;  ///< sweeps over the fine grid, those over coarse grids by their share of voxels
};

/// Region means relative to healthy bone from the region's sums.
RegionMeans region_means(const RegionSums& sums);

}  // namespace howship
