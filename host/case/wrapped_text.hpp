#pragma once

#include <string>
#include <vector>

namespace howship {

/// Words of a text in lines of at most `width` characters, the first of at most `first_width`; a word that is longer
/// has a line of its own. One empty line where there are no words.
std::vector<std::string> wrapped(const std::string& text, std::size_t width, std::size_t first_width);
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

}  // namespace howship
