#include "host/report/polyline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace howship {

namespace {

using Point = std::pair<double, double>;

/// First, lowest, highest and last of points that fall into one column of the drawing, in their order.
void keep_of_column(const std::vector<Point>& points, std::size_t first, std::size_t last, std::vector<Point>& kept) {
  std::size_t chosen[4] = {first, first, first, last};
  for (std::size_t i = first; i <= last; ++i) {
    if (points[i].second < points[chosen[1]].second) chosen[1] = i;
    if (points[i].second > points[chosen[2]].second) chosen[2] = i;
  }
  std::sort(std::begin(chosen), std::end(chosen));
  for (auto i = std::begin(chosen), end = std::unique(std::begin(chosen), std::end(chosen)); i != end; ++i)
    kept.push_back(points[*i]);
}

}  // namespace

std::string polyline_path(const std::vector<Point>& points) {
  constexpr double column = 0.5;
  std::string path;
  for (std::size_t i = 0; i < points.size();) {
    if (!std::isfinite(points[i].second)) {
      ++i;
      continue;
    }
    std::vector<Point> kept;
    while (i < points.size() && std::isfinite(points[i].second)) {
      std::size_t last = i;
      while (last + 1 < points.size() && std::isfinite(points[last + 1].second) &&
             points[last + 1].first < points[i].first + column)
        ++last;
      keep_of_column(points, i, last, kept);
      i = last + 1;
    }
    path += fmt::format("M{:.1f} {:.1f}", kept.front().first, kept.front().second);
    if (kept.size() == 1) path += "h0.1";
    for (std::size_t j = 1; j < kept.size(); ++j) path += fmt::format("L{:.1f} {:.1f}", kept[j].first, kept[j].second);
  }
  return path;
}

}  // namespace howship
