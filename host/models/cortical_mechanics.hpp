#pragma once

#include "host/models/kelvin_matrix.hpp"

namespace howship {

/// Hill's tensor of a cylinder along axis 3 in a medium [1/GPa]. \param medium stiffness [GPa]
KelvinMatrix hill_tensor_of_cylinder(const KelvinMatrix& medium);

/// Strain energy of bone matrix that holds cylindrical, water-filled vascular pores, loaded along them: Mori-Tanaka
/// estimate of Scheiner et al. 2013, Comput Methods Appl Mech Eng 254:181-196.
class CorticalMechanics {
 public:
  CorticalMechanics();
  /// Strain energy per volume of bone matrix [GPa].
  /// \param bone_fraction of matrix, in (0, 1] \param stress along axis 3 [GPa], either sign
  double strain_energy(double bone_fraction, double stress) const;

  static KelvinMatrix matrix_stiffness();  ///< [GPa]

 private:
  KelvinMatrix matrix_, pores_after_concentration_;  ///< [GPa]
};

}  // namespace howship
