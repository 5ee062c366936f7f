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

  struct Entry {
    double time = 0.0;  ///< [day]
    std::string name;   ///< path relative to the series' folder
  };

  std::size_t size() const { return entries_.size(); }
  const std::vector<Entry>& entries() const { return entries_; }

  /// Goes on from these: the file is replaced by one that lists them. \throws FileError
  void restore(std::vector<Entry> entries);

  /// Goes on from these, which the file lists already.
  void take_up(std::vector<Entry> entries) { entries_ = std::move(entries); }

  /// Adds an entry and replaces the file as a whole. \throws FileError
  /// \param time [day]
  /// \param name path relative to the series' folder
  void add(double time, const std::string& name);

 private:
  void write() const;

  std::filesystem::path file_;
  std::vector<Entry> entries_;
};

}  // namespace howship
