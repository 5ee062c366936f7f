#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace howship {

/// Stands in for a device to count what a VoxelBackend would allocate on it. Allocates and computes nothing.
class CountingLauncher {
 public:
  static std::string name() { return "none"; }
  static std::string description() { return "none"; }
  double bytes() const { return static_cast<double>(bytes_); }

  template <class T>
  T* allocate(std::size_t count) {
    bytes_ += count * sizeof(T);
    return nullptr;
  }
  /// The sums and minima that each brick leaves for the next kernel to combine.
  void reserve_reductions(int bricks, int) {
    bytes_ += static_cast<std::size_t>(bricks) * most_results * sizeof(double);
  }

  template <class T>
  static void to_device(T*, const T*, std::size_t) {}
  template <class T>
  static void to_host(T*, const T*, std::size_t) {}
  template <class Body>
  static void launch(const Body&, int) {}
  template <class Body>
  static void reduce(const Body&, int, int) {}
  static void fetch(int, double* sums, int sum_count, double* minima, int minimum_count) {
    std::fill_n(sums, sum_count, 0.0);
    std::fill_n(minima, minimum_count, 0.0);
  }
  static void set_phase(int) {}
  static void wait() {}

 private:
  static constexpr std::size_t most_results = 32;
  std::size_t bytes_ = 0;
};

}  // namespace howship
