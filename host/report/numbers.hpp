#pragma once

#include <string>

namespace howship {

// Numbers as they are read in a report: a true minus, a thin space between thousands, "–" for what is not known.

std::string significant(double value, int digits = 3);                                    ///< 12.3, 0.00123, 12 300
std::string plain(double value, int digits);                                              ///< 120, 0.05, 50 000
std::string fixed(double value, int decimals);                                            ///< never "−0.0"
std::string signed_fixed(double value, int decimals);                                     ///< with + or −
std::string count_of(long long number, const std::string& one, const std::string& many);  ///< "1 dose", "24 doses"

constexpr double shown_as_zero = 0.5;                       ///< volumes below are "0 cm³" [mm3]
std::string cubic_centimetres(double mm3, int digits = 3);  ///< "1.23 cm³" of a volume [mm3]
std::string percent_change(double change);                  ///< "+4.5 %" of a change [%]

constexpr double days_per_month = 365.25 / 12.0;

std::string day(double time);            ///< "day 84" of a time [day]
std::string day_and_month(double time);  ///< "day 84 (month 2.8)"; the day alone within the first month
std::string span(double days);           ///< "730.5 days (24 months)", "15 min" of a length of time [day]

}  // namespace howship
