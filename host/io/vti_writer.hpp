#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Collects the cell arrays of one vtkImageData and writes them as a .vti file: appended raw data, zlib in blocks,
/// 64-bit headers.
///
/// Arrays are compressed as they are added, so that only one of them needs to exist at a time; VTK's own writer would
/// want all at once, several GB for a pelvis. The bytes do not depend on the number of threads.
class VtiWriter {
 public:
  /// \param grid of the image; arrays are [nz][ny][nx], x fastest
  /// \param time written as field data `TimeValue` [day]
  /// \param threads 0 = all cores
  VtiWriter(const Grid& grid, double time, int threads);

  /// \param unit stored under vtkDataArray::UNITS_LABEL(); empty = none
  void add(const std::string& name, const std::string& unit, const std::vector<float>& values);
  void add(const std::string& name, const std::string& unit, const std::vector<std::uint8_t>& values);

  /// Replaces `file` as a whole. \throws FileError
  /// \param scalars array that viewers colour by when they open the file
  void write(const std::filesystem::path& file, const std::string& scalars) const;

 private:
  void add_bytes(const char* type, const std::string& name, const std::string& unit, const unsigned char* bytes,
                 std::size_t size);

  Grid grid_;
  double time_;
  int threads_;
  std::string array_elements_;                    // XML of all arrays so far
  std::vector<std::vector<unsigned char>> data_;  // per array: block header and compressed blocks
  std::uint64_t data_size_ = 0;
};

}  // namespace howship
