#include "host/geometry/length_unit.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

// A vertebra is some 80 mm across, a pelvis 300 mm and a femur 450 mm. Outside the outer limits the unit of the file
// cannot be right, outside the inner ones it is in doubt.
constexpr double impossibly_small = 2.0;      // [mm]
constexpr double suspiciously_small = 25.0;   // [mm]
constexpr double suspiciously_large = 700.0;  // [mm]
constexpr double impossibly_large = 1500.0;   // [mm]

}  // namespace

void require_plausible_unit(const std::filesystem::path& file, double longest) {
  if (longest < impossibly_small)
    throw InputError(
        fmt::format("'{}' is only {:.3g} mm across when read in mm: its unit is probably the metre; say "
                    "geometry.length_unit = \"m\" (--length-unit m), or \"mm\" if it really is that small",
                    file.string(), longest));
  if (longest > impossibly_large)
    throw InputError(
        fmt::format("'{}' is {:.3g} mm across when read in mm: its unit is probably the micrometre; say "
                    "geometry.length_unit = \"um\" (--length-unit um), or \"mm\" if it really is that large",
                    file.string(), longest));
}

std::string doubt_about_unit(const std::filesystem::path& file, double longest, bool given) {
  const double small = given ? impossibly_small : suspiciously_small;
  const double large = given ? impossibly_large : suspiciously_large;
  if (longest >= small && longest <= large) return "";
  return fmt::format("'{}' is {:.3g} mm across {}, {} for a bone: {}", file.string(), longest,
                     given ? "in the length unit given" : "when read in mm", longest < small ? "small" : "large",
                     given ? "check geometry.length_unit (--length-unit)"
                           : "say geometry.length_unit (--length-unit) if its unit is another, or \"mm\" if it is not");
}

}  // namespace howship
