#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "host/view/colour_scale.hpp"

namespace howship {
namespace {

struct Title {
  const char* array;
  const char* words;
  const char* unit;  ///< in place of "1"
};

constexpr std::array<Title, 17> titles = {{{"rankl", "RANKL", ""},
                                           {"opg", "OPG", ""},
                                           {"denosumab", "Denosumab in tissue", ""},
                                           {"tgf_beta", "TGF-β", "× healthy"},
                                           {"pthrp", "PTHrP", ""},
                                           {"osteogenic_factor", "Osteogenic factor", "× half effect"},
                                           {"calcium", "Interstitial calcium", ""},
                                           {"osteoblast_precursors", "Osteoblast precursors", "× healthy"},
                                           {"osteoblasts", "Osteoblasts", "× healthy"},
                                           {"osteoclasts", "Osteoclasts", "× healthy"},
                                           {"tumour", "Tumour volume fraction", ""},
                                           {"bone_volume_fraction", "Bone volume fraction BV/TV", ""},
                                           {"mineral_content", "Mineral volume fraction", ""},
                                           {"bmd", "BMD", ""},
                                           {"bmd_change", "BMD change", ""},
                                           {"lesion_class", "Lesion class", ""},
                                           {"volume_fraction", "Share of voxel in bone", ""}}};

}  // namespace

std::vector<double> round_ticks(double low, double high) {
  // The largest step with four to eight intervals, and rather one that meets both ends.
  double step = 0;
  bool meets_ends = false;
  const double decade = std::pow(10.0, std::floor(std::log10(high - low)));
  const auto whole = [](double n) { return std::abs(n - std::round(n)) < 1e-6; };
  for (const double factor : {5.0, 2.5, 2.0, 1.0, 0.5, 0.25, 0.2, 0.1}) {
    const double tried = factor * decade;
    const double intervals = (high - low) / tried;
    if (intervals < 4 - 1e-6 || intervals > 8 + 1e-6) continue;
    const bool meets = whole(low / tried) && whole(high / tried);
    if (step == 0 || (meets && !meets_ends)) {
      step = tried;
      meets_ends = meets;
    }
  }
  std::vector<double> ticks;
  const double slack = 1e-6 * step;
  for (double n = std::ceil((low - slack) / step); n * step <= high + slack; ++n) ticks.push_back(n * step + 0.0);
  return ticks;
}

std::string tick_text(double value, double step) {
  int decimals = 0;
  // As many as show the step itself: 2.5 has one, 0.02 two.
  for (double s = step; decimals < 12 && std::abs(s - std::round(s)) > 1e-6 * s; s *= 10) ++decimals;
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  if (value < 0 && text.find_first_not_of("0.") != std::string::npos) text.insert(0, "\u2212");
  return text;
}

std::string printed_unit(std::string unit) {
  for (const auto& [from, to] : {std::pair{"m2", "m²"}, std::pair{"m3", "m³"}, std::pair{"ug", "µg"}})
    if (const std::size_t at = unit.find(from); at != std::string::npos) unit.replace(at, std::strlen(from), to);
  return unit;
}

std::string array_title(const std::string& array, const std::string& unit, bool difference) {
  std::string words = array, shown = unit == "1" ? "" : unit;
  std::replace(words.begin(), words.end(), '_', ' ');
  for (const Title& title : titles) {
    if (array != title.array) continue;
    words = title.words;
    if (shown.empty()) shown = title.unit;
  }
  if (difference) {
    words = "Difference in " + words;
    if (shown == "%") shown = "percentage points";
  }
  return shown.empty() ? words : fmt::format("{} [{}]", words, printed_unit(shown));
}

}  // namespace howship
