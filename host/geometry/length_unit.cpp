#include "host/geometry/length_unit.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

// A vertebra is some 80 mm across and a pelvis 300 mm. Outside these limits the unit of the file is in doubt.
constexpr double suspiciously_small = 2.0;   // [mm]
constexpr double suspiciously_large = 1500;  // [mm]

}  // namespace

void require_plausible_unit(const std::filesystem::path& file, double longest) {
  if (longest < suspiciously_small)
    throw InputError(
        fmt::format("'{}' is only {:.3g} mm across when read in mm: its unit is probably the metre; say "
                    "geometry.length_unit = \"m\" (--length-unit m), or \"mm\" if it really is that small",
                    file.string(), longest));
  if (longest > suspiciously_large)
    throw InputError(
        fmt::format("'{}' is {:.3g} mm across when read in mm: its unit is probably the micrometre; say "
                    "geometry.length_unit = \"um\" (--length-unit um), or \"mm\" if it really is that large",
                    file.string(), longest));
}

}  // namespace howship
