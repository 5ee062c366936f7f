#pragma once

#include <string>

namespace howship {

/// Kind of a quantity in a case file, together with the unit it has inside the program.
enum class Dimension {
  None,               ///< 1; a plain number or "%"
  Length,             ///< mm
  Time,               ///< day
  Mass,               ///< mg, of a drug
  MassPerWeight,      ///< mg/kg, of a drug per kg of the body
  Activity,           ///< IU, of vitamin D
  Weight,             ///< kg, of a body
  Concentration,      ///< pmol/L, of molecules
  Calcium,            ///< mmol/L, of calcium
  Vitamin,            ///< nmol/L, of 25-hydroxyvitamin D
  MassConcentration,  ///< mg/L, of drug in blood
  Rate,               ///< 1/day
  Diffusivity,        ///< mm2/day
  Volume,             ///< L, of a body compartment
  Clearance,          ///< L/day
  HourlyClearance,    ///< L/h, glomerular filtration
  MinuteClearance,    ///< mL/min, creatinine clearance
  DailyAmount,        ///< mmol/day, calcium
  HourlyAmount,       ///< mmol/h, calcium
  VolumeRate,         ///< mm3/day, bone
  AbsorbedDose,       ///< Gy, of radiation
  PerDose,            ///< 1/Gy
  PerDoseSquared,     ///< 1/Gy2
  MolarMass,          ///< kDa
  ConcentrationRate,  ///< pmol/L/day, of molecules or cells
  Angle,              ///< degree
  Stress,             ///< MPa
  MineralDensity,     ///< mg/cm3
};
constexpr int dimension_count = static_cast<int>(Dimension::MineralDensity) + 1;

/// Internal unit as written in files: "mm", "day", "pmol/L", ...; empty for Dimension::None.
std::string unit_of(Dimension dimension);

/// What it is in words: "length", "concentration per time"; "number" for Dimension::None.
std::string kind_of(Dimension dimension);

/// A quantity of this dimension as a user might write it, for messages: "0.5 mm".
std::string example_of(Dimension dimension);

/// Value of "NUMBER UNIT" in the internal unit.
///
/// Units are products and quotients of the usual symbols: "0.5 mm", "4 week", "2 mm2/day", "1/day" as "0.1 1/day",
/// "1.2 nmol/L", "100 mL/min". A year is 365.25 days, a month a twelfth of it.
///
/// \param where  what the message starts with: file, line and key, or the option
/// \throws InputError (one line) when the unit is missing or unknown, the dimension is another one, or the number is
///   malformed or not finite
double parse_quantity(const std::string& text, Dimension dimension, const std::string& where);

/// Whether a text is a number and a unit of this dimension.
bool is_quantity_of(const std::string& text, Dimension dimension);

/// Size of one UNIT ("m", "inch") in the internal unit. \throws InputError as parse_quantity
double parse_unit(const std::string& unit, Dimension dimension, const std::string& where);

/// Shortest "NUMBER UNIT" that parse_quantity reads back as the same double.
std::string format_quantity(double value, Dimension dimension);

}  // namespace howship
