#pragma once

#include <string>

#include "host/case/key_use.hpp"

namespace howship {

// What the reference says of one use of a key. Backquotes mark what a case says literally.

/// Kind of value: "length", "list of times", "one or three lengths", "text".
std::string value_cell(const KeyUse& use);

/// "required", "4 mm", "`"lytic"`", or "none".
std::string default_cell(const KeyUse& use);

/// Range or choices: "0.001 to 100 mm", "above 0, to 200 year", "`sc`, `iv`"; empty where everything is allowed.
std::string allowed_cell(const KeyUse& use);

}  // namespace howship
