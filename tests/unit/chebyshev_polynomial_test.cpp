// Coefficients of the sweeps: on a scalar problem with eigenvalue lambda the error after k sweeps is the polynomial
// that they are made for, by its closed form.
#include "kernels/voxel/chebyshev_polynomial.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace howship {
namespace {

/// What k sweeps leave of an error of 1.
double error_after(ChebyshevPolynomial polynomial, int sweeps, double lambda) {
  double error = 1.0, before = 1.0;
  for (int k = 0; k < sweeps; ++k) {
    polynomial.next();
    const double next = error + polynomial.decay * (error - before) - polynomial.gain * lambda * error;
    before = error;
    error = next;
  }
  return error;
}

/// T_k(x) for any x.
double first_kind(int k, double x) {
  double t = 1.0, next = x;
  for (int i = 0; i < k; ++i) {
    const double after = 2.0 * x * next - t;
    t = next;
    next = after;
  }
  return t;
}

TEST(ChebyshevPolynomial, OfTheFirstKindIsLeastOnItsRangeAndNowhereAboveOne) {
  for (double rho : {0.01, 0.3, 0.6, 0.85, 0.99})
    for (int sweeps : {1, 2, 3, 5, 9})
      for (int i = 0; i <= 20; ++i) {
        const double lambda = 0.1 * i;  // beyond the range too: cut voxels reach to 2
        const double expected = first_kind(sweeps, (1.0 - lambda) / rho) / first_kind(sweeps, 1.0 / rho);
        const double made = error_after(ChebyshevPolynomial::first_kind(1.0 - rho, 1.0 + rho), sweeps, lambda);
        EXPECT_NEAR(made, expected, 1e-10) << "rho " << rho << ", sweeps " << sweeps << ", lambda " << lambda;
        EXPECT_LE(std::fabs(made), 1.0 + 1e-12);
      }
}

TEST(ChebyshevPolynomial, OfTheFourthKindIsTheOneOfLottes) {
  // p_k = W_k(1 - lambda)/(2k + 1) for eigenvalues up to 2, W_k(cos t) = sin((k + 1/2) t)/sin(t/2).
  for (int sweeps : {1, 2, 3, 4})
    for (int i = 1; i <= 20; ++i) {
      const double lambda = 0.1 * i, t = std::acos(1.0 - lambda);
      const double expected = std::sin((sweeps + 0.5) * t) / std::sin(0.5 * t) / (2.0 * sweeps + 1.0);
      EXPECT_NEAR(error_after(ChebyshevPolynomial::fourth_kind(), sweeps, lambda), expected, 1e-12) << lambda;
    }
}

TEST(ChebyshevPolynomial, TakesWhatHardlyDiffusesInOneSweep) {
  EXPECT_NEAR(error_after(ChebyshevPolynomial::first_kind(1.0, 1.0), 1, 1.0), 0.0, 1e-15);
  EXPECT_NEAR(error_after(ChebyshevPolynomial::first_kind(1.0, 1.0), 3, 1.0), 0.0, 1e-15);
}

}  // namespace
}  // namespace howship
