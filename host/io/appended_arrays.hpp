#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "host/io/zlib_blocks.hpp"

namespace howship {

/// Name of a type of numbers in VTK's XML files.
template <class T>
std::string xml_type() {
  static_assert(std::is_arithmetic_v<T>);
  if constexpr (std::is_floating_point_v<T>) return "Float" + std::to_string(8 * sizeof(T));
  const char* const kind = std::is_signed<T>::value ? "Int" : "UInt";
  return kind + std::to_string(8 * sizeof(T));
}

/// Arrays of one of VTK's XML files with their places in its appended data: raw, zlib in blocks, 64-bit headers.
///
/// Arrays are compressed block by block as they are added, so that none of them ever exists as a whole; VTK's own
/// writers would want all at once, tens of GB for a pelvis. The bytes do not depend on the number of threads. Copies
/// share what was compressed.
class AppendedArrays {
 public:
  /// \param unit  stored under vtkDataArray::UNITS_LABEL(); empty = none
  /// \param size  entries, components together
  /// \param fill  fill(first, count, to) writes `count` entries from entry `first` on; called by several threads at
  /// once \param threads  0 = all cores \return the array's XML element
  template <class T, class Fill>
  std::string add(const std::string& name, const std::string& unit, int components, std::size_t size, const Fill& fill,
                  int threads) {
    return add_bytes(
        xml_type<T>(), name, unit, components, size * sizeof(T),
        [&](std::size_t begin, std::size_t bytes, unsigned char* to) {
          fill(begin / sizeof(T), bytes / sizeof(T), reinterpret_cast<T*>(to));
        },
        threads);
  }

  /// The same for values that exist.
  template <class T>
  std::string add(const std::string& name, const std::string& unit, int components, const std::vector<T>& values,
                  int threads) {
    return add<T>(
        name, unit, components, values.size(),
        [&](std::size_t first, std::size_t count, T* to) { std::memcpy(to, values.data() + first, count * sizeof(T)); },
        threads);
  }

  /// The appended data as it ends a file, after `text`; valid as long as this object and `text`.
  std::vector<std::string_view> after(std::string_view text) const;

 private:
  std::string add_bytes(const std::string& type, const std::string& name, const std::string& unit, int components,
                        std::size_t size, const ByteSource& source, int threads);

  std::vector<std::shared_ptr<const std::vector<unsigned char>>> data_;
  std::uint64_t size_ = 0;
};

/// How a file with appended arrays begins. \param type  "ImageData", "UnstructuredGrid", ...
std::string xml_head(const std::string& type);

/// Field data with the time of the file. \param time  [day]
std::string time_field(double time);

}  // namespace howship
