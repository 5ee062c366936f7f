#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <vtkExecutive.h>
#include <vtkImageData.h>
#include <vtkMetaImageReader.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include "howship/error.hpp"

#include "host/geometry/header_text.hpp"
#include "host/geometry/image_outlet.hpp"
#include "host/geometry/vtk_errors.hpp"
#include "host/geometry/vtk_values.hpp"

namespace howship {

namespace {

using Entries = std::map<std::string, std::string>;

/// "Key = value" per line; ElementDataFile is the last.
Entries header_of(const std::filesystem::path& file) {
  constexpr int most_lines = 1000;
  std::ifstream stream(file, std::ios::binary);
  Entries entries;
  std::string line;
  for (int n = 0; n < most_lines && next_header_line(stream, line); ++n) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) break;
    const std::string key = trimmed(line.substr(0, equals));
    entries[key] = trimmed(line.substr(equals + 1));
    if (key == "ElementDataFile") return entries;
  }
  throw InputError(
      fmt::format("'{}' cannot be read as MetaImage: its header is damaged or of another kind (it names "
                  "no ElementDataFile)",
                  file.string()));
}

std::string entry(const Entries& entries, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto found = entries.find(key);
    if (found != entries.end()) return found->second;
  }
  return {};
}

bool is_true(const std::string& text) {
  return !text.empty() && (text[0] == 'T' || text[0] == 't' || text[0] == '1');
}

/// The numbers of an entry, or none where it is missing.
std::vector<double> numbers(const std::filesystem::path& file, const Entries& entries,
                            std::initializer_list<const char*> keys, std::size_t count) {
  std::istringstream words(entry(entries, keys));
  std::vector<double> values;
  for (double value = 0.0; words >> value;) values.push_back(value);
  if (!values.empty() && values.size() != count)
    throw InputError(fmt::format("'{}' is damaged: its {} has {} numbers instead of {}", file.string(), *keys.begin(),
                                 values.size(), count));
  return values;
}

int scalar_bytes(const std::string& type) {
  static const std::map<std::string, int> sizes{{"MET_CHAR", 1}, {"MET_UCHAR", 1}, {"MET_SHORT", 2}, {"MET_USHORT", 2},
                                                {"MET_INT", 4},  {"MET_UINT", 4},  {"MET_FLOAT", 4}, {"MET_DOUBLE", 8},
                                                {"MET_LONG", 4}, {"MET_ULONG", 4}};
  const auto found = sizes.find(type);
  return found == sizes.end() ? 0 : found->second;
}

Image place_voxels(const std::filesystem::path& file, const Entries& entries) {
  if (entry(entries, {"NDims"}) != "3")
    throw InputError(fmt::format("'{}' is no single volume: its NDims is '{}' instead of 3; extract one volume first",
                                 file.string(), entry(entries, {"NDims"})));
  const auto extent = numbers(file, entries, {"DimSize"}, 3);
  auto spacing = numbers(file, entries, {"ElementSpacing", "ElementSize"}, 3);
  auto first = numbers(file, entries, {"Offset", "Position", "Origin"}, 3);
  auto axes = numbers(file, entries, {"TransformMatrix", "Rotation", "Orientation"}, 9);
  Image image;
  if (spacing.empty()) {
    spacing = {1.0, 1.0, 1.0};
    image.warnings.emplace_back("the image does not say how large its voxels are; took 1 mm");
  }
  if (axes.empty()) axes = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  if (first.empty()) first = {0.0, 0.0, 0.0};
  for (int axis = 0; axis < 3; ++axis) {
    const double n = extent.empty() ? 0.0 : extent[axis];
    image.extent[axis] = n >= 1.0 && n <= 1e9 ? static_cast<int>(n) : 0;
    // Row n of the matrix is the direction of axis n.
    for (int c = 0; c < 3; ++c) image.step[axis][c] = axes[3 * axis + c] * spacing[axis];
    image.first[axis] = first[axis];
  }
  // The format itself leaves the frame open; ITK and with it 3D Slicer take it for LPS.
  turn_about_z(image);
  return image;
}

/// Bytes that the data can be at most, unpacked.
double most_data(const std::filesystem::path& file, const Entries& entries) {
  const std::string name = entry(entries, {"ElementDataFile"});
  std::filesystem::path data = file;
  if (name != "LOCAL" && name != "Local" && name != "local") {
    if (name == "LIST" || name.find('%') != std::string::npos)
      throw InputError(
          fmt::format("'{}' is spread over several data files; export it as one .mha file", file.string()));
    data = file.parent_path() / name;
  }
  std::error_code unknown;
  const auto bytes = static_cast<double>(std::filesystem::file_size(data, unknown));
  if (unknown || !std::filesystem::is_regular_file(data, unknown))
    throw InputError(fmt::format("the data of '{}' is not there: it names '{}'; keep both files in one folder",
                                 file.string(), name));
  return is_true(entry(entries, {"CompressedData"})) ? most_unpacked_per_byte * bytes : bytes;
}

}  // namespace

void read_meta_image(const std::filesystem::path& file, ImageOutlet& outlet) {
  const Entries entries = header_of(file);
  Image image = place_voxels(file, entries);
  require_place(file, image);
  const std::string type = entry(entries, {"ElementType"});
  const std::string channels = entry(entries, {"ElementNumberOfChannels"});
  if (scalar_bytes(type) == 0 || (!channels.empty() && channels != "1"))
    throw InputError(
        fmt::format("'{}' holds {} of type '{}' per voxel (colours or vectors); export it with one number per voxel",
                    file.string(), channels.empty() ? "1 value" : channels + " values", type));
  require_data(file, image, scalar_bytes(type), most_data(file, entries));
  const std::string slope = entry(entries, {"ElementToIntensityFunctionSlope"});
  if (!slope.empty() && std::atof(slope.c_str()) != 1.0)
    image.warnings.push_back(
        fmt::format("the image asks to be scaled by {}, which was not done, as in 3D Slicer", slope));

  vtkNew<vtkMetaImageReader> reader;
  VtkErrors errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  reader->SetFileName(file.c_str());
  reader->Update();
  vtkDataArray* values = reader->GetOutput()->GetPointData()->GetScalars();
  if (errors.caught() || executive_errors.caught() || values == nullptr)
    throw InputError(
        fmt::format("'{}' cannot be read as MetaImage: the file is damaged or of another kind", file.string()));
  outlet.place(image);
  put_values(file, values, image, 1.0, 0.0, outlet);
}

}  // namespace howship
