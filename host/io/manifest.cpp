#include "host/io/manifest.hpp"

#include <fstream>
#include <sstream>
#include <string_view>

#include <fmt/format.h>

#include "host/io/ends_with.hpp"
#include "host/io/json_object.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

constexpr const char* name = "manifest.json";
/// After the last session.
constexpr std::string_view ending = "\n  ]\n}\n";

/// \param depth  of the objects in the list
std::string inputs_json(const std::vector<InputFile>& inputs, int depth) {
  const auto line = [depth](int within) {
    return "\n" + std::string(2 * static_cast<std::size_t>(depth - within), ' ');
  };
  std::string list;
  for (const InputFile& file : inputs) {
    JsonObject object(depth);
    object.add("key", file.key);
    object.add("path", file.path.string());
    object.add("bytes", static_cast<std::size_t>(file.bytes));
    object.add("sha256", file.sha256);
    list += fmt::format("{}{}{}", list.empty() ? "" : ",", line(1), object.text());
  }
  return list.empty() ? "[]" : fmt::format("[{}{}]", list, line(2));
}

std::string session_json(const ManifestSession& s) {
  JsonObject object(3);
  object.add("started", s.started);
  object.add("from_day", s.from);
  object.add("case_sha256", s.case_sha256);
  object.add_raw("changed_inputs", inputs_json(s.changed_inputs, 5));
  object.add_raw("command_line", json_list(s.command_line));
  object.add("working_folder", s.working_folder.string());
  object.add("version", s.version);
  object.add("commit", s.commit);
  object.add("modified", s.modified);
  object.add("build_type", s.build_type);
  object.add("compiler", s.compiler);
  object.add("compiler_flags", s.compiler_flags);
  object.add("cuda_version", s.cuda_version);
  object.add("cuda_architectures", s.cuda_architectures);
  JsonObject libraries(4);
  for (const auto& [library, version] : s.libraries) libraries.add(library, version);
  object.add_raw("libraries", libraries.text());
  object.add("backend", s.backend);
  object.add("device", s.device);
  object.add("threads", s.threads);
  object.add("system", s.system);
  object.add("kernel", s.kernel);
  object.add("processor", s.processor);
  return "\n    " + object.text();
}

}  // namespace

void write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  JsonObject object;
  object.add("title", manifest.title);
  object.add("version", manifest.first.version);
  object.add("commit", manifest.first.commit);
  object.add("case_sha256", manifest.case_sha256);
  object.add("parameters_sha256", manifest.parameters_sha256);
  object.add("precision", manifest.precision);
  object.add_raw("overrides", json_list(manifest.overrides));
  object.add_raw("inputs", inputs_json(manifest.inputs, 3));
  // Last, so that others can follow.
  object.add_raw("sessions", "[" + session_json(manifest.first) + "\n  ]");
  replace_file(folder / name, {object.text(), "\n"});
}

bool has_manifest(const std::filesystem::path& folder) {
  std::error_code unknown;
  return std::filesystem::exists(folder / name, unknown);
}

bool add_session(const std::filesystem::path& folder, const ManifestSession& session) {
  std::ifstream in(folder / name, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  const std::string text = content.str();
  if (!in || !ends_with(text, ending)) return false;
  const std::string_view so_far(text.data(), text.size() - ending.size());
  replace_file(folder / name, {so_far, ",", session_json(session), ending});
  return true;
}

}  // namespace howship
