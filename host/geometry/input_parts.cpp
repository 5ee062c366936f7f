#include "host/geometry/input_parts.hpp"

#include <algorithm>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/dicom_elements.hpp"
#include "host/geometry/header_text.hpp"
#include "host/geometry/input_file.hpp"

namespace howship {

namespace {

namespace fs = std::filesystem;

bool is_dicom_file(const fs::path& file) {
  std::vector<unsigned char> bytes(132);
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return DicomElements::is_dicom(bytes);
}

std::vector<fs::path> slices_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), last; !failed && entry != last; entry.increment(failed))
    if (entry->is_regular_file() && entry->path().filename() != "DICOMDIR" && is_dicom_file(entry->path()))
      files.push_back(entry->path());
  if (failed) throw FileError(fmt::format("{}: cannot be read: {}", folder.string(), failed.message()));
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

fs::path data_file_of(const fs::path& header) {
  std::ifstream in(header);
  std::string line;
  for (int lines = 0; lines < 200 && next_header_line(in, line); ++lines)
    for (const char* key : {"ElementDataFile", "data file", "datafile"}) {
      const std::size_t mark = line.find_first_of("=:");
      if (line.rfind(key, 0) != 0 || mark == std::string::npos) continue;
      const std::size_t first = line.find_first_not_of(" \t", mark + 1);
      const std::size_t last = line.find_last_not_of(" \t\r");
      if (first != std::string::npos) return line.substr(first, last + 1 - first);
    }
  return {};
}

std::vector<fs::path> parts_of_input(const fs::path& input) {
  std::error_code unknown;
  if (fs::is_directory(input, unknown)) return slices_of(input);
  std::vector<fs::path> parts{input};
  const std::string extension = lower_extension(input);
  if (extension != ".mhd" && extension != ".mha" && extension != ".nhdr" && extension != ".nrrd") return parts;
  const fs::path data = data_file_of(input);
  // "LOCAL" stands for the header's own file.
  if (data.empty() || data == "LOCAL") return parts;
  const fs::path file = data.is_absolute() ? data : input.parent_path() / data;
  if (fs::is_regular_file(file, unknown)) parts.push_back(file);
  return parts;
}

}  // namespace howship
