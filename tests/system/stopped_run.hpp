#pragma once
// The eventful run, whole and stopped half-way, for tests of what resuming does with it.

#include "tests/system/eventful_case.hpp"

namespace howship::system_test {

/// Rows of a table that is being written, its heading included.
inline std::size_t rows_in(const fs::path& table) {
  const std::string text = read_text(table);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Waits until the run in a folder has written some rows; false when that takes too long.
inline bool has_come_to_row(const fs::path& folder, std::size_t row) {
  for (int i = 0; i < 20000; ++i) {
    if (rows_in(folder / "timeseries.csv") >= row) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
  }
  return false;
}

class StoppedRun : public testing::Test {
 protected:
  /// Arguments of a run of the eventful case with steps so small that it can be stopped in time.
  static std::vector<std::string> run_into(const std::string& folder, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "run", "eventful.toml", "-o", folder, "--set", "numerics.max_step=\"0.05 day\"", "--quiet", "--threads", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  static std::vector<std::string> resume(const std::string& folder, std::vector<std::string> more = {}) {
    more.emplace_back("--resume");
    return run_into(folder, more);
  }

  /// Leaves `stopped`, which came to about day 3 and was stopped by SIGTERM, with two checkpoints.
  void SetUp() override {
    write_eventful_case(here);
    bool begun = false;
    const Outcome outcome = here.run(run_into("stopped", {"--checkpoint-every", "0 s"}), [&](pid_t process) {
      begun = has_come_to_row(here / "stopped", 100);
      kill(process, SIGTERM);
    });
    ASSERT_TRUE(begun);
    ASSERT_EQ(outcome.code, 143) << outcome.err;
    ASSERT_EQ(checkpoints("stopped").size(), 2U);
  }
  /// Results of a run never stopped.
  std::map<std::string, std::string> whole() {
    if (!fs::exists(here / "whole")) {
      const Outcome outcome = here.run(run_into("whole"));
      EXPECT_EQ(outcome.code, 0) << outcome.err;
    }
    return results_in(here / "whole");
  }

  /// A copy of the stopped run to be treated badly.
  fs::path copy(const std::string& name) {
    fs::remove_all(here / name);
    fs::copy(here / "stopped", here / name, fs::copy_options::recursive);
    return here / name;
  }
  /// Newest first.
  std::vector<fs::path> checkpoints(const std::string& folder) const {
    std::vector<fs::path> files;
    if (fs::exists(here / folder / "checkpoint"))
      for (const auto& entry : fs::directory_iterator(here / folder / "checkpoint")) files.push_back(entry.path());
    std::sort(files.rbegin(), files.rend());
    return files;
  }

  Workplace here;
};

}  // namespace howship::system_test
