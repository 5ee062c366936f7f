#include "howship/rosenbrock.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace howship {
namespace {

namespace rb = rosenbrock;
constexpr int stages = rb::stages;
using Matrix = std::array<std::array<double, stages>, stages>;
using Vector = std::array<double, stages>;

/// Largest coefficient is 7, coefficients are given to 15 digits: conditions hold to about 1e-14.
constexpr double rounding = 2e-14;

/// The method in its untransformed form
///   k_i = dt F(u_n + sum alpha_ij k_j) + dt J sum gamma_ij k_j,   u_{n+1} = u_n + sum b_i k_i,
/// from U = Gamma k:  Gamma^-1 = diag(1/gamma) - C,  alpha = A Gamma,  b = m Gamma (Hairer & Wanner II, IV.7).
class Tableau {
 public:
  Tableau() {
    // Gamma is lower triangular: row by row from Gamma^-1 Gamma = I.
    for (int i = 0; i < stages; ++i)
      for (int j = 0; j <= i; ++j) {
        double sum = i == j ? 1.0 : 0.0;
        for (int k = j; k < i; ++k) sum += rb::c[i][k] * gamma[k][j];
        gamma[i][j] = rb::gamma * sum;
      }
    alpha = times(rb::a, gamma);
    for (int j = 0; j < stages; ++j)
      for (int i = 0; i < stages; ++i) {
        b[j] += rb::m[i] * gamma[i][j];
        b_hat[j] += rb::m_hat[i] * gamma[i][j];
      }
    for (int i = 0; i < stages; ++i)
      for (int j = 0; j < stages; ++j) {
        alpha_sum[i] += alpha[i][j];
        gamma_sum[i] += gamma[i][j];
        beta[i][j] = alpha[i][j] + gamma[i][j];
        beta_sum[i] += beta[i][j];
      }
  }

  Matrix gamma{}, alpha{}, beta{};
  Vector b{}, b_hat{}, alpha_sum{}, gamma_sum{}, beta_sum{};

 private:
  template <class Left>
  static Matrix times(const Left& left, const Matrix& right) {
    Matrix product{};
    for (int i = 0; i < stages; ++i)
      for (int j = 0; j < stages; ++j)
        for (int k = 0; k < stages; ++k) product[i][j] += left[i][k] * right[k][j];
    return product;
  }
};

const Tableau t;

double sum(const Vector& v) {
  double total = 0.0;
  for (double x : v) total += x;
  return total;
}
double dot(const Vector& x, const Vector& y) {
  double total = 0.0;
  for (int i = 0; i < stages; ++i) total += x[i] * y[i];
  return total;
}
Vector apply(const Matrix& a, const Vector& x) {
  Vector y{};
  for (int i = 0; i < stages; ++i) y[i] = dot(a[i], x);
  return y;
}
Vector square(const Vector& x) {
  Vector y{};
  for (int i = 0; i < stages; ++i) y[i] = x[i] * x[i];
  return y;
}

TEST(Rosenbrock, HasOrderThreeWithTheExactJacobian) {
  EXPECT_NEAR(sum(t.b), 1.0, rounding);
  EXPECT_NEAR(dot(t.b, t.beta_sum), 1.0 / 2.0, rounding);
  EXPECT_NEAR(dot(t.b, square(t.alpha_sum)), 1.0 / 3.0, rounding);
  EXPECT_NEAR(dot(t.b, apply(t.beta, t.beta_sum)), 1.0 / 6.0, rounding);
}

TEST(Rosenbrock, HasOrderThreeWithAnyMatrix) {
  // Conditions of a W-method: each tree of order 2 and 3 with every mixture of F' and the matrix.
  EXPECT_NEAR(dot(t.b, t.alpha_sum), 1.0 / 2.0, rounding);
  EXPECT_NEAR(dot(t.b, t.gamma_sum), 0.0, rounding);
  EXPECT_NEAR(dot(t.b, apply(t.alpha, t.alpha_sum)), 1.0 / 6.0, rounding);
  EXPECT_NEAR(dot(t.b, apply(t.alpha, t.gamma_sum)), 0.0, rounding);
  EXPECT_NEAR(dot(t.b, apply(t.gamma, t.alpha_sum)), 0.0, rounding);
  EXPECT_NEAR(dot(t.b, apply(t.gamma, t.gamma_sum)), 0.0, rounding);
}

TEST(Rosenbrock, EmbeddedMethodHasOrderTwoWithAnyMatrixAndNoMore) {
  EXPECT_NEAR(sum(t.b_hat), 1.0, rounding);
  EXPECT_NEAR(dot(t.b_hat, t.alpha_sum), 1.0 / 2.0, rounding);
  EXPECT_NEAR(dot(t.b_hat, t.gamma_sum), 0.0, rounding);
  // Order 3 would make the error estimate blind.
  EXPECT_GT(std::abs(dot(t.b_hat, square(t.alpha_sum)) - 1.0 / 3.0) +
                std::abs(dot(t.b_hat, apply(t.beta, t.beta_sum)) - 1.0 / 6.0),
            1e-3);
}

TEST(Rosenbrock, IsStifflyAccurate) {
  // The last stage is the step: b_i = alpha_4i + gamma_4i and alpha_4 = 1.
  for (int i = 0; i < stages; ++i) EXPECT_NEAR(t.beta[stages - 1][i], t.b[i], rounding) << i;
  EXPECT_NEAR(t.alpha_sum[stages - 1], 1.0, rounding);
}

TEST(Rosenbrock, TimesOfStagesAreTheirRowSums) {
  for (int i = 0; i < stages; ++i) {
    EXPECT_NEAR(rb::alpha[i], t.alpha_sum[i], rounding) << i;
    EXPECT_NEAR(rb::gamma_sum[i], t.gamma_sum[i], rounding) << i;
    EXPECT_NEAR(t.gamma[i][i], rb::gamma, rounding) << i;
  }
}

TEST(Rosenbrock, StagesUseOnlyEarlierOnes) {
  for (int i = 0; i < stages; ++i)
    for (int j = i; j < stages; ++j) {
      EXPECT_EQ(rb::a[i][j], 0.0);
      EXPECT_EQ(rb::c[i][j], 0.0);
    }
}

/// One step of u' = lambda u with dt = 1, by the formulas of the solver. \param w lambda as the matrix has it
double amplification(double lambda, double w, const double* weights = rb::m) {
  double u[stages], next = 1.0;
  for (int i = 0; i < stages; ++i) {
    double argument = 1.0, history = 0.0;
    for (int j = 0; j < i; ++j) {
      argument += rb::a[i][j] * u[j];
      history += rb::c[i][j] * u[j];
    }
    u[i] = rb::gamma * (lambda * argument + history) / (1.0 - rb::gamma * w);
    next += weights[i] * u[i];
  }
  return next;
}

TEST(Rosenbrock, ErrorOfAStepFallsWithItsFourthPower) {
  for (double matrix : {1.0, 0.5, 0.0}) {
    const auto error = [&](double z) { return std::abs(amplification(-z, -matrix * z) - std::exp(-z)); };
    EXPECT_NEAR(std::log2(error(0.02) / error(0.01)), 4.0, 0.15) << "matrix " << matrix << " of the slope";
  }
}

TEST(Rosenbrock, ErrorEstimateFallsWithTheThirdPower) {
  const auto estimate = [](double z) { return std::abs(amplification(-z, -z) - amplification(-z, -z, rb::m_hat)); };
  EXPECT_NEAR(std::log2(estimate(0.02) / estimate(0.01)), 3.0, 0.1);
}

TEST(Rosenbrock, DampsWhatIsInfinitelyFast) {
  EXPECT_NEAR(amplification(-1e9, -1e9), 0.0, 1e-7);
  for (double z = 1e-3; z < 1e6; z *= 1.5) EXPECT_LE(std::abs(amplification(-z, -z)), 1.0) << z;
}

TEST(Rosenbrock, IsRightForAForcingThatDependsOnTime) {
  // u' = -100 (u - t^2) + 2 t, u(0) = 0: the stages' dF/dt terms make t^2 exact only to the order of the method.
  const auto error = [](double dt) {
    double increments[stages], next = 0.0;
    for (int i = 0; i < stages; ++i) {
      double argument = 0.0, history = 0.0;
      for (int j = 0; j < i; ++j) {
        argument += rb::a[i][j] * increments[j];
        history += rb::c[i][j] * increments[j];
      }
      const double time = rb::alpha[i] * dt;
      const double rate = -100.0 * (argument - time * time) + 2.0 * time;
      increments[i] =
          rb::gamma * (dt * rate + history + rb::gamma_sum[i] * dt * dt * 2.0) / (1.0 + rb::gamma * 100.0 * dt);
      next += rb::m[i] * increments[i];
    }
    return std::abs(next - dt * dt);
  };
  EXPECT_LE(error(0.01), 1e-15);
}

Vector dense(double theta) {
  Vector weights{};
  rb::dense_weights(theta, weights.data());
  return weights;
}

/// Weights of k instead of U, as the order conditions have them.
Vector dense_of_k(double theta) {
  const Vector weights = dense(theta);
  Vector b{};
  for (int j = 0; j < stages; ++j)
    for (int i = 0; i < stages; ++i) b[j] += weights[i] * t.gamma[i][j];
  return b;
}

TEST(DenseOutput, IsTheOldStateAtTheBeginning) {
  for (double weight : dense(0.0)) EXPECT_EQ(weight, 0.0);
}

TEST(DenseOutput, IsTheStepAtTheEnd) {
  const Vector end = dense(1.0);
  for (int i = 0; i < stages; ++i) EXPECT_NEAR(end[i], rb::m[i], 1e-12) << i;
}

TEST(DenseOutput, HasOrderTwoInBetween) {
  for (double theta : {0.1, 0.25, 0.5, 0.75, 0.9}) {
    const Vector b = dense_of_k(theta);
    EXPECT_NEAR(sum(b), theta, 1e-12) << theta;
    EXPECT_NEAR(dot(b, t.beta_sum), theta * theta / 2.0, 1e-12) << theta;
  }
}

TEST(DenseOutput, FollowsADecayInBetween) {
  // Order 2 at least: error of a step of size z is of the order z^3.
  for (double theta : {0.25, 0.5, 0.75}) {
    const auto error = [&](double z) {
      const Vector weights = dense(theta);
      return std::abs(amplification(-z, -z, weights.data()) - std::exp(-theta * z));
    };
    EXPECT_LT(error(0.01), 1e-6) << theta;
    EXPECT_LT(error(0.01), error(0.02) / 7.0) << theta;
  }
}

}  // namespace
}  // namespace howship
