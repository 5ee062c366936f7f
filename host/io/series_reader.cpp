#include "host/io/series_reader.hpp"

#include <cmath>

#include <fmt/format.h>
#include <vtkSmartPointer.h>
#include <vtkXMLDataElement.h>
#include <vtkXMLUtilities.h>

#include "howship/error.hpp"

namespace howship {

std::vector<SnapshotFile> read_series(const std::filesystem::path& file) {
  std::error_code unknown;
  const auto root = vtkSmartPointer<vtkXMLDataElement>::Take(
      std::filesystem::exists(file, unknown) ? vtkXMLUtilities::ReadElementFromFile(file.c_str()) : nullptr);
  vtkXMLDataElement* const collection = root ? root->FindNestedElementWithName("Collection") : nullptr;
  if (collection == nullptr)
    throw FileError(fmt::format("{}: is no readable .pvd file; the series is damaged", file.string()));
  std::vector<SnapshotFile> series;
  for (int i = 0; i < collection->GetNumberOfNestedElements(); ++i) {
    vtkXMLDataElement* const entry = collection->GetNestedElement(i);
    const char* const name = entry->GetAttribute("file");
    double time = 0.0;
    if (name == nullptr || entry->GetScalarAttribute("timestep", time) == 0 || !std::isfinite(time))
      throw FileError(fmt::format("{}: entry {} names no file or time; the series is damaged", file.string(), i + 1));
    // A folder from elsewhere must not have pictures made of other files.
    const std::filesystem::path within = std::filesystem::path(name).lexically_normal();
    if (within.is_absolute() || within.empty() || *within.begin() == "..")
      throw FileError(fmt::format("{}: entry {} names '{}', which is not in its folder; the series is damaged",
                                  file.string(), i + 1, name));
    series.push_back({time, file.parent_path() / within});
  }
  return series;
}

}  // namespace howship
