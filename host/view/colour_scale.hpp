#pragma once

#include <array>
#include <string>
#include <vector>

#include "host/view/pictures.hpp"

namespace howship {

using Colour = std::array<unsigned char, 3>;  ///< red, green, blue

/// What colours stand for. All can be told apart by readers with red-green blindness.
enum class Palette {
  Diverging,   ///< red below zero, grey at zero, blue above
  Sequential,  ///< dark blue to yellow, evenly brighter
  Radiograph,  ///< black to white
  Classes      ///< lesion classes 0 to 3: none grey, lytic red, sclerotic blue, mixed yellow
};

class ColourScale {
 public:
  /// \param low, high ends in the array's unit. A diverging scale has zero at grey and as much colour per unit on both
  ///   sides, so that the shorter side ends paler.
  ColourScale(Palette palette, double low, double high);

  /// Values beyond the ends have the colour of the end; what is no number is neutral.
  Colour operator()(double value) const;

  Palette palette() const { return palette_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  Palette palette_;
  double low_, high_;
  std::vector<Colour> table_;
};

/// Names of the lesion classes in the order of their numbers.
extern const std::array<const char*, 4> class_names;

/// That in which pictures of an array are drawn. \param difference  between two snapshots
Palette palette_for(const std::string& array, View view, bool difference);

/// Round numbers within [low, high], ascending, some four to seven of them.
std::vector<double> round_ticks(double low, double high);

/// As written at a scale whose steps are `step`: no more decimals than it takes, U+2212 for minus.
std::string tick_text(double value, double step);

/// "mg/cm³" of "mg/cm3", "µg/mL" of "ug/mL".
std::string printed_unit(std::string unit);

/// What an array is called in a picture, with its unit: "BMD change [%]".
/// \param unit as in the file
std::string array_title(const std::string& array, const std::string& unit, bool difference);

}  // namespace howship
