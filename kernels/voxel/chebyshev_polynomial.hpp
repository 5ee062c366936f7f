#pragma once

#include <algorithm>

namespace howship {

/// Coefficients of the sweeps x_new = x + decay (x - x_before) + gain (B^-1 b - B^-1 A x) that make the error after k
/// of them a Chebyshev polynomial of B^-1 A.
///
/// First kind: least error for eigenvalues in [1 - rho, 1 + rho], where point-block Jacobi puts them (rho is the share
/// of diffusion in the diagonal); 1 at most for all in [0, 2]. Fourth kind (Lottes 2022): for eigenvalues up to 2, best
/// where a coarse grid takes the small ones; needs no lower bound.
class ChebyshevPolynomial {
 public:
  static ChebyshevPolynomial first_kind(double least, double most) {
    ChebyshevPolynomial p;
    p.centre_ = 0.5 * (most + least);
    p.radius_ = std::max(0.5 * (most - least), 1e-3 * p.centre_);
    return p;
  }
  static ChebyshevPolynomial fourth_kind() {
    ChebyshevPolynomial p;
    p.fourth_ = true;
    return p;
  }

  /// Moves on to the next sweep.
  void next() {
    ++sweep_;
    if (fourth_) {
      decay = sweep_ > 1 ? (2.0 * sweep_ - 3.0) / (2.0 * sweep_ + 1.0) : 0.0;
      gain = (8.0 * sweep_ - 4.0) / ((2.0 * sweep_ + 1.0) * 2.0);
      return;
    }
    const double sigma = centre_ / radius_;
    if (sweep_ == 1) {
      rho_ = 1.0 / sigma;
      decay = 0.0;
      gain = 1.0 / centre_;
      return;
    }
    const double rho = 1.0 / (2.0 * sigma - rho_);
    decay = rho * rho_;
    gain = 2.0 * rho / radius_;
    rho_ = rho;
  }

  double decay = 0.0, gain = 0.0;  ///< of the current sweep

 private:
  double centre_ = 1.0, radius_ = 1.0, rho_ = 0.0;
  bool fourth_ = false;
  int sweep_ = 0;
};

}  // namespace howship
