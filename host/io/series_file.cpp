#include "host/io/series_file.hpp"

#include <fmt/format.h>

#include "host/io/written_file.hpp"

namespace howship {

void SeriesFile::add(double time, const std::string& name) {
  entries_.emplace_back(time, name);
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
