#include "host/io/series_file.hpp"

#include <fmt/format.h>

#include "host/io/written_file.hpp"

namespace howship {

void SeriesFile::add(double time, const std::string& name) {
  entries_.push_back({time, name});
  write();
}

void SeriesFile::restore(std::vector<Entry> entries) {
  entries_ = std::move(entries);
  write();
}

void SeriesFile::write() const {
  std::string text =
      "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\">\n  <!-- timestep in days -->\n"
      "  <Collection>\n";
  for (const auto& [at, path] : entries_) {
    text += fmt::format("    <DataSet timestep=\"{}\" group=\"\" part=\"0\" file=\"{}\"/>\n", at, path);
  }
  text += "  </Collection>\n</VTKFile>\n";
  replace_file(file_, {text});
}

}  // namespace howship
