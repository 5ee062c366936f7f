#pragma once

#include <array>

namespace howship {

/// Fourth-rank tensors with both minor symmetries, and symmetric second-rank ones, in Kelvin's notation: components 11,
/// 22, 33, 23, 13, 12, the last three times the root of 2 each, so that products are those of the tensors.
using KelvinMatrix = std::array<std::array<double, 6>, 6>;
using KelvinVector = std::array<double, 6>;

KelvinMatrix kelvin_identity();
KelvinMatrix product(const KelvinMatrix& a, const KelvinMatrix& b);
/// fa a + fb b
KelvinMatrix mix(double fa, const KelvinMatrix& a, double fb, const KelvinMatrix& b);
/// a^-1 b by elimination with pivots; a must be regular.
KelvinVector solve(KelvinMatrix a, KelvinVector b);
KelvinMatrix inverse(const KelvinMatrix& a);
/// v . a v
double energy(const KelvinMatrix& a, const KelvinVector& v);

}  // namespace howship
