#pragma once
// A short run in which everything happens that a checkpoint has to carry, and the comparison of two of its folders.

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {

/// Two lesions, doses, an infusion, supplements, fractions and a cycle, with the fields on a surface of the user's own.
inline const char* const eventful_case = R"(title = "eventful"

[geometry]
file = "block.stl"
length_unit = "mm"
spacing = "2 mm"

[[lesion]]
phenotype = "lytic"
centre = ["5 mm", "5 mm", "5 mm"]
radius = "3 mm"
tumour_fraction = 0.4
bone_lost = 0.35

[[lesion]]
phenotype = "sclerotic"
centre = ["12 mm", "7 mm", "5 mm"]
radius = "2.5 mm"
tumour_fraction = 0.3

[[dose]]
drug = "denosumab"
amount = "120 mg"
start = "1 day"
every = "4 day"
count = 3

[[dose]]
drug = "zoledronic acid"
amount = "4 mg"
route = "iv"
start = "2 day"
duration = "12 h"

[[dose]]
drug = "calcium"
amount = "500 mg"
start = "0 day"
every = "2 day"
count = 5

[[therapy]]
kind = "radiotherapy"
fraction_dose = "4 Gy"
start = "3 day"
every = "1 day"
count = 3

[[therapy]]
kind = "chemotherapy"
start = "6 day"
duration = "1.5 day"
kill_rate = "0.1 1/day"

[time]
end = "10 day"

[output]
every = "0.5 day"
)";

/// A closed box of 16 x 12 x 10 mm as text STL.
inline std::string block_stl() {
  constexpr double size[3] = {16.0, 12.0, 10.0};
  // Corners by bits: 1 along x, 2 along y, 4 along z. Faces counter-clockwise from outside.
  constexpr int faces[6][4] = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
  std::ostringstream text;
  text << "solid block\n";
  for (const auto& face : faces)
    for (const auto& corners : {std::array<int, 3>{0, 1, 2}, std::array<int, 3>{0, 2, 3}}) {
      text << "facet normal 0 0 0\n outer loop\n";
      for (const int corner : corners) {
        text << "  vertex";
        for (int axis = 0; axis < 3; ++axis) text << ' ' << ((face[corner] >> axis) & 1) * size[axis];
        text << '\n';
      }
      text << " endloop\nendfacet\n";
    }
  text << "endsolid block\n";
  return text.str();
}

inline void write_eventful_case(const Workplace& here) {
  write_text(here / "eventful.toml", eventful_case);
  write_text(here / "block.stl", block_stl());
}

/// Results of a run by path in its folder: all but log, manifest and checkpoints, which tell how it came about, and
/// what of the summary is the machine's.
inline std::map<std::string, std::string> results_in(const fs::path& folder) {
  std::map<std::string, std::string> results;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = fs::relative(entry.path(), folder).string();
    const bool of_the_course = name == "run.log" || name == "manifest.json" || name.rfind("checkpoint/", 0) == 0;
    if (entry.is_regular_file() && !of_the_course) results[name] = read_text(entry.path());
  }
  if (const auto found = results.find("summary.json"); found != results.end()) {
    auto summary = nlohmann::json::parse(found->second);
    for (const char* of_the_machine : {"wall_seconds", "peak_memory_bytes", "threads", "device"})
      summary.erase(of_the_machine);
    found->second = summary.dump(1);
  }
  return results;
}

/// Success when two folders hold the same files with the same bytes; otherwise the first few that differ.
inline testing::AssertionResult same_results(const std::map<std::string, std::string>& wanted,
                                             const std::map<std::string, std::string>& found) {
  std::string differences;
  int count = 0;
  const auto note = [&](const std::string& what) {
    if (++count <= 8) differences += "\n  " + what;
  };
  for (const auto& [name, bytes] : wanted) {
    const auto other = found.find(name);
    if (other == found.end()) {
      note(name + " is missing");
    } else if (other->second != bytes) {
      const auto at = std::mismatch(bytes.begin(), bytes.end(), other->second.begin(), other->second.end()).first;
      const auto offset = static_cast<std::size_t>(at - bytes.begin());
      note(name + " differs from byte " + std::to_string(offset) + " of " + std::to_string(bytes.size()) + " on (" +
           std::to_string(other->second.size()) + ")" +
           (name.rfind("fields/", 0) == 0 || name.rfind("mesh/", 0) == 0
                ? ""
                : ": \"" + bytes.substr(offset, 60) + "\" became \"" + other->second.substr(offset, 60) + "\""));
    }
  }
  for (const auto& [name, bytes] : found)
    if (wanted.count(name) == 0) note(name + " is new");
  if (count == 0 && !wanted.empty()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << count << " of " << wanted.size() << " results differ:" << differences;
}

}  // namespace howship::system_test
