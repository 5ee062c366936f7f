#include "host/app/number_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace howship {

std::string plain_number(double value, int figures) {
  if (!std::isfinite(value) || value == 0.0) return fmt::format("{:g}", value);
  // The exponent after rounding: 9.996 has one digit more than 9.98 once it shows three figures.
  const std::string scientific = fmt::format("{:.{}e}", value, figures - 1);
  const int exponent = std::stoi(scientific.substr(scientific.find('e') + 1));
  std::string text = fmt::format("{:.{}f}", value, std::max(0, figures - 1 - exponent));
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string duration_words(double seconds) {
  if (seconds < 0.95) return fmt::format("{:.1f} s", std::max(seconds, 0.1));
  if (seconds < 90.0) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400.0) return fmt::format("{:.0f} min", seconds / 60.0);
  return fmt::format("{:.1f} h", seconds / 3600.0);
}

}  // namespace howship
