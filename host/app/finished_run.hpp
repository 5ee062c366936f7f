#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "howship/case.hpp"
#include "howship/results.hpp"

#include "host/app/restart.hpp"

namespace howship {

/// Whether cases, as write_case() has them, are the same but for what would change only steps that are yet to be taken.
bool is_same_course(const std::string& before, const std::string& now);

/// Whether a folder holds the whole run of this very case, so that there is nothing to go on with.
/// \param restart  what find_restart() found for them
bool is_finished(const Restart& restart, const std::filesystem::path& folder, const Case& c);

/// What such a folder's summary.json tells; empty where is_finished() says no, or summary.json does not tell all.
/// \throws as find_restart()
std::optional<Summary> finished_summary(const std::filesystem::path& folder, const Case& c);

}  // namespace howship
