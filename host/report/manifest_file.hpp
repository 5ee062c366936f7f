#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/input_file.hpp"

namespace howship {

/// What manifest.json tells about a run.
struct RunManifest {
  std::string case_sha256, parameters_sha256;
  std::vector<std::string> overrides;
  std::vector<InputFile> inputs;
  struct Session {
    std::string started, version, commit, compiler, compiler_flags, device, system, processor;
    bool modified = false;
    double from = 0.0;  ///< [day]
    std::vector<std::string> command_line;
    std::vector<InputFile> changed_inputs;  ///< since the first session
  };
  std::vector<Session> sessions;
};

/// \throws FileError when the file cannot be read; InputError when it is no JSON or an entry has the wrong type
RunManifest read_manifest(const std::filesystem::path& file);

}  // namespace howship
