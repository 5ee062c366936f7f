#pragma once

#include <string>

namespace howship {

/// Writes an error as one line on stderr, its first words red where that shows.
void print_error(const std::string& message);

/// Writes a warning as one line on stderr, its first words yellow where that shows.
void print_warning(const std::string& warning);

/// Writes to standard output; a reader that has gone, or a full disk, does not end the program: finish_output() tells.
void say(const std::string& text);

/// Sends off what standard output still holds.
/// \throws FileError when something was lost, except to a reader that had seen enough
void finish_output();

/// Gives closed standard streams a place that takes nothing, so that no file of a run is opened in theirs.
void occupy_standard_streams();

}  // namespace howship
