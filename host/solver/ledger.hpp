#pragma once

#include <array>
#include <vector>

#include "howship/results.hpp"

#include "host/solver/step_balance.hpp"

namespace howship {

/// Books of the run: what each process brought in or took out of RANKL, denosumab and calcium in the region, beside the
/// change of their amounts.
class Ledger {
 public:
  /// \param mass a field whose mass is 0 has no line
  explicit Ledger(const std::array<double, diffusing_count>& mass);

  /// Books an accepted step.
  /// \param lifted what setting negative values to zero added, \param rounding what storing the fields added [mm3 unit]
  void book(const StepBalance& step, const std::array<double, booked_count>& lifted,
            const std::array<double, booked_count>& rounding);

  /// One line per field. A throughput below a thousandth of the typical amount counts as that much.
  /// \param start, end amounts [mm3 unit]; \param volume of the region [mm3]
  std::vector<BalanceLine> lines(const std::array<double, booked_count>& start,
                                 const std::array<double, booked_count>& end, double volume) const;

  /// All that was booked [mm3 unit].
  struct Memory {
    std::array<double, process_count> amount{};
    std::array<double, booked_count> gained{}, lost{}, algebraic{}, lifted{}, rounding{}, largest{};
  };
  const Memory& memory() const { return booked_; }
  void restore(const Memory& memory) { booked_ = memory; }

 private:
  std::array<bool, booked_count> kept_;
  Memory booked_;
};

}  // namespace howship
