#pragma once

#include <string>

#include <toml++/toml.h>

namespace howship {

/// Tables of a text, which is looked through by require_short_keys() first: nothing else in howship calls the parser,
/// which takes texts made for it to a stack overflow.
/// \param name  of the file, for messages
/// \throws toml::parse_error; InputError for a key of more than 16 parts
toml::table parse_toml(const std::string& text, const std::string& name);

}  // namespace howship
