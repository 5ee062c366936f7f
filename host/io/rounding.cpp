#include "host/io/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace howship {
namespace {

constexpr int mantissa_bits = 23;
/// Multiples to which values are rounded first, per accuracy and scale: tails of fields, which matter to nobody, become
/// zeros.
constexpr double absolute_share = 0.1;

/// To the nearest float whose last `bits` bits are zero, ties to even.
float without_last_bits(float value, int bits) {
  std::uint32_t word = 0;
  std::memcpy(&word, &value, sizeof(word));
  const std::uint32_t below = (std::uint32_t{1} << bits) - 1;
  const std::uint32_t last_kept = (word >> bits) & 1U;
  word = (word + (below >> 1) + last_kept) & ~below;
  std::memcpy(&value, &word, sizeof(word));
  return value;
}

}  // namespace

Rounding::Rounding(double accuracy, double scale) {
  if (!(accuracy > 0.0)) return;
  // Of k kept bits the error is at most 2^-(k + 1) of the value.
  const int kept = static_cast<int>(std::ceil(-std::log2(2.0 * accuracy)));
  dropped_bits_ = mantissa_bits - std::clamp(kept, 1, mantissa_bits);
  const double most = accuracy * absolute_share * scale;
  if (most > 0.0) quantum_ = static_cast<float>(std::exp2(std::floor(std::log2(most))));
}

float Rounding::operator()(float value) const {
  if (!std::isfinite(value)) return value;
  float rounded = value;
  // From 2^22 multiples on, the bits dropped below are coarser.
  if (quantum_ > 0.0F && std::abs(value) < 4194304.0F * quantum_) rounded = std::nearbyint(value / quantum_) * quantum_;
  if (dropped_bits_ > 0) rounded = without_last_bits(rounded, dropped_bits_);
  return std::isfinite(rounded) ? rounded : value;
}

}  // namespace howship
