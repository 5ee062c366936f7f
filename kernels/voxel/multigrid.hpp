#pragma once

#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/views.hpp"

// Bodies that carry the linear system between a grid and the next coarser one. Coarse equations are sums of fine ones:
// corrections are constant over the 2x2x2 voxels that a coarse voxel stands for. Summed faces are halved, because the
// distance between coarse centres is twice as long; without that, corrections come out half as large as they should be.

namespace howship {

/// Place of a coarse lane's first (lowest) fine voxel: which child brick, and which lane in it.
struct FirstChild {
  int octant, lane;
};
HOWSHIP_INLINE FirstChild first_child(int lane) {
  const int x = lane % brick_edge, y = lane / brick_edge % brick_edge, z = lane / (brick_edge * brick_edge);
  return {x / 2 + 2 * (y / 2) + 4 * (z / 2), lane_of(2 * (x % 2), 2 * (y % 2), 2 * (z % 2))};
}
/// Lane of one of the eight fine voxels, counted from the first.
HOWSHIP_INLINE int child_lane(int first, int child) {
  return first + child % 2 + brick_edge * (child / 2 % 2) + brick_edge * brick_edge * (child / 4);
}

/// Sums point blocks and faces of a grid into those of the next coarser one. Runs over coarse bricks.
struct CoarsenOperator {
  using Lane = float;
  static constexpr bool lane_by_lane = true;
  const std::int32_t* children;
  const float* fine_active;  ///< > 0 where there is bone [fine brick][1][64]
  Operator fine, coarse;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const FirstChild first = first_child(lane);
    const int child = children[8 * static_cast<std::size_t>(brick) + first.octant];
    bool inside[8];
    bool any = false;
    for (int c = 0; c < 8; ++c) {
      inside[c] = fine_active[place_of(child, 1, 0, child_lane(first.lane, c))] > 0.0F;
      any = any || inside[c];
    }
    for (int r = 0; r < n; ++r)
      for (int k = 0; k < n; ++k) {
        float sum = any || r != k ? 0.0F : 1.0F;  // a lane outside the bone has the identity
        for (int c = 0; c < 8; ++c)
          sum += inside[c] ? fine.block.entry<float>(child, r, k, child_lane(first.lane, c)) : 0.0F;
        coarse.block.set_entry(brick, r, k, lane, sum);
      }
    constexpr int step[3] = {1, 2, 4};
    for (int axis = 0; axis < 3; ++axis) {
      float sum = 0.0F;
      for (int c = 0; c < 8; ++c)
        if (c / step[axis] % 2 == 0) sum += fine.face[axis][place_of(child, 1, 0, child_lane(first.lane, c))];
      put(coarse.face[axis], brick, 1, 0, lane, 0.5F * sum);
    }
  }
};

/// Inverse point blocks of a coarse grid, in double like those of the fine one.
struct InvertBlocks {
  using Lane = double;
  BrickTable table;
  Operator op;
  double theta_diffusivity[diffusing_count];

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const V around = get<V>(op.face[0], brick, 1, 0, lane) + get<V>(op.face[1], brick, 1, 0, lane) +
                     get<V>(op.face[2], brick, 1, 0, lane) + get_beside<1, V>(op.face[0], table, brick, 1, 0, lane) +
                     get_beside<3, V>(op.face[1], table, brick, 1, 0, lane) +
                     get_beside<5, V>(op.face[2], table, brick, 1, 0, lane);
    V block[n * n];
    for (int r = 0; r < n; ++r)
      for (int k = 0; k < n; ++k) block[r * n + k] = op.block.entry<V>(brick, r, k, lane);
    for (int i = 0; i < n; ++i) block[i * n + i] += around * theta_diffusivity[i];
    invert_block(block);
    for (int r = 0; r < n; ++r)
      for (int k = 0; k < n; ++k) op.inverse.set_entry(brick, r, k, lane, block[r * n + k]);
  }
};

/// r = b - S x + sum over faces of theta D w (x_j - x).
struct Residual {
  using Lane = float;
  BrickTable table;
  Operator op;
  const float* load_vector;
  const float* x;
  float* residual;
  float theta_diffusivity[diffusing_count];

  template <int side, class V>
  HOWSHIP_INLINE void add_face(const V* own, int brick, int lane, V* r) const {
    const float* face = op.face[side / 2];
    const V weight =
        side % 2 == 0 ? get<V>(face, brick, 1, 0, lane) : get_beside<side, V>(face, table, brick, 1, 0, lane);
    for (int f = 0; f < diffusing_count; ++f)
      r[f] += weight * theta_diffusivity[f] * (get_beside<side, V>(x, table, brick, diffusing_count, f, lane) - own[f]);
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    V r[n], own[n];
    for (int f = 0; f < n; ++f) {
      r[f] = get<V>(load_vector, brick, n, f, lane);
      own[f] = get<V>(x, brick, n, f, lane);
    }
    add_face<0>(own, brick, lane, r);
    add_face<1>(own, brick, lane, r);
    add_face<2>(own, brick, lane, r);
    add_face<3>(own, brick, lane, r);
    add_face<4>(own, brick, lane, r);
    add_face<5>(own, brick, lane, r);
    for (int f = 0; f < n; ++f) {
      V applied(0.0F);
      for (int k = 0; k < n; ++k) applied += op.block.entry<V>(brick, f, k, lane) * own[k];
      put(residual, brick, n, f, lane, r[f] - applied);
    }
  }
};

/// Sums residuals into the right-hand side of the coarser grid. Runs over coarse bricks.
struct RestrictResidual {
  using Lane = float;
  static constexpr bool lane_by_lane = true;
  const std::int32_t* children;
  const float* fine_active;
  const float* residual;
  float* coarse_load;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const FirstChild first = first_child(lane);
    const int child = children[8 * static_cast<std::size_t>(brick) + first.octant];
    float weight[8];
    for (int c = 0; c < 8; ++c)
      weight[c] = fine_active[place_of(child, 1, 0, child_lane(first.lane, c))] > 0.0F ? 1.0F : 0.0F;
    for (int f = 0; f < n; ++f) {
      float sum = 0.0F;
      for (int c = 0; c < 8; ++c) sum += weight[c] * residual[place_of(child, n, f, child_lane(first.lane, c))];
      put(coarse_load, brick, n, f, lane, sum);
    }
  }
};

/// Adds the coarse grid's correction. Runs over fine bricks.
struct ProlongCorrection {
  using Lane = float;
  static constexpr bool lane_by_lane = true;
  const std::int32_t* parents;
  const float* active;
  const float* correction;
  float* x;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const int parent = parents[brick] / 8, octant = parents[brick] % 8;
    const int from =
        lane_of(lane % brick_edge / 2 + 2 * (octant % 2), lane / brick_edge % brick_edge / 2 + 2 * (octant / 2 % 2),
                lane / (brick_edge * brick_edge) / 2 + 2 * (octant / 4));
    const bool inside = active[place_of(brick, 1, 0, lane)] > 0.0F;
    for (int f = 0; f < n; ++f) {
      x[place_of(brick, n, f, lane)] += inside ? correction[place_of(parent, n, f, from)] : 0.0F;
    }
  }
};

}  // namespace howship
