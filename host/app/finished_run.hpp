#pragma once

#include <filesystem>

#include "howship/case.hpp"

#include "host/app/restart.hpp"

namespace howship {

/// Whether a folder holds the whole run of this very case, so that there is nothing to go on with.
/// \param restart  what find_restart() found for them
bool is_finished(const Restart& restart, const std::filesystem::path& folder, const Case& c);

}  // namespace howship
