#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/io/checkpoint_file.hpp"

namespace howship {

/// What a run that was stopped goes on from.
struct Restart {
  std::unique_ptr<CheckpointReader> checkpoint;  ///< null: from the beginning, because the run had not yet come to one
  std::vector<std::string> warnings;
};

/// Whether a key of a case alters only the steps that are yet to be taken: a run may go on with another value.
bool is_of_steps(const std::string& key);

/// Finds the newest checkpoint of a run that is whole and whose files in the folder are as they were.
/// \param folder of the run; where there is none, or it is empty, the run has yet to begin
/// \throws FileError when there are results but no such checkpoint, or a newer one may be sound and cannot be read now,
/// or by this version; InputError, naming keys, when the checkpoint is of
/// another case. A case may differ in its title, its end and its tolerances.
/// \param own_case  the file to take instead of another case; empty: case.toml of the folder
Restart find_restart(const std::filesystem::path& folder, const Case& c, const std::filesystem::path& own_case = {});

}  // namespace howship
