#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <zlib.h>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/view/pictures.hpp"

namespace howship {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t signature_size = 8;
constexpr double least_at_ends = 1.5;  // [s]

void put16(Bytes& bytes, std::uint32_t value) {
  bytes.push_back(static_cast<unsigned char>(value >> 8 & 255));
  bytes.push_back(static_cast<unsigned char>(value & 255));
}

void put32(Bytes& bytes, std::uint32_t value) {
  put16(bytes, value >> 16);
  put16(bytes, value & 65535);
}

/// A chunk of a PNG file: length, name, content, and a check sum over the last two.
void put_chunk(Bytes& file, const char* name, const Bytes& content) {
  put32(file, static_cast<std::uint32_t>(content.size()));
  const std::size_t begin = file.size();
  file.insert(file.end(), name, name + 4);
  file.insert(file.end(), content.begin(), content.end());
  put32(file, static_cast<std::uint32_t>(crc32(0, file.data() + begin, static_cast<uInt>(file.size() - begin))));
}

struct PngParts {
  Bytes header;      ///< content of IHDR: size and kind of pixels
  Bytes compressed;  ///< contents of all IDAT, which are one stream
};

PngParts take_apart(const Picture& picture) {
  const Bytes& png = picture.png;
  const auto number = [&](std::size_t at) {
    return static_cast<std::uint32_t>(png[at]) << 24 | static_cast<std::uint32_t>(png[at + 1]) << 16 |
           static_cast<std::uint32_t>(png[at + 2]) << 8 | static_cast<std::uint32_t>(png[at + 3]);
  };
  PngParts frame;
  for (std::size_t at = signature_size; at + 12 <= png.size();) {
    const std::size_t length = number(at), content = at + 8;
    if (length > png.size() - at - 12) break;
    const auto is = [&](const char* name) { return std::memcmp(png.data() + at + 4, name, 4) == 0; };
    const auto begin = png.begin() + static_cast<std::ptrdiff_t>(content),
               end = begin + static_cast<std::ptrdiff_t>(length);
    if (is("IHDR")) frame.header.assign(begin, end);
    if (is("IDAT")) frame.compressed.insert(frame.compressed.end(), begin, end);
    at = content + length + 4;
  }
  if (frame.header.empty() || frame.compressed.empty()) {
    throw InputError("a frame of an animation is no PNG picture; draw it again");
  }
  return frame;
}

}  // namespace

std::vector<unsigned char> animated_png(const std::vector<Picture>& frames, double seconds) {
  if (frames.empty()) throw InputError("an animation needs at least one picture");
  if (!(seconds >= 0.001 && seconds <= 65)) {
    throw InputError(fmt::format("{} seconds for a frame are out of range: 0.001 to 65 are allowed", seconds));
  }
  const PngParts first = take_apart(frames.front());
  Bytes file{137, 'P', 'N', 'G', 13, 10, 26, 10};
  put_chunk(file, "IHDR", first.header);
  Bytes control;
  put32(control, static_cast<std::uint32_t>(frames.size()));
  put32(control, 0);  // again and again
  put_chunk(file, "acTL", control);

  std::uint32_t sequence = 0;
  for (std::size_t n = 0; n < frames.size(); ++n) {
    const PngParts frame = take_apart(frames[n]);
    if (frame.header != first.header) {
      throw InputError(
          fmt::format("frame {} of an animation has {} x {} pixels, the first {} x {}; draw all of one size", n + 1,
                      frames[n].width, frames[n].height, frames[0].width, frames[0].height));
    }
    Bytes place;
    put32(place, sequence++);
    place.insert(place.end(), frame.header.begin(), frame.header.begin() + 8);  // width, height
    put32(place, 0);                                                            // left
    put32(place, 0);                                                            // top
    const bool at_an_end = frames.size() > 2 && (n == 0 || n + 1 == frames.size());
    put16(place,
          static_cast<std::uint32_t>(std::lround(1000 * (at_an_end ? std::max(seconds, least_at_ends) : seconds))));
    put16(place, 1000);
    place.push_back(0);  // stays until the next
    place.push_back(0);  // which replaces it
    put_chunk(file, "fcTL", place);
    if (n == 0) {
      put_chunk(file, "IDAT", frame.compressed);
    } else {
      Bytes numbered;
      put32(numbered, sequence++);
      numbered.insert(numbered.end(), frame.compressed.begin(), frame.compressed.end());
      put_chunk(file, "fdAT", numbered);
    }
  }
  put_chunk(file, "IEND", {});
  return file;
}

}  // namespace howship
