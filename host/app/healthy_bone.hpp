#pragma once

#include "howship/parameters.hpp"

#include "kernels/physics/tissue_constants.hpp"

namespace howship {

/// Healthy bone as the model holds it in balance: how much mineral goes with how much bone.
///
/// Denser bone turns over more slowly and is better mineralised, so that density is not quite in proportion to BV/TV.
class HealthyBone {
 public:
  explicit HealthyBone(const TissueParameters& parameters) : constants_(make_constants(parameters)) {}

  /// Mineral per tissue volume [1]. \param phi BV/TV, in (0, 0.99]
  double mineral(double phi) const;
  /// Mineral density [mg/cm3 of hydroxyapatite]. \param phi BV/TV, in (0, 0.99]
  double density(double phi) const;

 private:
  TissueConstants constants_;
};

}  // namespace howship
