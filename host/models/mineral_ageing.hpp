#pragma once

#include <vector>

namespace howship {

/// Mineral of bone by age in classes of one day, after Martinez-Reina and Pivonka 2019: osteoid waits, then takes up
/// mineral fast, then slowly. Amounts are volumes per tissue volume [1].
///
/// Kept as published: resorption spares bone younger than the wait, and the oldest class takes what is left over.
class MineralAgeing {
 public:
  /// In balance. \param bone per tissue volume \param turnover formed and resorbed per day
  MineralAgeing(double bone, double turnover);

  /// One day passes. \param bone at its end \param formed, resorbed on it
  void advance_day(double bone, double formed, double resorbed);
  /// Volume of mineral per tissue volume.
  double mineral() const { return mineral_; }

 private:
  void close(double bone);  ///< fills the oldest class up to `bone`

  std::vector<double> bins_, mineral_share_;
  double mineral_ = 0.0;
};

}  // namespace howship
