#include "host/report/run_folder.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/io/summary_file.hpp"
#include "host/view/snapshot_series.hpp"

namespace howship {

namespace {

namespace fs = std::filesystem;

/// What is read, and how large it may be: a hundred times what a run of ten years leaves.
struct ReadFile {
  const char* name;
  std::uintmax_t most_mb;
};
constexpr ReadFile read_files[] = {{"case.toml", 4},      {"timeseries.csv", 256}, {"events.csv", 64},
                                   {"lesions.csv", 256},  {"fields.pvd", 64},      {"summary.json", 16},
                                   {"manifest.json", 16}, {"run.log", 64}};

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  return text.str();
}

/// Messages of the lines "DATE TIME [warning] MESSAGE".
std::vector<std::string> warnings_of(const fs::path& log) {
  std::vector<std::string> warnings;
  std::istringstream lines(text_of(log));
  constexpr std::string_view level = "[warning] ";
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find('[');
    if (at == std::string::npos || line.compare(at, level.size(), level) != 0) continue;
    line.erase(0, at + level.size());
    if (std::find(warnings.begin(), warnings.end(), line) == warnings.end()) warnings.push_back(line);
  }
  return warnings;
}

/// Sentences about what a run that ended must have left and is not there.
std::vector<std::string> gaps_of(const RunFolder& run) {
  std::vector<std::string> gaps;
  if (!run.summary) return gaps;
  std::error_code unknown;
  for (const char* const name : {"events.csv", "lesions.csv", "fields.pvd"})
    if (!fs::exists(run.path / name, unknown)) gaps.push_back(fmt::format("{} is missing", name));
  if (run.end() < run.summary->end_time * (1.0 - 1e-9))
    gaps.push_back(fmt::format("timeseries.csv ends on day {:g}, but the run went on to day {:g}: the table is cut off",
                               run.end(), run.summary->end_time));
  return gaps;
}

}  // namespace

double RunFolder::end() const {
  const std::vector<double> time = series.numbers("time");
  return time.empty() ? 0.0 : time.back();
}

std::string RunFolder::value(const std::string& key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const CaseKey& k) { return k.key == key; });
  return found == keys.end() ? "" : found->value;
}

RunFolder read_run_folder(const fs::path& folder) {
  std::error_code unknown;
  if (!fs::is_directory(folder, unknown))
    throw InputError(fmt::format("'{}' is no folder; give the folder of a run", folder.string()));
  for (const char* const name : {"case.toml", "timeseries.csv"})
    if (!fs::exists(folder / name, unknown))
      throw InputError(fmt::format("'{}' has no {}; give the folder that howship run wrote", folder.string(), name));
  for (const ReadFile& known : read_files) {
    const fs::path file = folder / known.name;
    if (!fs::exists(file, unknown)) continue;
    if (!fs::is_regular_file(file, unknown)) throw FileError(fmt::format("'{}' is no regular file", file.string()));
    const std::uintmax_t bytes = fs::file_size(file, unknown);
    if (!unknown && bytes > (known.most_mb << 20))
      throw InputError(fmt::format("'{}' holds {} MB; at most {} MB are read: it is not what howship run wrote",
                                   file.string(), bytes >> 20, known.most_mb));
  }
  RunFolder run;
  run.path = folder;
  run.case_text = text_of(folder / "case.toml");
  run.keys = case_keys(folder / "case.toml");
  run.title = run.value("title");
  try {
    run.resolved = read_case(folder / "case.toml");
  } catch (const Error& error) {
    run.case_problem = error.what();
  }
  run.series = CsvTable(folder / "timeseries.csv");
  if (run.series.rows() == 0 || !run.series.has("time"))
    throw InputError(
        fmt::format("{}: has no rows yet; wait for the first output of the run", (folder / "timeseries.csv").string()));
  run.series.finite_numbers("time");
  for (const auto& [name, table] : {std::pair{"events.csv", &run.events}, std::pair{"lesions.csv", &run.lesions}})
    if (fs::exists(folder / name, unknown)) *table = CsvTable(folder / name);
  run.events.finite_numbers("time");
  run.tracked = lesion_courses(run.lesions);
  if (fs::exists(folder / "fields.pvd", unknown)) run.snapshots = read_series_apart(folder / "fields.pvd");
  if (fs::exists(folder / "summary.json", unknown)) run.summary = read_summary(folder / "summary.json");
  if (fs::exists(folder / "manifest.json", unknown)) run.manifest = read_manifest(folder / "manifest.json");
  run.warnings = warnings_of(folder / "run.log");
  run.gaps = gaps_of(run);
  if (run.title.empty()) run.title = folder.lexically_normal().filename().string();
  return run;
}

}  // namespace howship
