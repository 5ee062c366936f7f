#pragma once

#include <string>

namespace howship {

/// A number of at least `figures` significant figures without an exponent: 0.0123, 1.23, 123, 12345. Zeros at the end
/// are left out.
/// \param figures 1 or more
std::string plain_number(double value, int figures);

/// As people say it: "0.3 s", "7 s", "40 s", "7 min", "2.5 h".
/// \param seconds 0 or more; what lies below a tenth counts as one
std::string duration_words(double seconds);

}  // namespace howship
