#pragma once

#include <functional>
#include <vector>

#include "howship/convoy.hpp"
#include "howship/input_file.hpp"
#include "howship/results.hpp"
#include "howship/run.hpp"

#include "host/app/prepare.hpp"

namespace howship {

/// What an arm of a trial starts with: read once for all of them.
struct ArmStart {
  Prepared prepared;  ///< with the arm's own case
  std::vector<InputFile> inputs;
  Convoy* convoy = nullptr;
};

/// As run_case(), within Convoy::run(), and without asking for memory, which is asked for once for all arms.
/// \throws as run_case()
Summary run_arm(ArmStart start, const RunOptions& options, const std::function<void(const Progress&)>& progress);

}  // namespace howship
