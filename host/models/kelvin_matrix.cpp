#include "host/models/kelvin_matrix.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

namespace howship {

KelvinMatrix kelvin_identity() {
  KelvinMatrix one{};
  for (std::size_t i = 0; i < 6; ++i) one[i][i] = 1.0;
  return one;
}

KelvinMatrix product(const KelvinMatrix& a, const KelvinMatrix& b) {
  KelvinMatrix c{};
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j)
      for (std::size_t k = 0; k < 6; ++k) c[i][j] += a[i][k] * b[k][j];
  return c;
}

KelvinMatrix mix(double fa, const KelvinMatrix& a, double fb, const KelvinMatrix& b) {
  KelvinMatrix c{};
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j) c[i][j] = fa * a[i][j] + fb * b[i][j];
  return c;
}

KelvinVector solve(KelvinMatrix a, KelvinVector b) {
  for (std::size_t column = 0; column < 6; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < 6; ++row)
      if (std::fabs(a[row][column]) > std::fabs(a[pivot][column])) pivot = row;
    std::swap(a[column], a[pivot]);
    std::swap(b[column], b[pivot]);
    for (std::size_t row = column + 1; row < 6; ++row) {
      const double factor = a[row][column] / a[column][column];
      for (std::size_t k = column; k < 6; ++k) a[row][k] -= factor * a[column][k];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t row = 6; row-- > 0;) {
    for (std::size_t k = row + 1; k < 6; ++k) b[row] -= a[row][k] * b[k];
    b[row] /= a[row][row];
  }
  return b;
}

KelvinMatrix inverse(const KelvinMatrix& a) {
  KelvinMatrix result{};
  for (std::size_t column = 0; column < 6; ++column) {
    KelvinVector unit{};
    unit[column] = 1.0;
    const KelvinVector x = solve(a, unit);
    for (std::size_t row = 0; row < 6; ++row) result[row][column] = x[row];
  }
  return result;
}

double energy(const KelvinMatrix& a, const KelvinVector& v) {
  double sum = 0.0;
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < 6; ++j) sum += v[i] * a[i][j] * v[j];
  return sum;
}

}  // namespace howship
