#pragma once

#include <cstdint>
#include <random>

namespace howship {

/// Standard normal deviates by Box and Muller's transform of mt19937_64. The standard library's own distributions
/// differ between compilers; these give the same patients everywhere.
class NormalDeviates {
 public:
  explicit NormalDeviates(std::uint64_t seed) : bits_(seed) {}
  double operator()();

 private:
  double uniform();  ///< in (0, 1)

  std::mt19937_64 bits_;
  double spare_ = 0.0;
  bool has_spare_ = false;
};

}  // namespace howship
