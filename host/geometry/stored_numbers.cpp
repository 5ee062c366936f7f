#include "host/geometry/stored_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <vector>
#include <zlib.h>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

/// Bytes of a file from some place on, unpacked on the way.
class ByteSource {
 public:
  explicit ByteSource(const StoredNumbers& stored)
      : stream_(stored.file, std::ios::binary), packed_(stored.packing == StoredNumbers::Packing::Deflate) {
    if (!stream_) throw FileError(fmt::format("cannot open '{}' for reading", stored.file.string()));
    stream_.seekg(static_cast<std::streamoff>(stored.offset));
    constexpr int any_header = 15 + 32;  // of zlib or of gzip
    if (packed_ && inflateInit2(&inflate_, any_header) != Z_OK) throw std::bad_alloc();
  }
  ~ByteSource() {
    if (packed_) inflateEnd(&inflate_);
  }
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// False when there is less, or what there is is damaged.
  bool read(unsigned char* to, std::size_t bytes) {
    if (!packed_)
      return static_cast<bool>(stream_.read(reinterpret_cast<char*>(to), static_cast<std::streamsize>(bytes)));
    inflate_.next_out = to;
    inflate_.avail_out = static_cast<uInt>(bytes);
    while (inflate_.avail_out > 0) {
      if (inflate_.avail_in == 0) {
        stream_.read(reinterpret_cast<char*>(input_.data()), static_cast<std::streamsize>(input_.size()));
        inflate_.next_in = input_.data();
        inflate_.avail_in = static_cast<uInt>(stream_.gcount());
        if (inflate_.avail_in == 0) return false;
      }
      const int state = inflate(&inflate_, Z_NO_FLUSH);
      if (state == Z_STREAM_END) return inflate_.avail_out == 0;
      if (state != Z_OK) return false;
    }
    return true;
  }

 private:
  std::ifstream stream_;
  bool packed_;
  z_stream inflate_{};
  std::array<unsigned char, 1 << 16> input_{};
};

template <class T>
void put_typed(const unsigned char* bytes, std::size_t count, bool big_endian, double slope, double intercept,
               ImageOutlet& outlet) {
  std::vector<T> numbers(count);
  std::memcpy(numbers.data(), bytes, count * sizeof(T));
  if (big_endian && sizeof(T) > 1)
    for (T& number : numbers) {
      auto* at = reinterpret_cast<unsigned char*>(&number);
      std::reverse(at, at + sizeof(T));
    }
  outlet.values(numbers.data(), count, slope, intercept);
}

void put_text(const StoredNumbers& stored, std::size_t count, double slope, double intercept, ImageOutlet& outlet) {
  std::ifstream stream(stored.file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(stored.offset));
  for (std::size_t n = 0; n < count; ++n) {
    double number = 0.0;
    if (!(stream >> number))
      throw InputError(
          fmt::format("'{}' is damaged or cut off: it holds {} numbers instead of {}", stored.file.string(), n, count));
    outlet.values(&number, 1, slope, intercept);
  }
}

}  // namespace

void put_numbers(const unsigned char* bytes, std::size_t count, NumberType type, bool big_endian, double slope,
                 double intercept, ImageOutlet& outlet) {
  const auto put = [&](auto zero) { put_typed<decltype(zero)>(bytes, count, big_endian, slope, intercept, outlet); };
  switch (type) {
    case NumberType::Int8:
      return put(std::int8_t{});
    case NumberType::UInt8:
      return put(std::uint8_t{});
    case NumberType::Int16:
      return put(std::int16_t{});
    case NumberType::UInt16:
      return put(std::uint16_t{});
    case NumberType::Int32:
      return put(std::int32_t{});
    case NumberType::UInt32:
      return put(std::uint32_t{});
    case NumberType::Int64:
      return put(std::int64_t{});
    case NumberType::UInt64:
      return put(std::uint64_t{});
    case NumberType::Float32:
      return put(float{});
    case NumberType::Float64:
      return put(double{});
  }
}

void put_numbers(const StoredNumbers& stored, std::size_t count, double slope, double intercept, ImageOutlet& outlet) {
  if (stored.packing == StoredNumbers::Packing::Text) return put_text(stored, count, slope, intercept, outlet);
  constexpr std::size_t piece = 1 << 16;
  const auto size = static_cast<std::size_t>(bytes_of(stored.type));
  std::vector<unsigned char> bytes(piece * size);
  const auto cut_off = [&] {
    return InputError(
        fmt::format("'{}' is damaged or cut off: its data ends early or cannot be unpacked", stored.file.string()));
  };
  ByteSource source(stored);
  for (std::uint64_t left = stored.skip; left > 0;) {
    const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes.size()));
    if (!source.read(bytes.data(), part)) throw cut_off();
    left -= part;
  }
  for (std::size_t done = 0; done < count;) {
    const std::size_t part = std::min(piece, count - done);
    if (!source.read(bytes.data(), part * size)) throw cut_off();
    put_numbers(bytes.data(), part, stored.type, stored.big_endian, slope, intercept, outlet);
    done += part;
  }
}

}  // namespace howship
