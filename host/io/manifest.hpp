#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "howship/input_file.hpp"

namespace howship {

/// A process that computed a part of a run.
struct ManifestSession {
  std::string started;                    ///< UTC, as 2026-01-31T23:59:59Z
  double from = 0.0;                      ///< where it went on; 0 for the first [day]
  std::string case_sha256;                ///< of case.toml from then on: a resumed run may end later
  std::vector<InputFile> changed_inputs;  ///< that it read and Manifest::inputs has not, or with another content
  std::vector<std::string> command_line;
  std::filesystem::path working_folder;
  std::string version, commit;
  bool modified = false;  ///< the sources differed from the commit
  std::string build_type, compiler, compiler_flags, cuda_version, cuda_architectures;
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name and version
  std::string backend, device;
  int threads = 1;
  std::string system, kernel, processor;
};

/// What a run was made of: manifest.json.
struct Manifest {
  std::string title;
  std::string precision;
  std::string case_sha256, parameters_sha256;
  std::vector<std::string> overrides;  ///< of --set, --until and --precision, as "key.path=value"
  std::vector<InputFile> inputs;
  ManifestSession first;
};

/// Writes manifest.json into a run's folder, with the first of its sessions. \throws FileError
void write_manifest(const std::filesystem::path& folder, const Manifest& manifest);

bool has_manifest(const std::filesystem::path& folder);

/// Appends a session to the manifest.json of a folder.
/// \return false when there is no manifest, or one that does not end as write_manifest() ends it; it is left alone
/// \throws FileError when it cannot be written
bool add_session(const std::filesystem::path& folder, const ManifestSession& session);

}  // namespace howship
