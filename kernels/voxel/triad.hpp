#pragma once

#include <cstddef>
#include <utility>

#include "howship/triad.hpp"

#include "kernels/voxel/access.hpp"

namespace howship {

/// a = b + 3 c, the triad, over 64 elements as a voxel body.
struct TriadBody {
  using Lane = double;
  double* a;
  const double* b;
  const double* c;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    put(a, brick, 1, 0, lane, get<V>(b, brick, 1, 0, lane) + 3.0 * get<V>(c, brick, 1, 0, lane));
  }
};

/// A run is four triads: waiting for a device takes as long as moving some MB. \tparam Launcher as of VoxelBackend
template <class Launcher>
class LauncherTriad final : public Triad {
 public:
  LauncherTriad(Launcher launcher, std::size_t elements)
      : launcher_(std::move(launcher)), bricks_(static_cast<int>(elements / brick_size)) {
    for (double** array : {&body_.a, &c_, &b_}) *array = launcher_.template allocate<double>(count());
    body_.b = b_;
    body_.c = c_;
  }
  double bytes() const override { return triads * 3.0 * static_cast<double>(count() * sizeof(double)); }
  void run() override {
    for (int i = 0; i < triads; ++i) launcher_.launch(body_, bricks_);
    double last;
    launcher_.to_host(&last, body_.a + count() - 1, 1);  // waits for the device
  }

 private:
  static constexpr int triads = 4;

  std::size_t count() const { return static_cast<std::size_t>(bricks_) * brick_size; }

  Launcher launcher_;
  int bricks_;
  TriadBody body_{};
  double *b_ = nullptr, *c_ = nullptr;
};

}  // namespace howship
