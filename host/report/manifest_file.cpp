#include "host/report/manifest_file.hpp"

#include "host/io/json_entry.hpp"

namespace howship {

namespace {

InputFile input_of(const Json& entry) {
  InputFile file;
  std::string path;
  read(entry, "key", file.key);
  read(entry, "path", path);
  read(entry, "bytes", file.bytes);
  read(entry, "sha256", file.sha256);
  file.path = path;
  return file;
}

RunManifest::Session session_of(const Json& entry) {
  RunManifest::Session s;
  read(entry, "started", s.started);
  read(entry, "version", s.version);
  read(entry, "commit", s.commit);
  read(entry, "modified", s.modified);
  read(entry, "compiler", s.compiler);
  read(entry, "compiler_flags", s.compiler_flags);
  read(entry, "device", s.device);
  read(entry, "system", s.system);
  read(entry, "processor", s.processor);
  read(entry, "from_day", s.from);
  read(entry, "command_line", s.command_line);
  for (const Json& input : entry.value("changed_inputs", Json::array())) s.changed_inputs.push_back(input_of(input));
  return s;
}

RunManifest manifest_of(const Json& root) {
  RunManifest manifest;
  read(root, "case_sha256", manifest.case_sha256);
  read(root, "parameters_sha256", manifest.parameters_sha256);
  read(root, "overrides", manifest.overrides);
  for (const Json& entry : root.value("inputs", Json::array())) manifest.inputs.push_back(input_of(entry));
  for (const Json& entry : root.value("sessions", Json::array())) manifest.sessions.push_back(session_of(entry));
  return manifest;
}

}  // namespace

RunManifest read_manifest(const std::filesystem::path& file) {
  return read_json_file(file, manifest_of);
}

}  // namespace howship
