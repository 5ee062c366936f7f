#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "howship/domain.hpp"

#include "host/io/appended_arrays.hpp"

namespace howship {

/// Collects the cell arrays of one vtkImageData and writes them as a .vti file.
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
    array_elements_ += arrays_.add<T>(name, unit, 1, cells(), fill, threads_);
  }

  /// Replaces `file` as a whole. \throws FileError
  /// \param scalars array that viewers colour by when they open the file
  void write(const std::filesystem::path& file, const std::string& scalars) const;

 private:
  std::size_t cells() const;

  Grid grid_;
  double time_;
  int threads_;
  std::string array_elements_;  // XML of all arrays so far
  AppendedArrays arrays_;
};

}  // namespace howship
