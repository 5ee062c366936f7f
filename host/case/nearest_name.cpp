#include "host/case/nearest_name.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace howship {

namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

}  // namespace

int edit_distance(const std::string& a, const std::string& b) {
  const std::size_t rows = a.size() + 1, columns = b.size() + 1;
  std::vector<std::vector<int>> d(rows, std::vector<int>(columns));
  for (std::size_t i = 0; i < rows; ++i) d[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j < columns; ++j) d[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i < rows; ++i)
    for (std::size_t j = 1; j < columns; ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[rows - 1][columns - 1];
}

std::optional<std::string> nearest(const std::string& wrong, const std::vector<std::string>& known) {
  // No name is near to what is longer than all of them, and the distance takes time and memory by the square.
  constexpr std::size_t longest_name = 100;
  if (known.empty() || wrong.size() > longest_name) return std::nullopt;
  const auto nearer = [&](const std::string& a, const std::string& b) {
    return edit_distance(wrong, a) < edit_distance(wrong, b);
  };
  const std::string& found = *std::min_element(known.begin(), known.end(), nearer);
  const int longest = static_cast<int>(std::max(wrong.size(), found.size()));
  if (edit_distance(wrong, found) * 2 > longest) return std::nullopt;
  return found;
}

std::string suggest_nearest(const std::string& wrong, const std::vector<std::string>& known) {
  const std::optional<std::string> meant = nearest(wrong, known);
  return meant ? fmt::format("; did you mean '{}'?", *meant) : "";
}

std::string suggest(const std::string& wrong, const std::vector<std::string>& known) {
  if (known.empty()) return "";
  const std::string meant = suggest_nearest(wrong, known);
  return meant.empty() ? fmt::format("; known: {}", fmt::join(known, ", ")) : meant;
}

}  // namespace howship
