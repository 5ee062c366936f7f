#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"

namespace howship {

/// State of the whole run at one output time; per-voxel arrays in the order of VoxelDomain.
struct Snapshot {
  double time = 0.0;                                   ///< [day]
  std::array<std::vector<float>, field_count> fields;  ///< [brick][lane], units as field_info
};

/// What does not change during a run but is needed to judge a snapshot.
struct Baseline {
  std::vector<float> bone_volume_fraction;  ///< healthy BV/TV phi0 per stored voxel [1]
  std::vector<float> mineral;               ///< healthy M0 per stored voxel [1]
};

/// mg/cm3 hydroxyapatite-equivalent per mineral volume fraction.
constexpr double bmd_per_mineral = 3200.0;
/// A voxel is lytic below, sclerotic above this ratio of its mineral to the healthy mineral (MODEL.md 2j).
constexpr double lytic_ratio = 0.7;
constexpr double sclerotic_ratio = 1.3;
/// A voxel belongs to a lesion from this tumour fraction on, or where it is lytic or sclerotic.
constexpr double lesion_tumour_fraction = 0.05;

/// One row of timeseries.csv; members in column order, units in the names written by the CSV writer.
struct TimeseriesRow {
  double time = 0, dt = 0;
  double denosumab_serum = 0, denosumab_free = 0, zoledronate_bone = 0;
  double rankl_free = 0, opg = 0, rank_occupancy = 0, tgf_beta = 0, osteoclasts = 0, osteoblasts = 0;
  double tumour_volume = 0, lytic_volume = 0, sclerotic_volume = 0, bone_volume = 0;
  double bmd = 0, bmd_change = 0;
  double ctx = 100, untx = 100, p1np = 100, bsap = 100;
  double calcium_serum = 0, pth = 0, calcitriol = 1, calcium_balance_error = 0;
  double trap5b = 100;
  double bmd_spine = 0, bmd_hip = 0;  ///< change of the rest of the skeleton's areal density there
};

/// One applied administration or event (events.csv).
struct AppliedEvent {
  double time = 0;           ///< [day]
  std::string kind;          ///< "dose", "intake" of a supplement, or the kind of a therapy
  std::string drug;          ///< name as in the case file; empty for a therapy
  std::string route;         ///< "sc", "iv" or "po"; empty for a therapy
  double amount = 0;         ///< [mg]
  double duration = 0;       ///< of an infusion, an intake, a cycle [day]
  double absorbed_dose = 0;  ///< of a fraction of radiotherapy [Gy]
};

/// How the time integration went (summary.json).
struct SolverStatistics {
  long steps = 0;
  long rejected = 0;
  long repeated = 0;         ///< steps computed again with more cycles because the balance missed by too much
  long sweeps = 0;           ///< sweeps of the linear solver, all diffusing fields at once
  double smallest_step = 0;  ///< [day]
  double largest_step = 0;   ///< [day]
  double clipped = 0;        ///< sum over voxels and fields of negative values set to zero, in field scales [1]
};

/// What one process brought in over the run; taken out where negative.
struct BalanceEntry {
  std::string process;
  double amount = 0;
};

/// Books of one quantity in the region over the run, in its own unit (pmol, mmol):
/// change of stock = sum of processes + rounding + error * max(gained, lost).
struct BalanceLine {
  std::string quantity;
  std::string unit;
  double stock_start = 0, stock_end = 0;
  std::vector<BalanceEntry> processes;
  double gained = 0, lost = 0;  ///< by all processes, each step's net of each
  // What scaling at the end of steps made good:
  double algebraic = 0;        ///< left out by the linear solve, added
  double clipped = 0;          ///< added by setting negative values to zero, taken back
  double largest_scaling = 0;  ///< in one step [1]
  double rounding = 0;         ///< added by storing the field in its precision
  double error = 0;            ///< of throughput, the larger of gained and lost [1]
};

struct Summary {
  std::string title, version, commit, backend, device, precision;
  std::string case_sha256;        ///< of case.toml, the case as resolved
  std::string parameters_sha256;  ///< of the model's parameters alone
  int threads = 1;
  std::size_t active_voxels = 0, stored_voxels = 0;
  double spacing[3] = {0, 0, 0};   ///< [mm]
  double bone_region_volume = 0;   ///< [mm3]
  bool finished = true;            ///< false when a signal stopped the run before the end of the case
  double end_time = 0;             ///< reached [day]
  double metastatic_fraction = 0;  ///< [1]
  double wall_seconds = 0;
  double peak_memory_bytes = 0;
  SolverStatistics solver;
  std::vector<BalanceLine> balance;
  TimeseriesRow last;
};

}  // namespace howship
