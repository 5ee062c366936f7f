#pragma once

#include <string>

#include "howship/run.hpp"

namespace howship {

/// The back end that a run would take, "cpu" or "cuda". \throws InputError, DeviceError when what is asked for cannot
/// be used
std::string required_back_end(const RunOptions& options);

}  // namespace howship
