#pragma once

#include <string>
#include <vector>

namespace howship {

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other, upper and lower case being
/// equal.
int edit_distance(const std::string& a, const std::string& b);

/// "; did you mean 'spacing'?" with the nearest of `known`, or, when none is near, "; known: a, b, c".
std::string suggest(const std::string& wrong, const std::vector<std::string>& known);

}  // namespace howship
