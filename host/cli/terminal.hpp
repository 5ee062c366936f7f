#pragma once

#include <string>

namespace howship {

/// What a stream of the program (STDOUT_FILENO, STDERR_FILENO) leads to.
bool is_terminal(int stream);

/// Whether escape codes make sense there: on a terminal that is not dumb.
bool understands_escapes(int stream);

/// Whether text there may be coloured: on such a terminal unless NO_COLOR is set, elsewhere only with CLICOLOR_FORCE.
bool shows_colour(int stream);

/// Columns of the terminal now, as a window may change its size; 80 where nobody knows.
int columns_of(int stream);

enum class Colour { Red, Yellow, Green, Bold };

/// `text` in a colour where the stream shows any.
std::string coloured(const std::string& text, Colour colour, int stream);

}  // namespace howship
