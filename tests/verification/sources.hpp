#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "howship/backend.hpp"

namespace howship::testing_support {

/// Rates of each voxel from its own state: other people's reactions.
class PointwiseSource final : public Source {
 public:
  /// \param rate of a voxel: (time, voxel, its fields, its rates, zero on entry)
  using Rate = std::function<void(double, std::size_t, const double*, double*)>;
  explicit PointwiseSource(const VoxelDomain& domain, Rate rate, Rate in_time = {})
      : domain_(domain), rate_(std::move(rate)), in_time_(std::move(in_time)) {}

  void rate(double time, const std::array<std::vector<double>, field_count>& state,
            std::array<std::vector<double>, field_count>& rate) override {
    fill(rate_, time, state, rate);
  }
  void rate_in_time(double time, const std::array<std::vector<double>, field_count>& state,
                    std::array<std::vector<double>, field_count>& change) override {
    if (in_time_) fill(in_time_, time, state, change);
  }

 private:
  void fill(const Rate& of, double time, const std::array<std::vector<double>, field_count>& state,
            std::array<std::vector<double>, field_count>& made) const {
    double u[field_count], r[field_count];
    for (std::size_t v = 0; v < domain_.stored_voxels(); ++v) {
      if (!domain_.active(v)) continue;
      for (std::size_t f = 0; f < field_count; ++f) {
        u[f] = state[f][v];
        r[f] = 0.0;
      }
      of(time, v, u, r);
      for (std::size_t f = 0; f < field_count; ++f) made[f][v] = r[f];
    }
  }
  const VoxelDomain& domain_;
  Rate rate_, in_time_;
};

}  // namespace howship::testing_support
