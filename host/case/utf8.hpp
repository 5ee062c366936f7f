#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace howship {

/// Whether a text is UTF-8, as TOML has it: no overlong forms, surrogates or codes beyond U+10FFFF.
bool is_utf8(std::string_view text);

/// The text with U+FFFD for each byte that is part of no character: names of files may hold any.
std::string as_utf8(std::string_view text);

}  // namespace howship
