#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace howship {

/// A .pvd file: the times of a series of files, for viewers.
class SeriesFile {
 public:
  explicit SeriesFile(std::filesystem::path file) : file_(std::move(file)) {}

  std::size_t size() const { return entries_.size(); }

  /// Adds an entry and replaces the file as a whole. \throws FileError
  /// \param time [day]
  /// \param name path relative to the series' folder
  void add(double time, const std::string& name);

 private:
  std::filesystem::path file_;
  std::vector<std::pair<double, std::string>> entries_;
};

}  // namespace howship
