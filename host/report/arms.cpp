#include "host/report/arms.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "host/report/html.hpp"

namespace howship {

std::vector<std::string> arm_names(const std::vector<RunFolder>& arms) {
  std::set<std::string> titles;
  for (const RunFolder& arm : arms) titles.insert(arm.title);
  std::vector<std::string> names;
  names.reserve(arms.size());
  for (const RunFolder& arm : arms)
    names.push_back(titles.size() == arms.size() ? arm.title : arm.path.lexically_normal().string());
  return names;
}

std::string arm_letter(std::size_t index) {
  return std::string(1, static_cast<char>('A' + index));
}

std::string case_differences(const std::vector<RunFolder>& arms) {
  std::vector<std::string> keys;
  std::set<std::string> seen;
  std::vector<std::map<std::string, std::string>> values_of(arms.size());
  for (std::size_t i = 0; i < arms.size(); ++i)
    for (const CaseKey& key : arms[i].keys) {
      if (seen.insert(key.key).second) keys.push_back(key.key);
      values_of[i].emplace(key.key, key.value);
    }
  std::vector<std::string> headings = {"Key"};
  for (std::size_t i = 0; i < arms.size(); ++i) headings.push_back(arm_letter(i));
  HtmlTable table("Keys of case.toml in which the arms differ; – where a case does not have the key", headings);
  for (const std::string& key : keys) {
    if (key == "title") continue;
    std::vector<std::string> cells = {fmt::format("<code>{}</code>", escape(key))};
    std::set<std::string> values;
    for (const auto& arm : values_of) {
      const auto found = arm.find(key);
      const std::string value = found == arm.end() ? "" : found->second;
      values.insert(value);
      cells.push_back(value.empty() ? "–" : escape(shortened(value, 200)));
    }
    if (values.size() > 1) table.row(cells);
  }
  return table.empty() ? "<p>The cases of the arms are the same.</p>\n" : table.text();
}

std::vector<double> common_times(const std::vector<RunFolder>& arms) {
  std::vector<double> times;
  for (const SnapshotFile& s : arms.front().snapshots)
    if (std::all_of(arms.begin(), arms.end(),
                    [&](const RunFolder& arm) { return snapshot_at(arm, s.time) != nullptr; }))
      times.push_back(s.time);
  return times;
}

const SnapshotFile* snapshot_at(const RunFolder& run, double time) {
  const auto found = std::find_if(run.snapshots.begin(), run.snapshots.end(),
                                  [&](const SnapshotFile& s) { return std::abs(s.time - time) < 1e-6; });
  return found == run.snapshots.end() ? nullptr : &*found;
}

}  // namespace howship
