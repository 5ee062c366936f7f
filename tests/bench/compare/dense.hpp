#pragma once

#include "tests/bench/compare/semi_discrete.hpp"

namespace howship::compare {

/// Solves a dense system of one voxel's diffusing fields in packs by elimination without pivoting, for which point
/// blocks are dominant enough. \param a [n][n], overwritten; \param b [n], becomes the solution
inline void solve_dense(Pack* a, Pack* b) {
  constexpr int n = diffusing_count;
  for (int k = 0; k < n; ++k) {
    const Pack inverse = 1.0 / a[k * n + k];
    for (int r = k + 1; r < n; ++r) {
      const Pack factor = a[r * n + k] * inverse;
      for (int c = k + 1; c < n; ++c) a[r * n + c] -= factor * a[k * n + c];
      b[r] -= factor * b[k];
    }
    a[k * n + k] = inverse;
  }
  for (int r = n - 1; r >= 0; --r) {
    for (int c = r + 1; c < n; ++c) b[r] -= a[r * n + c] * b[c];
    b[r] = b[r] * a[r * n + r];
  }
}

}  // namespace howship::compare
