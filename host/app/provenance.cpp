#include "host/app/provenance.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "host/app/process_facts.hpp"
#include "host/case/case_file.hpp"
#include "host/geometry/input_parts.hpp"
#include "host/io/manifest.hpp"
#include "host/io/sha256.hpp"

namespace howship {

namespace {

namespace fs = std::filesystem;

ManifestSession this_session(const Backend& backend, const RunOptions& options) {
  ManifestSession session = process_facts();
  session.backend = backend.name();
  session.device = backend.description();
  session.threads = threads_of(options);
  return session;
}

void begin_manifest(const Case& c, const std::vector<InputFile>& inputs, const RunOptions& options,
                    ManifestSession session) {
  Manifest manifest;
  manifest.title = c.title;
  manifest.precision = c.numerics.precision;
  const CaseHashes hashes = hashes_of(c);
  manifest.case_sha256 = hashes.resolved;
  manifest.parameters_sha256 = hashes.parameters;
  manifest.overrides = options.overrides;
  manifest.inputs = inputs;
  manifest.first = std::move(session);
  manifest.first.case_sha256 = hashes.resolved;
  write_manifest(options.output, manifest);
}

/// What was read of a run that goes on, and its manifest does not name with this content.
std::vector<InputFile> not_among(const std::vector<InputFile>& earlier, const std::vector<InputFile>& now) {
  std::vector<InputFile> others;
  std::copy_if(now.begin(), now.end(), std::back_inserter(others), [&](const InputFile& file) {
    return std::none_of(earlier.begin(), earlier.end(), [&](const InputFile& e) {
      return e.key == file.key && e.path == file.path && e.sha256 == file.sha256;
    });
  });
  return others;
}

}  // namespace

std::vector<InputFile> input_files(const Case& c) {
  std::vector<InputFile> files;
  std::error_code unknown;
  if (fs::is_regular_file(c.source, unknown))
    files.push_back(
        {"case", fs::absolute(c.source).lexically_normal(), fs::file_size(c.source), sha256_of_file(c.source)});
  else if (!c.source.empty())  // a pipe, which is read only once
    files.push_back({"case", c.source, 0, ""});
  const auto add = [&](const std::string& key, const fs::path& input) {
    if (input.empty()) return;
    for (const fs::path& file : parts_of_input(input))
      files.push_back({key, file, fs::file_size(file), sha256_of_file(file)});
  };
  add("geometry.file", c.geometry.file);
  add("geometry.labels", c.geometry.labels);
  add("geometry.density.image", c.density.image);
  for (std::size_t i = 0; i < c.lesions.size(); ++i)
    add(fmt::format("lesion[{}].outline", i + 1), c.lesions[i].outline);
  add("dosing.events", c.dose_events);
  return files;
}

CaseHashes hashes_of(const Case& c) {
  return {sha256_of(write_case(c)), sha256_of(write_parameter_set(c))};
}

std::string changed_inputs(const std::vector<InputFile>& now, const std::vector<InputFile>& earlier,
                           const fs::path& earlier_folder) {
  std::vector<const InputFile*> changed;
  for (const InputFile& file : now) {
    if (file.key == "case") continue;
    const auto same_file = [&](const InputFile& e) { return e.key == file.key && e.path == file.path; };
    const auto before = std::find_if(earlier.begin(), earlier.end(), same_file);
    if (before != earlier.end() && before->sha256 != file.sha256) changed.push_back(&file);
  }
  if (changed.empty()) return "";
  return fmt::format("{} = '{}'{} changed since the run in '{}', whose results this run will not repeat",
                     changed.front()->key, changed.front()->path.string(),
                     changed.size() == 1 ? " has" : fmt::format(" and {} more have", changed.size() - 1),
                     earlier_folder.string());
}

std::vector<std::string> record_run(const Case& c, const std::vector<InputFile>& inputs, const Backend& backend,
                                    const RunOptions& options) {
  begin_manifest(c, inputs, options, this_session(backend, options));
  const std::string changed = changed_inputs(inputs, options.earlier_inputs, options.earlier_folder);
  return changed.empty() ? std::vector<std::string>{} : std::vector<std::string>{changed};
}

std::vector<std::string> record_resumption(const Case& c, const std::vector<InputFile>& inputs, const Backend& backend,
                                           const RunOptions& options, double from) {
  std::vector<std::string> warnings;
  ManifestSession session = this_session(backend, options);
  session.from = from;
  session.case_sha256 = hashes_of(c).resolved;
  session.changed_inputs = not_among(options.earlier_inputs, inputs);
  const std::string manifest = (options.output / "manifest.json").string();
  if (!has_manifest(options.output)) {
    session.changed_inputs.clear();  // those of the new manifest are these
    begin_manifest(c, inputs, options, std::move(session));
    warnings.push_back(
        fmt::format("'{}' was missing and is made anew; what computed the run before day {:g} is not recorded there",
                    manifest, from));
  } else if (!add_session(options.output, session)) {
    warnings.push_back(
        fmt::format("'{}' is not as howship wrote it; that the run was resumed is not recorded there", manifest));
  }
  if (const std::string changed = changed_inputs(inputs, options.earlier_inputs, options.earlier_folder);
      !changed.empty())
    warnings.push_back(changed);
  return warnings;
}

}  // namespace howship
