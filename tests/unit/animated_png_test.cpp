#include <cstdint>
#include <string>
#include <zlib.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/view/bone_painter.hpp"

#include "tests/unit/output_support.hpp"
#include "tests/unit/picture_support.hpp"

namespace howship {
namespace {

using namespace picture_test;
using output_test::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Bytes = std::vector<unsigned char>;

std::uint32_t number(const Bytes& bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int n = 0; n < size; ++n) value = value << 8 | bytes.at(at + static_cast<std::size_t>(n));
  return value;
}

struct Chunk {
  std::string name;
  Bytes content;
};

/// Chunks of a PNG file; what is wrong with its check sums fails the test.
std::vector<Chunk> chunks_of(const Bytes& file) {
  EXPECT_EQ(std::string(file.begin(), file.begin() + 8), "\x89PNG\r\n\x1a\n");
  std::vector<Chunk> chunks;
  std::size_t at = 8;
  while (at < file.size()) {
    const std::size_t length = number(file, at, 4);
    const auto begin = file.begin() + static_cast<std::ptrdiff_t>(at + 4);
    const auto end = begin + static_cast<std::ptrdiff_t>(4 + length);
    chunks.push_back({std::string(begin, begin + 4), Bytes(begin + 4, end)});
    EXPECT_EQ(number(file, at + 8 + length, 4), crc32(0, &*begin, static_cast<uInt>(4 + length))) << chunks.back().name;
    at += 12 + length;
  }
  EXPECT_EQ(at, file.size());
  return chunks;
}

Bytes joined(const std::vector<Chunk>& chunks, const std::string& name) {
  Bytes all;
  for (const Chunk& chunk : chunks) {
    if (chunk.name == name) all.insert(all.end(), chunk.content.begin(), chunk.content.end());
  }
  return all;
}

std::vector<Picture> some_frames(const std::filesystem::path& file) {
  write_snapshot(file, {{6, 5, 4}, {1, 1, 1}, {}}, [](const Index3&) { return 1; },
                 {{"bmd_change", {"%", [](const Index3& v) { return -10 * v[0]; }}}});
  PictureRequest request;
  request.through = {3, 2.5, 2};
  request.width = 96;
  request.height = 80;
  std::vector<Picture> frames;
  BonePainter painter;
  for (const double end : {100.0, 50.0, 20.0}) {
    request.low = -end;
    request.high = end;
    frames.push_back(painter.draw(file, request));
  }
  return frames;
}

TEST(AnimatedPng, HoldsEveryFrameInOrderAndStaysAtBothEnds) {
  const TemporaryFolder folder;
  const std::vector<Picture> frames = some_frames(folder / "a.vti");
  const std::vector<Chunk> chunks = chunks_of(animated_png(frames, 0.4));
  std::vector<std::string> names;
  for (const Chunk& chunk : chunks) names.push_back(chunk.name);
  EXPECT_THAT(names, ElementsAre("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"));
  EXPECT_EQ(number(chunks[1].content, 0, 4), 3U);
  EXPECT_EQ(number(chunks[1].content, 4, 4), 0U) << "without end";

  std::uint32_t sequence = 0;
  std::size_t frame = 0;
  for (const Chunk& chunk : chunks) {
    if (chunk.name != "fcTL" && chunk.name != "fdAT" && chunk.name != "IDAT") continue;
    if (chunk.name != "IDAT") {
      EXPECT_EQ(number(chunk.content, 0, 4), sequence++);
    }
    if (chunk.name == "fcTL") {
      ASSERT_EQ(chunk.content.size(), 26U);
      EXPECT_EQ(number(chunk.content, 4, 4), 96U);
      EXPECT_EQ(number(chunk.content, 8, 4), 80U);
      EXPECT_EQ(number(chunk.content, 20, 2) * 1000, number(chunk.content, 22, 2) * (frame == 1 ? 400 : 1500)) << "ms";
    } else {
      Bytes compressed = chunk.content;
      if (chunk.name == "fdAT") compressed.erase(compressed.begin(), compressed.begin() + 4);
      EXPECT_EQ(compressed, joined(chunks_of(frames[frame].png), "IDAT")) << frame;
      ++frame;
    }
  }
  EXPECT_EQ(frame, 3U);
}

TEST(AnimatedPng, IsThePictureOfItsFirstFrameToOtherReaders) {
  const TemporaryFolder folder;
  const std::vector<Picture> frames = some_frames(folder / "a.vti");
  const Pixels first(frames[0]), animated(Picture{96, 80, animated_png(frames, 1)});
  for (int y = 0; y < 80; ++y) {
    for (int x = 0; x < 96; ++x) ASSERT_EQ(animated.at(x, y), first.at(x, y));
  }
}

template <class Act>
std::string input_error(const Act& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(AnimatedPng, RefusesWhatIsNoAnimation) {
  const TemporaryFolder folder;
  std::vector<Picture> frames = some_frames(folder / "a.vti");
  EXPECT_THAT(input_error([] { animated_png({}, 1); }), HasSubstr("at least one picture"));
  EXPECT_THAT(input_error([&] { animated_png(frames, 0); }), HasSubstr("0 seconds for a frame are out of range"));
  PictureRequest request;
  request.through = {3, 2.5, 2};
  request.width = 97;
  request.height = 80;
  frames.push_back(draw(folder / "a.vti", request));
  EXPECT_THAT(input_error([&] { animated_png(frames, 1); }),
              HasSubstr("frame 4 of an animation has 97 x 80 pixels, the first 96 x 80"));
  frames.back().png = {1, 2, 3};
  EXPECT_THAT(input_error([&] { animated_png(frames, 1); }), HasSubstr("no PNG picture"));
}

}  // namespace
}  // namespace howship
