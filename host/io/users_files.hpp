#pragma once

#include <filesystem>
#include <vector>

#include "howship/input_file.hpp"

namespace howship {

/// Keeps a run from replacing what is the user's in its folder: a file that the run reads, under a name that its
/// results take, and a case.toml beside which there is no run. The case.toml of a run may be started from. \param begun
/// the folder is known to be of a run, or trial \throws FileError, naming the file
void refuse_to_replace(const std::filesystem::path& folder, const std::vector<InputFile>& inputs, bool begun);

}  // namespace howship
