#pragma once
// Small snapshots and pixels for the tests of host/view.

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <vtkCellData.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkInformationStringKey.h>
#include <vtkNew.h>
#include <vtkPNGReader.h>
#include <vtkUnsignedCharArray.h>
#include <vtkXMLImageDataWriter.h>

#include "host/view/colour_scale.hpp"
#include "host/view/pictures.hpp"

namespace howship::picture_test {

using VoxelFunction = std::function<double(const Index3&)>;

struct NamedArray {
  std::string unit;
  VoxelFunction value;
};

/// Writes a .vti with VTK's own writer. Voxels for which `share` gives 0 are hidden.
inline void write_snapshot(const std::filesystem::path& file, const Grid& grid, const VoxelFunction& share,
                           std::map<std::string, NamedArray> arrays) {
  arrays["volume_fraction"] = {"1", share};
  vtkNew<vtkImageData> image;
  image->SetDimensions(grid.extent[0] + 1, grid.extent[1] + 1, grid.extent[2] + 1);
  image->SetOrigin(grid.origin[0], grid.origin[1], grid.origin[2]);
  image->SetSpacing(grid.spacing[0], grid.spacing[1], grid.spacing[2]);
  const auto for_each_voxel = [&](const auto& visit) {
    for (int k = 0; k < grid.extent[2]; ++k)
      for (int j = 0; j < grid.extent[1]; ++j)
        for (int i = 0; i < grid.extent[0]; ++i) visit(Index3{i, j, k});
  };
  for (const auto& [name, array] : arrays) {
    vtkNew<vtkFloatArray> values;
    values->SetName(name.c_str());
    values->GetInformation()->Set(vtkDataArray::UNITS_LABEL(), array.unit.c_str());
    for_each_voxel(
        [&, &array = array](const Index3& v) { values->InsertNextValue(static_cast<float>(array.value(v))); });
    image->GetCellData()->AddArray(values);
  }
  vtkNew<vtkUnsignedCharArray> ghosts;
  ghosts->SetName(vtkDataSetAttributes::GhostArrayName());
  for_each_voxel([&](const Index3& v) { ghosts->InsertNextValue(share(v) > 0 ? 0 : 32); });
  image->GetCellData()->AddArray(ghosts);
  vtkNew<vtkXMLImageDataWriter> writer;
  writer->SetFileName(file.c_str());
  writer->SetInputData(image);
  if (writer->Write() != 1) throw std::runtime_error("snapshot not written");
}

/// Pixels of a picture; (0, 0) is the upper left one.
class Pixels {
 public:
  explicit Pixels(const Picture& picture) {
    vtkNew<vtkPNGReader> reader;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): the reader wants no const
    reader->SetMemoryBuffer(const_cast<unsigned char*>(picture.png.data()));
    reader->SetMemoryBufferLength(static_cast<vtkIdType>(picture.png.size()));
    reader->Update();
    image_->ShallowCopy(reader->GetOutput());
  }
  int width() const { return image_->GetDimensions()[0]; }
  int height() const { return image_->GetDimensions()[1]; }
  int components() const { return image_->GetNumberOfScalarComponents(); }
  Colour at(int x, int y) const {
    const auto* pixel = static_cast<const unsigned char*>(image_->GetScalarPointer(x, height() - 1 - y, 0));
    return {pixel[0], pixel[1], pixel[2]};
  }

  /// Those for which `is` holds: how many, their middle, and the box around them.
  struct Found {
    int count = 0;
    double x = 0, y = 0;
    int left = 1 << 20, right = -1, top = 1 << 20, bottom = -1;
  };
  Found find(const std::function<bool(const Colour&)>& is) const {
    Found found;
    for (int y = 0; y < height(); ++y) {
      for (int x = 0; x < width(); ++x) {
        if (!is(at(x, y))) continue;
        ++found.count;
        found.x += x;
        found.y += y;
        found.left = std::min(found.left, x);
        found.right = std::max(found.right, x);
        found.top = std::min(found.top, y);
        found.bottom = std::max(found.bottom, y);
      }
    }
    found.x /= std::max(1, found.count);
    found.y /= std::max(1, found.count);
    return found;
  }

 private:
  vtkNew<vtkImageData> image_;
};

inline int vividness(const Colour& c) {
  return std::max({c[0], c[1], c[2]}) - std::min({c[0], c[1], c[2]});
}
inline bool is_red(const Colour& c) {
  return c[0] > 120 && c[1] < 90 && c[2] < 90;
}
inline bool is_blue(const Colour& c) {
  return c[2] > 120 && c[0] < 90 && c[1] < 120;
}
inline bool is_white(const Colour& c) {
  return c[0] == 255 && c[1] == 255 && c[2] == 255;
}

}  // namespace howship::picture_test
