#pragma once
// What is run in the place of commands that cannot run in a test as they stand. A rule is for the command and for the
// command with more arguments, which are kept; the longest one that fits counts. A rule that no document needs fails.

#include <string>
#include <vector>

namespace howship::docs_test {

struct Rule {
  std::string command;
  std::string instead;  ///< empty: nothing is run
  std::string reason;
};

inline const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"tools/demo.sh",
       "howship run meshes/cases/lytic-vertebra.toml -o out/lytic-vertebra --overwrite --quiet "
       "--set geometry.spacing='4 mm' --set output.every='14 day' --until '28 day'",
       "what it runs, on a coarser grid and for a shorter time"},
      {"tools/test.sh", "", "runs all tests, this one too"},
      {"tools/build.sh", "", "builds what is being tested"},
      {"tools/package.sh", "", "builds what is being tested; a test with label compile makes the packages"},
      {"apt-get install ./build/release/packages/howship_*.deb", "", "changes the system"},
      {"cmake --install build/release", "", "tests with label compile install what is being tested"},
      {"tools/install-checkers.sh", "", "installs packages"},
      {"tests/fuzz/run.sh", "", "builds another preset and takes minutes"},
      {"ctest --preset release", "", "runs tests, this one too"},
      {"build/cuda/howship", "howship", "the same program without CUDA"},
      {"build/cuda/howship selftest", "", "half a minute; a test with label system runs it"},
      {"cmake --workflow", "", "builds what is being tested, and runs all tests"},
      {"alias howship=$PWD/build/release/howship", "test -x $PWD/build/release/howship",
       "each command has its own shell"},
      {"howship run first.toml", "howship run first.toml --quiet --set geometry.spacing='4 mm' --until '28 day'",
       "the same case, coarser and shorter"},
      {"howship run lytic-vertebra.toml", "howship check lytic-vertebra.toml", "reads the same entries in a second"},
      {"howship run trial.toml", "howship run case.toml --quiet --set 'arm=[{name=\"control\"},{name=\"denosumab\"}]'",
       "the scratch folder's short case, with arms"},
      {"build/release/howship bench", "", "half a minute and more; Bench.QuickRunWritesItsFigures runs it"},
      {"build/release/tests/howship-validate", "", "minutes; the tests with label validation run it"},
      {"tests/bench/compare.sh", "", "minutes, and needs hypre"},
      {"tests/bench/cuda_evidence.sh", "", "minutes, and needs nvcc and ptxcpu"},
      {"tests/bench/measure_gpu.sh", "", "builds another preset, and needs a GPU"},
      {"tests/compile/static_checks.sh", "", "minutes; tests with label compile run it on a few files"},
      {"tests/sanitizers/run.sh", "", "builds the program and its tests once more, for minutes"},
      {"tests/coverage.sh", "", "the same"},
      {"pvpython", "", "ParaView, which building does not need; viz has tests of its own"},
      {"pvbatch", "", "the same"},
      {"xvfb-run", "", "an X server and VTK's Python modules, which building does not need"},
  };
  return all;
}

/// The rule for a command; null: it runs as it stands.
inline const Rule* rule_for(const std::string& command, const std::vector<Rule>& among = rules()) {
  const Rule* best = nullptr;
  for (const Rule& rule : among) {
    const bool fits = command == rule.command || command.compare(0, rule.command.size() + 1, rule.command + " ") == 0;
    if (fits && (best == nullptr || rule.command.size() > best->command.size())) best = &rule;
  }
  return best;
}

}  // namespace howship::docs_test
