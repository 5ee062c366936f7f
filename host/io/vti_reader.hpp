#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// A snapshot as read back from its .vti file; arrays are [nz][ny][nx], x fastest.
struct ImageFile {
  struct Array {
    std::string unit;  ///< empty when the file names none
    std::vector<double> values;
  };
  Grid grid;
  double time = 0.0;  ///< [day]
  std::map<std::string, Array> arrays;
  std::vector<std::uint8_t> hidden;  ///< per voxel: nonzero when blanked; empty when the file blanks nothing

  std::size_t at(const Index3& v) const {
    const auto i = static_cast<std::size_t>(v[0]), j = static_cast<std::size_t>(v[1]),
               k = static_cast<std::size_t>(v[2]);
    return i + static_cast<std::size_t>(grid.extent[0]) * (j + static_cast<std::size_t>(grid.extent[1]) * k);
  }
};

/// Reads the cell data of a .vti file with VTK's own reader.
/// \throws FileError when it cannot be read
ImageFile read_vti(const std::filesystem::path& file);

}  // namespace howship
