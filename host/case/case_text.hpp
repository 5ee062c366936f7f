#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace howship {

/// A case as written by hand takes kilobytes; one with every default and a thousand lesions, two megabytes.
constexpr std::size_t most_case_bytes = std::size_t{4} << 20;

/// Text of a case file. Pipes and devices are read too, up to the same length.
/// \param patience_ms  how long a pipe may be waited for into which nobody writes [ms]
/// \throws InputError when there is no such file, it is a folder, empty, larger than most_case_bytes or cannot be read
std::string read_case_text(const std::filesystem::path& file, int patience_ms = 10000);

/// Ends texts that would make tables within tables by the thousand: the parser bounds brackets, but not the parts of a
/// dotted key, and each is a level of calls when the tables are taken apart.
/// \param name  of the file, for the message
/// \throws InputError for a key of more than 16 parts
void require_short_keys(const std::string& text, const std::string& name);

}  // namespace howship
