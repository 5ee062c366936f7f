#pragma once

#include <string>

#include <toml++/toml.h>

namespace howship {

/// Looks for a key that no case has, whatever its choices: a misspelt one is why another key seems to be missing.
///
/// \param file of messages
/// \return what is wrong, as Section::finish() says it of the first such key; empty when there is none
std::string unknown_key(const toml::table& root, const std::string& file);

}  // namespace howship
