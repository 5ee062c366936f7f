#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/geometry/implicit.hpp"

namespace howship::implicit {

/// Smooth function through values at scattered points of a plane (thin-plate spline).
class Sheet {
 public:
  struct Knot {
    Point2 at;
    double value;
  };
  explicit Sheet(std::vector<Knot> knots) : knots_(std::move(knots)) {
    const std::size_t n = knots_.size();
    std::vector<std::vector<double>> m(n + 3, std::vector<double>(n + 4, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) m[i][j] = kernel(knots_[i].at, knots_[j].at);
      const std::array<double, 3> affine = {1.0, knots_[i].at[0], knots_[i].at[1]};
      for (std::size_t k = 0; k < 3; ++k) m[i][n + k] = m[n + k][i] = affine[k];
      m[i][n + 3] = knots_[i].value;
    }
    solve(m);
    for (const auto& row : m) weight_.push_back(row.back());
  }

  double operator()(const Point2& p) const {
    const std::size_t n = knots_.size();
    double value = weight_[n] + weight_[n + 1] * p[0] + weight_[n + 2] * p[1];
    for (std::size_t i = 0; i < n; ++i) value += weight_[i] * kernel(p, knots_[i].at);
    return value;
  }

 private:
  static double kernel(const Point2& a, const Point2& b) {
    const double r2 = square(a[0] - b[0]) + square(a[1] - b[1]);
    return r2 > 0.0 ? r2 * std::log(r2) : 0.0;
  }
  /// Gauss-Jordan with row exchange; the solution ends up in the last column.
  static void solve(std::vector<std::vector<double>>& m) {
    const std::size_t n = m.size();
    for (std::size_t k = 0; k < n; ++k) {
      std::size_t pivot = k;
      for (std::size_t i = k + 1; i < n; ++i) {
        if (std::abs(m[i][k]) > std::abs(m[pivot][k])) pivot = i;
      }
      std::swap(m[k], m[pivot]);
      const double diagonal = m[k][k];
      for (double& x : m[k]) x /= diagonal;
      for (std::size_t i = 0; i < n; ++i) {
        if (i == k || m[i][k] == 0.0) continue;
        const double factor = m[i][k];
        for (std::size_t j = k; j <= n; ++j) m[i][j] -= factor * m[k][j];
      }
    }
  }
  std::vector<Knot> knots_;
  std::vector<double> weight_;
};

}  // namespace howship::implicit
