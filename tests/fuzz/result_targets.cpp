#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>

#include "howship/error.hpp"

#include "host/io/summary_file.hpp"
#include "host/report/arms.hpp"
#include "host/report/case_words.hpp"
#include "host/report/courses.hpp"
#include "host/report/csv_table.hpp"
#include "host/report/findings.hpp"
#include "host/report/html.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/run_details.hpp"
#include "host/report/run_folder.hpp"
#include "host/view/snapshot_series.hpp"
#include "host/view/snapshot_voxels.hpp"

#include "tests/fuzz/scratch.hpp"
#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

namespace {

void try_table(Input input) {
  const std::filesystem::path file = scratch_file("lesions.csv", input);
  is_read([&] {
    const CsvTable table(file);
    for (const std::string& column : table.columns()) {
      require(table.texts(column).size() == table.rows(), "a column has an entry in each row");
      is_read([&] { table.numbers(column); });
      is_read([&] { table.finite_numbers(column); });
    }
    for (const LesionCourse& course : lesion_courses(table)) require(!course.states.empty(), "a lesion has states");
  });
}

void try_summary(Input input) {
  const std::filesystem::path file = scratch_file("summary.json", input);
  is_read([&] { read_summary(file); });
}

void try_series(Input input) {
  const std::filesystem::path folder = scratch_folder() / "series";
  const std::filesystem::path file = scratch_file("series/fields.pvd", input);
  is_read([&] {
    for (const SnapshotFile& snapshot : read_series_apart(file)) {
      const std::filesystem::path within = snapshot.file.lexically_normal().lexically_relative(folder);
      require(!within.empty() && *within.begin() != "..", "a series names files of its folder: " + within.string());
    }
  });
}

void try_snapshot(Input input) {
  const std::filesystem::path file = scratch_file("fields_0000.vti", input);
  is_read([&] {
    const std::vector<std::string> names = snapshot_arrays(file);
    const SnapshotVoxels voxels = read_snapshot(file, names);
    std::size_t count = 1;
    for (const int n : voxels.grid.extent) count *= static_cast<std::size_t>(n);
    require(voxels.share.size() == count, "a snapshot has one share per voxel");
    for (const auto& [name, array] : voxels.arrays)
      require(array.values.size() == count, "an array has one value per voxel");
    voxels.share_at(voxels.grid.origin);
  });
}

/// \throws BrokenPromise when the page has a tag or an attribute that a report does not write
void require_own_markup(const std::string& html) {
  static const std::string_view own[] = {
      "a",   "b",     "br",    "caption", "circle", "code",    "dd",     "defs",       "details",  "div",     "dl",
      "dt",  "em",    "g",     "h3",      "h4",     "i",       "li",     "line",       "ol",       "p",       "path",
      "pre", "rect",  "span",  "sub",     "sup",    "summary", "svg",    "table",      "tbody",    "td",      "text",
      "th",  "thead", "title", "tr",      "tspan",  "ul",      "figure", "figcaption", "polyline", "polygon", "desc"};
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    std::size_t begin = at + 1;
    if (begin < html.size() && html[begin] == '/') ++begin;
    std::size_t end = begin;
    while (end < html.size() && (std::isalnum(static_cast<unsigned char>(html[end])) != 0)) ++end;
    const std::string tag = html.substr(begin, end - begin);
    require(std::find(std::begin(own), std::end(own), tag) != std::end(own), "a report has its own tags only: " + tag);
    const std::string inside = html.substr(end, html.find('>', end) - end);
    require(inside.find(" on") == std::string::npos && inside.find("javascript") == std::string::npos,
            "a report runs nothing: " + inside);
  }
}

/// A folder, its files one after the other under a line "==== NAME".
void try_run_folder(Input input) {
  const std::filesystem::path folder = scratch_folder() / "run";
  std::filesystem::remove_all(folder);
  constexpr std::string_view mark = "==== ";
  while (!input.empty()) {
    const std::size_t line = std::min(input.find('\n'), input.size());
    std::string name(input.substr(0, line));
    const bool named = name.rfind(mark, 0) == 0;
    if (named) name = name.substr(mark.size());
    input.remove_prefix(std::min(line + 1, input.size()));
    const std::size_t next = std::min(input.find("==== "), input.size());
    static const std::string_view files[] = {"case.toml",    "timeseries.csv", "events.csv", "lesions.csv",
                                             "summary.json", "fields.pvd",     "run.log",    "manifest.json"};
    if (named && std::find(std::begin(files), std::end(files), name) != std::end(files))
      scratch_file("run/" + name, input.substr(0, next));
    input.remove_prefix(next);
  }
  is_read([&] {
    const RunFolder run = read_run_folder(folder);
    require_own_markup(findings(run) + case_words(run) + courses(run) + mark_words(run) + key_numbers(run) +
                       lesion_table(run) + event_table(run) + balance_table(run) + solver_table(run) +
                       provenance_table(run) + warning_list(run) + case_differences({run, run}) +
                       (run.resolved ? changed_parameters(*run.resolved) : ""));
  });
}

/// Whatever a text holds, a page shows it as text.
void try_html(Input input) {
  const std::string text(input), shown = escape(text);
  for (const char sign : {'<', '>', '"', '\''}) require(shown.find(sign) == std::string::npos, "signs are escaped");
  require(escape(shortened(text, 5)).size() <= 6 * 6 + 3, "a text is shortened");
}

}  // namespace

std::vector<Target> result_targets() {
  return {{"table", try_table},       {"summary", try_summary},       {"series", try_series},
          {"snapshot", try_snapshot}, {"run_folder", try_run_folder}, {"html", try_html}};
}

}  // namespace howship::fuzz
