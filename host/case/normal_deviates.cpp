#include "host/case/normal_deviates.hpp"

#include <cmath>

namespace howship {

double NormalDeviates::uniform() {
  // The upper 53 bits, in the middle of their interval: neither 0 nor 1 occurs.
  return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53;
}

double NormalDeviates::operator()() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  constexpr double two_pi = 6.283185307179586;
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  const double angle = two_pi * uniform();
  spare_ = radius * std::sin(angle);
  has_spare_ = true;
  return radius * std::cos(angle);
}

}  // namespace howship
