#pragma once

#include <optional>
#include <string>
#include <vector>

namespace howship {

/// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other, upper and lower case being
/// equal.
int edit_distance(const std::string& a, const std::string& b);

/// The one of `known` that `wrong` was probably meant to be: at most half of its letters are edited.
std::optional<std::string> nearest(const std::string& wrong, const std::vector<std::string>& known);

/// "; did you mean 'spacing'?" with the nearest of `known`; empty when none is near.
std::string suggest_nearest(const std::string& wrong, const std::vector<std::string>& known);

/// The same, or, when none is near, "; known: a, b, c".
std::string suggest(const std::string& wrong, const std::vector<std::string>& known);

}  // namespace howship
