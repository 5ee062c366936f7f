#include "tests/fuzz/target.hpp"

#include <algorithm>

#include "howship/error.hpp"

namespace howship::fuzz {

namespace {

/// Breaks on one text: shows that whoever runs targets notices.
void try_seeded_fault(Input input) {
  require(input != "bone", "the seeded fault");
}

}  // namespace

const std::vector<Target>& targets() {
  static const std::vector<Target> all = [] {
    std::vector<Target> list{{"seeded_fault", try_seeded_fault}};
    for (const auto& some : {case_targets(), image_targets(), mesh_targets(), result_targets(), checkpoint_targets()})
      list.insert(list.end(), some.begin(), some.end());
    return list;
  }();
  return all;
}

const Target& target(const std::string& name) {
  std::string names;
  for (const Target& each : targets()) {
    if (each.name == name) return each;
    names += " " + each.name;
  }
  throw std::out_of_range("no fuzz target '" + name + "'; there are:" + names);
}

bool is_read(const std::function<void()>& read) {
  try {
    read();
    return true;
  } catch (const Error& error) {
    const std::string line = error.what();
    const bool blamed =
        error.code() == ExitCode::BadInput || error.code() == ExitCode::File || error.code() == ExitCode::Device;
    require(blamed, "an input is blamed for it: " + line);
    // What would end the line is taken out where it is printed.
    require(!line.empty(), "an error says what is wrong");
  }
  return false;
}

}  // namespace howship::fuzz
