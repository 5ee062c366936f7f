#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "host/geometry/image_outlet.hpp"

namespace howship {

enum class NumberType { Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float32, Float64 };

constexpr int bytes_of(NumberType type) {
  switch (type) {
    case NumberType::Int8:
    case NumberType::UInt8:
      return 1;
    case NumberType::Int16:
    case NumberType::UInt16:
      return 2;
    case NumberType::Int32:
    case NumberType::UInt32:
    case NumberType::Float32:
      return 4;
    default:
      return 8;
  }
}

/// Where and how a file keeps its numbers.
struct StoredNumbers {
  enum class Packing { None, Deflate, Text };  ///< Deflate: with the header of gzip or of zlib
  std::filesystem::path file;
  std::uint64_t offset = 0;  ///< of the first byte in the file
  std::uint64_t skip = 0;    ///< bytes to leave out after unpacking
  Packing packing = Packing::None;
  NumberType type = NumberType::UInt8;
  bool big_endian = false;
};

/// Hands `count` numbers over as slope number + intercept.
/// \throws InputError when there are fewer or they cannot be unpacked; FileError when the file cannot be opened
void put_numbers(const StoredNumbers& stored, std::size_t count, double slope, double intercept, ImageOutlet& outlet);

/// The same for numbers in memory.
void put_numbers(const unsigned char* bytes, std::size_t count, NumberType type, bool big_endian, double slope,
                 double intercept, ImageOutlet& outlet);

}  // namespace howship
