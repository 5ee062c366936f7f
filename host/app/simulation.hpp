#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/results.hpp"

#include "host/app/radiotherapy.hpp"
#include "host/solver/integrator.hpp"
#include "host/systemic/systemic_model.hpp"

namespace howship {

/// A case on its domain, ready to be advanced: back end, blood, doses. No files.
class Simulation {
 public:
  /// \throws DeviceError, NotCompiled
  Simulation(const Case& c, const VoxelDomain& domain, const TissueSites& sites, const BackendOptions& options);

  /// Runs to the end of the case, from time zero or from where restore() put it. `on_output` gets a snapshot at time
  /// zero, at every multiple of output.every and at the end. When `stop`, asked between steps, says so, the run ends
  /// there: time() tells how far it came. While it is asked, memory() holds all that the rest of the run depends on.
  /// \throws NumericalError
  void run(const std::function<void(const TimeseriesRow&)>& on_row,
           const std::function<void(const AppliedEvent&)>& on_event, const Integrator::OnOutput& on_output,
           const Integrator::Stop& stop = {});

  /// How many inputs of the case were applied.
  struct Applied {
    std::size_t doses = 0, events = 0, fractions = 0;
    double since = -1.0;  ///< time up to which those due were applied, below zero before any [day]
  };
  /// All that the rest of the run depends on, beside the case and its domain.
  struct Memory {
    std::array<std::vector<double>, field_count> fields;  ///< [brick][lane]
    SystemicModel::State blood{};
    std::vector<double> given;  ///< times at which the case's infusions and intakes began, as many as did [day]
    Integrator::Memory integrator;
    double time = 0.0;  ///< [day]
    Applied applied;
  };
  Memory memory();
  /// To be called before run(). \throws std::invalid_argument when the memory is of another case
  void restore(const Memory& memory);

  /// False once a failure came between the steps of the region and those of the blood: memory() is of no use then.
  bool whole() const { return integrator_->whole(); }

  double time() const { return integrator_->time(); }
  double metastatic_fraction() const { return metastatic_fraction_; }
  const SolverStatistics& statistics() const { return integrator_->statistics(); }
  std::vector<BalanceLine> balance() const { return integrator_->balance(); }
  TimeseriesRow row(double dt) const;
  Snapshot snapshot();
  std::array<std::vector<double>, field_count> fields();  ///< current state in full precision [brick][lane]
  const Backend& backend() const { return *backend_; }
  Backend& backend() { return *backend_; }

 private:
  void irradiate_all(const std::vector<Fraction>& fractions);

  Case case_;
  const VoxelDomain& domain_;
  std::unique_ptr<Backend> backend_;
  std::unique_ptr<SystemicModel> systemic_;
  std::unique_ptr<Integrator> integrator_;
  double metastatic_fraction_ = 0.0;
  Applied applied_;
  bool restored_ = false;
};

/// Times of snapshots after time zero: every multiple of `every` up to `end`, and `end` itself.
std::vector<double> output_times(double every, double end);

/// Healthy bone of the sites, against which change is measured.
Baseline make_baseline(const TissueSites& sites, const TissueParameters& parameters);

/// Back-end options that a case implies.
BackendOptions backend_options(const Case& c);

}  // namespace howship
