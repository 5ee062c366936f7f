#include "host/geometry/file_kind.hpp"

#include <cctype>
#include <fstream>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/input_file.hpp"

namespace howship {

namespace {

struct Extension {
  const char* name;
  FileKind kind;
};
constexpr Extension extensions[] = {
    {".stl", FileKind::Surface}, {".obj", FileKind::Surface},    {".ply", FileKind::Surface},
    {".vtp", FileKind::Surface}, {".vtu", FileKind::VolumeMesh}, {".vti", FileKind::Image},
    {".nii", FileKind::Image},   {".nii.gz", FileKind::Image},   {".mha", FileKind::Image},
    {".mhd", FileKind::Image},   {".nrrd", FileKind::Image},     {".nhdr", FileKind::Image}};
constexpr const char* all_that_are_read =
    "surfaces (.stl .obj .ply .vtp .vtk), volume meshes (.vtu .vtk), images (.vti .nii .nii.gz .mha .mhd .nrrd .nhdr) "
    "and folders of DICOM slices";

/// In upper case, without what a damaged header may hold that is no letter.
std::string keyword(const std::string& word) {
  std::string letters;
  for (const char c : word)
    if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_')
      letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return letters;
}

/// The word after DATASET in the header of a legacy .vtk; empty when there is none.
std::string legacy_dataset(const std::filesystem::path& file) {
  // A line of identification, a title of at most 256 characters, ASCII or BINARY, and DATASET.
  constexpr std::size_t longest_header = 1024;
  std::string header(longest_header, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(header.data(), static_cast<std::streamsize>(header.size()));
  header.resize(static_cast<std::size_t>(in.gcount()));
  std::istringstream lines(header);
  std::string line;
  if (!std::getline(lines, line) || line.rfind("# vtk DataFile", 0) != 0) return "";
  std::getline(lines, line);  // a title may say anything
  std::string word;
  while (lines >> word)
    if (keyword(word) == "DATASET") return lines >> word ? keyword(word) : "";
  return "";
}

FileKind kind_of_legacy(const std::filesystem::path& file) {
  require_readable(file, "file");
  const std::string dataset = legacy_dataset(file);
  if (dataset == "POLYDATA") return FileKind::Surface;
  if (dataset == "UNSTRUCTURED_GRID") return FileKind::VolumeMesh;
  if (dataset == "STRUCTURED_POINTS") return FileKind::Image;
  if (dataset.empty())
    throw InputError(
        fmt::format("'{}' is no legacy VTK file: its header has no DATASET line; the file is damaged or of "
                    "another kind",
                    file.string()));
  throw InputError(
      fmt::format("'{}' holds a DATASET {}; of legacy VTK files POLYDATA, UNSTRUCTURED_GRID and STRUCTURED_POINTS are "
                  "read",
                  file.string(), dataset.substr(0, 40)));
}

}  // namespace

FileKind kind_of(const std::filesystem::path& file) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) return FileKind::Image;
  const std::string extension = lower_extension(file);
  if (extension == ".vtk") return kind_of_legacy(file);
  for (const Extension& known : extensions)
    if (extension == known.name) {
      if (!std::filesystem::exists(file, unknown))
        throw InputError(fmt::format("there is no file '{}'", file.string()));
      return known.kind;
    }
  throw InputError(fmt::format("'{}' cannot be read: its extension '{}' is not known; read are {}", file.string(),
                               extension, all_that_are_read));
}

}  // namespace howship
