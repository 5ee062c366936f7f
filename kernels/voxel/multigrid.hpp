#pragma once

#include "kernels/voxel/prepare.hpp"
#include "kernels/voxel/views.hpp"

// Bodies that carry the linear system between a grid and the next coarser one. Coarse equations are sums of fine ones:
// corrections are constant over the 2x2x2 voxels that a coarse voxel stands for. Summed faces are halved, because the
// distance between coarse centres is twice as long; without that, corrections come out half as large as they should be.

namespace howship {

/// Which of the eight fine voxels of a coarse one are summed: all, or those on its face towards -x, -y or -z.
enum class Children : int { West = 0, South, Down, All };

/// What a transfer between grids reads: a plane of the fine grid where there is bone, and the bricks that a coarse
/// brick stands for, by octant.
template <class T>
struct FinePlane {
  PlaneView<T> plane;
  PlaneView<float> active;  ///< > 0 where there is bone
  const std::int32_t* bricks;
};

template <Children which, class T, class V>
HOWSHIP_INLINE void sum_children_of_one(const FinePlane<T>& fine, int lane, V& sum) {
  const int x = lane % brick_edge, y = lane / brick_edge % brick_edge, z = lane / layer_size;
  const int brick = fine.bricks[x / 2 + 2 * (y / 2) + 4 * (z / 2)];
  const int first = lane_of(2 * (x % 2), 2 * (y % 2), 2 * (z % 2));
  // Along z, then x, then y, as packs do: the same bits.
  constexpr int along[3] = {which == Children::West ? 1 : 2, which == Children::South ? 1 : 2,
                            which == Children::Down ? 1 : 2};
  sum = V(0);
  for (int j = 0; j < along[1]; ++j) {
    V row(0);
    for (int i = 0; i < along[0]; ++i) {
      V column(0);
      for (int k = 0; k < along[2]; ++k) {
        const int child = first + lane_of(i, j, k);
        V value;
        load(fine.plane.at(brick, child), value);
        column += *fine.active.at(brick, child) > 0.0F ? value : V(0);
      }
      row += column;
    }
    sum += row;
  }
}
/// Sum over the fine voxels of a coarse lane. Packs have an overload of their own.
template <Children which, class T>
HOWSHIP_INLINE void sum_children(const FinePlane<T>& fine, int lane, float& sum) {
  sum_children_of_one<which>(fine, lane, sum);
}
template <Children which, class T>
HOWSHIP_INLINE void sum_children(const FinePlane<T>& fine, int lane, double& sum) {
  sum_children_of_one<which>(fine, lane, sum);
}
template <Children which, class V, class T>
HOWSHIP_INLINE V children_sum(const FinePlane<T>& fine, int lane) {
  V sum;
  sum_children<which>(fine, lane, sum);
  return sum;
}

HOWSHIP_INLINE int parent_lane(int octant, int lane) {
  return lane_of(lane % brick_edge / 2 + 2 * (octant % 2), lane / brick_edge % brick_edge / 2 + 2 * (octant / 2 % 2),
                 lane / layer_size / 2 + 2 * (octant / 4));
}
/// Value of the coarse voxel that a fine lane belongs to, in octant `octant` of its brick's parent. Packs have an
/// overload of their own.
template <class T>
HOWSHIP_INLINE void load_parent(const PlaneView<T>& coarse, int parent, int octant, int lane, float& value) {
  load(coarse.at(parent, parent_lane(octant, lane)), value);
}
template <class T>
HOWSHIP_INLINE void load_parent(const PlaneView<T>& coarse, int parent, int octant, int lane, double& value) {
  load(coarse.at(parent, parent_lane(octant, lane)), value);
}

/// Sums point blocks and faces of a grid into those of the next coarser one. Runs over coarse bricks.
struct CoarsenOperator {
  using Lane = float;
  const std::int32_t* children;
  const float* fine_active;  ///< > 0 where there is bone, 1 plane
  const float* active;       ///< of the coarse grid
  Operator fine, coarse;

  template <class T>
  HOWSHIP_INLINE FinePlane<T> plane(const T* array, int planes, int plane, int brick) const {
    return {{array, planes, plane}, {fine_active, 1, 0}, children + 8 * static_cast<std::size_t>(brick)};
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = Blocks::n;
    // A lane outside the bone has the identity.
    const V lone = select(get<V>(active, brick, 1, 0, lane) > V(0.0F), V(0.0F), V(1.0F));
    for (int r = 0; r < n; ++r)
      for (int k = 0; k < n; ++k) {
        const float* const values = fine.block.values;
        const V sum = children_sum<Children::All, V>(plane(values, Blocks::entries, r * n + k, brick), lane);
        coarse.block.set_entry(brick, r, k, lane, r == k ? lone + sum : sum);
      }
    const float* const face[3] = {fine.face[0], fine.face[1], fine.face[2]};
    put(coarse.face[0], brick, 1, 0, lane, 0.5F * children_sum<Children::West, V>(plane(face[0], 1, 0, brick), lane));
    put(coarse.face[1], brick, 1, 0, lane, 0.5F * children_sum<Children::South, V>(plane(face[1], 1, 0, brick), lane));
    put(coarse.face[2], brick, 1, 0, lane, 0.5F * children_sum<Children::Down, V>(plane(face[2], 1, 0, brick), lane));
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
    const V around = own_or_next_face<0, V>(op.face[0], table, brick, lane) +
                     own_or_next_face<2, V>(op.face[1], table, brick, lane) +
                     own_or_next_face<4, V>(op.face[2], table, brick, lane) +
                     own_or_next_face<1, V>(op.face[0], table, brick, lane) +
                     own_or_next_face<3, V>(op.face[1], table, brick, lane) +
                     own_or_next_face<5, V>(op.face[2], table, brick, lane);
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
    const V weight = own_or_next_face<side, V>(op.face[side / 2], table, brick, lane);
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
  const std::int32_t* children;
  const float* fine_active;
  const float* residual;
  float* coarse_load;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    for (int f = 0; f < n; ++f)
      put(coarse_load, brick, n, f, lane,
          children_sum<Children::All, V>(
              FinePlane<float>{{residual, n, f}, {fine_active, 1, 0}, children + 8 * static_cast<std::size_t>(brick)},
              lane));
  }
};

/// Adds the coarse grid's correction. Runs over fine bricks.
struct ProlongCorrection {
  using Lane = float;
  const std::int32_t* parents;
  const float* active;
  const float* correction;
  float* x;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const int parent = parents[brick] / 8, octant = parents[brick] % 8;
    const auto inside = get<V>(active, brick, 1, 0, lane) > V(0.0F);
    for (int f = 0; f < n; ++f) {
      V coarse;
      load_parent(PlaneView<float>{correction, n, f}, parent, octant, lane, coarse);
      const V own = get<V>(static_cast<const float*>(x), brick, n, f, lane);
      put(x, brick, n, f, lane, own + select(inside, coarse, V(0.0F)));
    }
  }
};

}  // namespace howship
