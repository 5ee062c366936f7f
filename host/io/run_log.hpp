#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace howship {

/// The file run.log of a run: one line per message with local time and level. Nothing goes to the terminal.
class RunLog {
 public:
  /// \param continued true adds to an existing log (a resumed run), false begins a new one
  /// \throws FileError with the system's reason
  explicit RunLog(const std::filesystem::path& folder, bool continued = false);
  ~RunLog();
  RunLog(RunLog&&) noexcept;
  RunLog& operator=(RunLog&&) noexcept;

  // \throws FileError with the system's reason
  void info(const std::string& message);
  void warning(const std::string& message);
  /// Does not throw: what it tells of is about to end the run.
  void error(const std::string& message);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
