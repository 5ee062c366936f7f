#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace howship {

/// The option --json [FILE]: JSON to a file, or to standard output, and nothing else there, when no file is named.
class JsonTarget {
 public:
  void add_to(CLI::App& command,
              const std::string& what = "Print the result as JSON and nothing else, or write it to a file");
  bool wanted() const { return option_ != nullptr && option_->count() > 0; }
  bool to_file() const { return wanted() && !file_.empty() && file_ != "-"; }
  bool to_stdout() const { return wanted() && !to_file(); }  ///< where nothing else may be printed then
  void write(const std::string& json) const;                 ///< \throws FileError
  /// Before long work. \throws FileError when write() cannot succeed as the folder of the file is missing
  void require_folder() const;

 private:
  CLI::Option* option_ = nullptr;
  std::string file_;
};

}  // namespace howship
