#include "host/report/numbers.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace howship {

namespace {

constexpr const char* minus = "\u2212";
constexpr const char* thin_space = "\u202f";

/// Digits with a leading "-" as they are set in print.
std::string set_in_print(std::string digits) {
  std::string sign;
  if (digits.front() == '-') {
    digits.erase(0, 1);
    if (digits.find_first_of("123456789") != std::string::npos) sign = minus;
  }
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (digits.find('e') == std::string::npos && point > 4)
    for (std::size_t at = point - 3; at < point && at > 0; at -= std::min<std::size_t>(at, 3))
      digits.insert(at, thin_space);
  return sign + digits;
}

/// With `digits` significant ones; `finish` may change the decimals.
template <class Finish>
std::string rounded(double value, int digits, Finish finish) {
  if (!std::isfinite(value)) return "–";
  if (value == 0.0) return "0";
  // The exponent after rounding: 9.996 is 10.0.
  const std::string scientific = fmt::format("{:.{}e}", value, digits - 1);
  const std::size_t at = scientific.find('e');
  const int exponent = std::stoi(scientific.substr(at + 1));
  if (exponent < -3 || exponent > 8) {
    std::string power;
    static const char* const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (const char c : fmt::format("{}", exponent)) power += c == '-' ? "⁻" : raised[c - '0'];
    return set_in_print(finish(scientific.substr(0, at))) + "\u00d710" + power;
  }
  return set_in_print(finish(fmt::format("{:.{}f}", value, std::max(0, digits - 1 - exponent))));
}

}  // namespace

std::string significant(double value, int digits) {
  return rounded(value, digits, [](std::string text) { return text; });
}

std::string plain(double value, int digits) {
  return rounded(value, digits, [](std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  });
}

std::string fixed(double value, int decimals) {
  return std::isfinite(value) ? set_in_print(fmt::format("{:.{}f}", value, decimals)) : "–";
}

std::string signed_fixed(double value, int decimals) {
  const std::string text = fixed(value, decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  return value > 0.0 && !zero && std::isfinite(value) ? "+" + text : text;
}

std::string count_of(long long number, const std::string& one, const std::string& many) {
  return set_in_print(fmt::format("{}", number)) + " " + (number == 1 ? one : many);
}

std::string cubic_centimetres(double mm3, int digits) {
  const double cm3 = mm3 / 1000.0;
  if (!std::isfinite(cm3)) return "–";
  return (std::abs(mm3) < shown_as_zero ? "0" : significant(cm3, cm3 < 0.1 ? 2 : digits)) + "\u00a0cm³";
}

std::string percent_change(double change) {
  return signed_fixed(change, std::abs(change) < 99.5 ? 1 : 0) + "\u00a0%";
}

std::string day(double time) {
  return "day " + set_in_print(fmt::format("{:.6g}", std::round(time * 10.0) / 10.0));
}

std::string day_and_month(double time) {
  if (time < days_per_month) return day(time);
  const double months = time / days_per_month;
  return day(time) + fmt::format(" (month {:.3g})", std::round(months * 10.0) / 10.0);
}

std::string span(double days) {
  if (days < 1.0 / 24.0 - 1e-9) return fmt::format("{:.3g} min", days * 1440.0);
  if (days < 1.0) return fmt::format("{:.3g} h", days * 24.0);
  const double shown = days < 100.0 ? days : std::round(10.0 * days) / 10.0;
  const std::string text = set_in_print(fmt::format("{:.6g}", shown)) + (days == 1.0 ? " day" : " days");
  return days < 2.0 * days_per_month
             ? text
             : text + fmt::format(" ({:.3g} months)", std::round(10.0 * days / days_per_month) / 10.0);
}

}  // namespace howship
