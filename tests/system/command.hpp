#pragma once
// Runs the executable as a user does, and small cases for it.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/system/ball_case.hpp"

namespace howship::system_test {

namespace fs = std::filesystem;

inline std::string read_text(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write_text(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

inline std::vector<std::string> split(const std::string& text, char separator) {
  std::istringstream in(text);
  std::vector<std::string> parts;
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

/// A table with a heading.
struct Csv {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;

  explicit Csv(const std::string& text) {
    for (const std::string& line : split(text, '\n')) {
      if (columns.empty())
        columns = split(line, ',');
      else
        rows.push_back(split(line, ','));
    }
  }
  /// \throws std::out_of_range when the column or the row is missing, std::invalid_argument when it is no number
  double number(std::size_t row, const std::string& column) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] == column) return std::stod(rows.at(row).at(i));
    throw std::out_of_range("no column " + column);
  }
};

/// How a command ended.
struct Outcome {
  int code = -1;  ///< exit code, or minus the number of the signal that killed it
  std::string out, err;
  std::chrono::duration<double> wall{};

  /// The one line that stderr must consist of, without its end; a failure of the test when it is not one line.
  std::string message() const {
    EXPECT_FALSE(err.empty());
    if (err.empty()) return "";
    EXPECT_EQ(err.find('\n'), err.size() - 1) << err;
    return err.substr(0, err.size() - 1);
  }
};

/// A temporary folder in which commands run; removed at the end.
class Workplace {
 public:
  Workplace() {
    std::string name = (place() / "howship-system-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  fs::path operator/(const fs::path& name) const { return path_ / name; }

  /// Names in the folder, except the two files that catch the command's output.
  std::vector<std::string> content() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path_))
      if (entry.path().extension() != ".caught") names.push_back(entry.path().filename().string());
    return names;
  }

  unsigned patience = HOWSHIP_TEST_SECONDS * 2 / 5;  ///< wall-clock time after which a command is killed [s]

  /// Runs `howship ARGUMENTS` here. `meanwhile` gets its process id and is called once it runs; `before` is called in
  /// the new process before it becomes howship.
  Outcome run(const std::vector<std::string>& arguments, const std::function<void(pid_t)>& meanwhile = {},
              const std::function<void()>& before = {}) const {
    std::vector<std::string> words{HOWSHIP_EXECUTABLE};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return execute(words, meanwhile, before);
  }

  /// Runs a script of bash here, which finds the executable as `howship`.
  Outcome bash(const std::string& script) const {
    const std::string folder = fs::path(HOWSHIP_EXECUTABLE).parent_path();
    return execute({"/bin/bash", "--norc", "-c", "PATH='" + folder + "':$PATH\n" + script});
  }

  /// Runs any program here.
  Outcome execute(std::vector<std::string> words, const std::function<void(pid_t)>& meanwhile = {},
                  const std::function<void()>& before = {}) const {
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const std::string out = path_ / "stdout.caught", err = path_ / "stderr.caught";
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
      std::signal(SIGINT, SIG_DFL);
      std::signal(SIGTERM, SIG_DFL);
      // Tests run side by side: waiting threads must not hold a core. More threads only where they are asked for.
      setenv("OMP_NUM_THREADS", "1", 0);
      setenv("OMP_WAIT_POLICY", "passive", 1);
      if (chdir(path_.c_str()) != 0) _exit(126);
      if (dup2(open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 1) < 0) _exit(126);
      if (dup2(open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 2) < 0) _exit(126);
      alarm(patience);  // survives exec and ends what hangs
      if (before) before();
      execv(argv[0], argv.data());
      _exit(127);
    }
    if (child < 0) throw std::runtime_error("no process");
    if (meanwhile) meanwhile(child);
    int status = 0;
    waitpid(child, &status, 0);
    Outcome outcome;
    outcome.wall = std::chrono::steady_clock::now() - start;
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    outcome.out = read_text(out);
    outcome.err = read_text(err);
    return outcome;
  }

 private:
  /// In memory where there is room: programs that synchronise each file wait for the disk most of the time.
  static fs::path place() {
    std::error_code unknown;
    const fs::path memory = "/dev/shm";
    const auto space = fs::space(memory, unknown);
    return !unknown && space.available > 1'000'000'000 && access(memory.c_str(), W_OK) == 0 ? memory
                                                                                            : fs::temp_directory_path();
  }

  fs::path path_;
};

/// ball_case with one text replaced. \throws std::logic_error when the text is not there
inline std::string ball_with(const std::string& from, const std::string& to) {
  std::string text = ball_case;
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the case: " + from);
  return text.replace(at, from.size(), to);
}

}  // namespace howship::system_test
