#pragma once

#include <string>
#include <vector>

namespace howship {

/// Keys of a case file for the terminal, within 100 columns.
/// \param prefixes  only these: a table ("lesion"), a key ("lesion.radius", "lesion[1].radius") or the last part of one
///   ("radius"); none: all
/// \throws InputError with a suggestion for a prefix that fits nothing
std::string key_text(const std::vector<std::string>& prefixes);

/// The page meshes/CASE.md, or, with prefixes, only the tables that hold them.
/// \throws InputError as key_text
std::string key_markdown(const std::vector<std::string>& prefixes);

}  // namespace howship
