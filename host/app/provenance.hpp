#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/input_file.hpp"
#include "howship/run.hpp"

namespace howship {

/// Every file that the case names, with what belongs to it, and the case file; each with its hash.
/// \throws FileError when one cannot be read
std::vector<InputFile> input_files(const Case& c);

/// Those of `now` that were recorded earlier with another content, as one warning; empty when all are the same. The
/// case file itself may differ.
std::string changed_inputs(const std::vector<InputFile>& now, const std::vector<InputFile>& earlier,
                           const std::filesystem::path& earlier_folder);

/// The hashes of a case that its summary.json and manifest.json name.
struct CaseHashes {
  std::string resolved;    ///< SHA-256 of write_case()
  std::string parameters;  ///< of write_parameter_set()
};
CaseHashes hashes_of(const Case& c);

/// Writes manifest.json into the folder of a run that begins.
/// \return warnings about inputs that differ from RunOptions::earlier_inputs
/// \param inputs as input_files() gave them before anything was written
/// \throws FileError when the manifest cannot be written
std::vector<std::string> record_run(const Case& c, const std::vector<InputFile>& inputs, const Backend& backend,
                                    const RunOptions& options);

/// Adds this process to the manifest.json of a run that goes on, with the inputs that are others than
/// RunOptions::earlier_inputs.
/// \param from  time at which it goes on [day]
/// \return warnings about inputs that differ from RunOptions::earlier_inputs, and when the folder has no manifest that
/// it can be added to
std::vector<std::string> record_resumption(const Case& c, const std::vector<InputFile>& inputs, const Backend& backend,
                                           const RunOptions& options, double from);

}  // namespace howship
