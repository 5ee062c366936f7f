#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <type_traits>
#include <vector>

#include "howship/domain.hpp"

#include "host/io/zlib_blocks.hpp"

namespace howship {

/// Collects the cell arrays of one vtkImageData and writes them as a .vti file: appended raw data, zlib in blocks,
/// 64-bit headers.
///
/// Arrays are compressed block by block as they are added, so that none of them ever exists as a whole; VTK's own
/// writer would want all at once, tens of GB for a pelvis. The bytes do not depend on the number of threads.
class VtiWriter {
 public:
  /// \param grid of the image; arrays are [nz][ny][nx], x fastest
  /// \param time written as field data `TimeValue` [day]
  /// \param threads 0 = all cores
  VtiWriter(const Grid& grid, double time, int threads);

  /// \param unit stored under vtkDataArray::UNITS_LABEL(); empty = none
  /// \param fill fill(first, count, to) writes the values of `count` cells from cell `first` on; called by several
  ///   threads at once
  template <class T, class Fill>
  void add(const std::string& name, const std::string& unit, const Fill& fill) {
    static_assert(std::is_same_v<T, float> || std::is_same_v<T, std::uint8_t>);
    add_bytes(std::is_same_v<T, float> ? "Float32" : "UInt8", name, unit, sizeof(T),
              [&](std::size_t begin, std::size_t size, unsigned char* to) {
                fill(begin / sizeof(T), size / sizeof(T), reinterpret_cast<T*>(to));
              });
  }

  /// Replaces `file` as a whole. \throws FileError
  /// \param scalars array that viewers colour by when they open the file
  void write(const std::filesystem::path& file, const std::string& scalars) const;

 private:
  void add_bytes(const char* type, const std::string& name, const std::string& unit, std::size_t bytes_per_cell,
                 const ByteSource& source);

  Grid grid_;
  double time_;
  int threads_;
  std::string array_elements_;                    // XML of all arrays so far
  std::vector<std::vector<unsigned char>> data_;  // per array: block header and compressed blocks
  std::uint64_t data_size_ = 0;
};

}  // namespace howship
