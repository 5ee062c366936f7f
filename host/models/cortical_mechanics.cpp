#include "host/models/cortical_mechanics.hpp"

#include <cmath>
#include <cstddef>

namespace howship {

namespace {

constexpr std::size_t index_of[3][3] = {{0, 5, 4}, {5, 1, 3}, {4, 3, 2}};

double component(const KelvinMatrix& c, std::size_t i, std::size_t j, std::size_t k, std::size_t l) {
  return c[index_of[i][j]][index_of[k][l]] / ((i == j ? 1.0 : std::sqrt(2.0)) * (k == l ? 1.0 : std::sqrt(2.0)));
}

using Matrix3 = std::array<std::array<double, 3>, 3>;

Matrix3 inverse3(const Matrix3& m) {
  Matrix3 r{};
  const auto cofactor = [&](std::size_t i, std::size_t j) {
    const std::size_t a = (i + 1) % 3, b = (i + 2) % 3, c = (j + 1) % 3, d = (j + 2) % 3;
    return m[a][c] * m[b][d] - m[a][d] * m[b][c];
  };
  const double determinant = m[0][0] * cofactor(0, 0) + m[0][1] * cofactor(0, 1) + m[0][2] * cofactor(0, 2);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) r[i][j] = cofactor(j, i) / determinant;
  return r;
}

/// xi_p c_pijq xi_q, inverted.
Matrix3 inverse_acoustic(const KelvinMatrix& c, const std::array<double, 3>& xi) {
  Matrix3 k{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j)
      for (std::size_t p = 0; p < 3; ++p)
        for (std::size_t q = 0; q < 3; ++q) k[i][j] += xi[p] * component(c, p, i, j, q) * xi[q];
  return inverse3(k);
}

/// Water: compressible, without shear.
KelvinMatrix pore_stiffness() {
  constexpr double bulk_modulus = 2.3;  // [GPa]
  KelvinMatrix c{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) c[i][j] = bulk_modulus;
  return c;
}

}  // namespace

KelvinMatrix hill_tensor_of_cylinder(const KelvinMatrix& medium) {
  constexpr int directions = 50;  // where the periodic trapezoidal rule has converged to rounding
  const double pi = std::acos(-1.0);
  constexpr std::size_t pairs[6][2] = {{0, 0}, {1, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};
  KelvinMatrix hill{};
  for (int n = 0; n < directions; ++n) {
    const double angle = 2.0 * pi * n / directions;
    const std::array<double, 3> xi{std::cos(angle), std::sin(angle), 0.0};
    const Matrix3 k = inverse_acoustic(medium, xi);
    for (std::size_t a = 0; a < 6; ++a)
      for (std::size_t b = 0; b < 6; ++b) {
        const auto [i, j] = pairs[a];
        const auto [m, l] = pairs[b];
        const double symmetric = 0.25 * (xi[i] * k[j][m] * xi[l] + xi[j] * k[i][m] * xi[l] + xi[i] * k[j][l] * xi[m] +
                                         xi[j] * k[i][l] * xi[m]);
        hill[a][b] += symmetric * (a < 3 ? 1.0 : std::sqrt(2.0)) * (b < 3 ? 1.0 : std::sqrt(2.0)) / directions;
      }
  }
  return hill;
}

KelvinMatrix CorticalMechanics::matrix_stiffness() {
  return {{{18.5, 10.3, 10.4, 0, 0, 0},
           {10.3, 20.8, 11.0, 0, 0, 0},
           {10.4, 11.0, 28.4, 0, 0, 0},
           {0, 0, 0, 12.9, 0, 0},
           {0, 0, 0, 0, 11.5, 0},
           {0, 0, 0, 0, 0, 9.3}}};
}

CorticalMechanics::CorticalMechanics() : matrix_(matrix_stiffness()) {
  const KelvinMatrix pores = pore_stiffness();
  const KelvinMatrix contrast = product(hill_tensor_of_cylinder(matrix_), mix(1.0, pores, -1.0, matrix_));
  pores_after_concentration_ = product(pores, inverse(mix(1.0, kelvin_identity(), 1.0, contrast)));
}

double CorticalMechanics::strain_energy(double bone_fraction, double stress) const {
  const KelvinMatrix stiffness = mix(1.0 - bone_fraction, pores_after_concentration_, bone_fraction, matrix_);
  return 0.5 * energy(matrix_, solve(stiffness, {0.0, 0.0, stress, 0.0, 0.0, 0.0}));
}

}  // namespace howship
