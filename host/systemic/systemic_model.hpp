#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "howship/case.hpp"
#include "howship/fields.hpp"
#include "howship/serum.hpp"

namespace howship {

/// Region means as a straight line in time, for one step of the tissue solver.
struct RegionFeed {
  double time = 0.0;  ///< [day]
  RegionMeans value;  ///< at `time`
  RegionMeans rate;   ///< per day
};

/// What is measured in blood.
struct SerumReadouts {
  double denosumab = 0;                                      ///< free drug [ug/mL]
  double zoledronate = 0;                                    ///< taken up by the skeleton and not yet released [mg]
  double ctx = 1, untx = 1, p1np = 1, bsap = 1, trap5b = 1;  ///< relative to baseline
  double bmd_spine = 1, bmd_hip = 1;  ///< areal density of the rest of the skeleton relative to baseline
  double calcium = 2.35;              ///< [mmol/L]
  double pth = 3.85;                  ///< [pmol/L]
  double calcitriol = 1;              ///< relative to healthy
};

/// Body outside the region of interest: pharmacokinetics, calcium, PTH, calcitriol, markers and the rest of
/// the skeleton (well-mixed copies of the tissue model without tumour), integrated by CVODE (BDF, dense Newton).
///
/// MODEL.md 2a, 2g, 2h, 2j and state 24.
class SystemicModel {
 public:
  /// Layout of the state: first the systemic states, then the fields of the skeleton's trabecular bone as in Field,
  /// then those of its cortical bone.
  static constexpr std::size_t systemic_states = 17;
  static constexpr std::size_t size = systemic_states + 2 * field_count;
  using State = std::array<double, size>;

  /// \param metastatic_fraction f_met, share of skeletal turnover that behaves like the region, in [0, 1]
  /// \param rtol relative tolerance of CVODE, in (0, 1e-2]
  SystemicModel(const SystemicParameters& systemic, const TissueParameters& tissue, double metastatic_fraction,
                double rtol = 1e-8);
  ~SystemicModel();
  SystemicModel(SystemicModel&&) noexcept;
  SystemicModel& operator=(SystemicModel&&) noexcept;

  double time() const;  ///< [day]
  const State& state() const;
  /// Sets time and state; the next advance() starts afresh.
  void restore(double time, const State& state);

  /// Infusions and intakes given so far, each with the time at which it began.
  const std::vector<Dose>& given() const;
  void restore_given(std::vector<Dose> given);

  /// Adds a bolus at the current time, or starts an infusion that lasts `dose.duration`.
  void give(const Dose& dose);
  /// Chemotherapy and endocrine therapy of the whole run. No jump of theirs may lie within an advance().
  void set_therapies(const std::vector<TherapyCase>& therapies);

  /// Integrates to `t_end`; `sample_times` (ascending, within the interval) receive the serum values.
  /// \throws NumericalError when CVODE fails, with its reason and the time, and when a quantity is not finite or below
  /// zero, naming it.
  void advance(double t_end, const RegionFeed& feed, const std::vector<double>& sample_times,
               std::vector<Serum>& samples);

  Serum serum() const;                             ///< at time()
  Serum serum_rate(const RegionFeed& feed) const;  ///< d/dt at time()
  SerumReadouts readouts() const;                  ///< at time()

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
