#pragma once

#include <string>
#include <vector>

#include "host/case/key_reference.hpp"

namespace howship {

/// The tables of key_reference() with only the keys that `prefixes` name, as in key_listing.hpp.
/// \throws InputError with a suggestion for a prefix that fits nothing
std::vector<KeyTable> chosen_keys(const std::vector<std::string>& prefixes);

}  // namespace howship
