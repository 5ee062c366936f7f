// Files as they come off broken disks and out of other programs: each is read, or ends in one line about it, soon.

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "tests/unit/image_files.hpp"

namespace howship {
namespace {

using namespace image_files;

/// Deterministic, so that a failure can be repeated (numerical recipes' generator).
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state_ >> 4) % n;
  }

 private:
  std::uint32_t state_;
};

struct Kind {
  const char *name, *file;
  Bytes (*write)(const Image&);
  std::size_t header;  ///< bytes at the beginning where damage does most harm
};
void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.file;
}

Image small_image() {
  return image_of({5, 4, 3}, {{{0, 1, 0}, {-2, 0, 0}, {0, 0, 3}}}, {1, 2, 3});
}

Bytes damaged(const Bytes& whole, std::size_t header, int way, Chance& chance) {
  Bytes bytes = whole;
  header = std::min(header, bytes.size());
  switch (way % 5) {
    case 0:
      bytes.resize(chance.below(bytes.size()));
      break;
    case 1:
      for (int n = 0; n < 4; ++n) bytes[chance.below(bytes.size())] ^= static_cast<char>(1 << chance.below(8));
      break;
    case 2:  // a word of the header becomes a large, small, odd or negative number
      for (int n = 0; n < 2; ++n) {
        constexpr std::array<std::uint16_t, 6> words{0xFFFF, 0x7FFF, 0x8000, 0x0000, 0x0001, 0x7F80};
        const std::size_t at = chance.below(header - 2);
        put(bytes, at, words[chance.below(words.size())]);
      }
      break;
    case 3:  // a digit of a text becomes nines
      for (std::size_t tries = 0; tries < 200; ++tries) {
        const std::size_t at = chance.below(header);
        if (bytes[at] < '0' || bytes[at] > '9') continue;
        bytes.replace(at, 1, tries % 2 == 0 ? "99999" : "-");
        break;
      }
      break;
    default:  // a piece is missing from the middle
      const std::size_t at = chance.below(bytes.size());
      bytes.erase(at, 1 + chance.below(40));
  }
  return bytes;
}

/// \return whether it was read
bool is_read_or_refused(const fs::path& file) {
  try {
    const Image image = read_image(file);
    EXPECT_EQ(image.values.size(),
              static_cast<std::size_t>(image.extent[0]) * image.extent[1] * static_cast<std::size_t>(image.extent[2]));
    EXPECT_LT(image.values.size(), 10000000U);
    return true;
  } catch (const Error& error) {
    const std::string what = error.what();
    EXPECT_TRUE(error.code() == ExitCode::BadInput || error.code() == ExitCode::File) << what;
    EXPECT_NE(what.find(file.parent_path().filename().string()), std::string::npos) << what;
    EXPECT_EQ(what.find('\n'), std::string::npos) << what;
  }
  return false;
}

class ADamagedImage : public testing::TestWithParam<Kind> {};

TEST_P(ADamagedImage, IsReadOrRefusedSoon) {
  const Kind& kind = GetParam();
  const Folder folder;
  const Bytes whole = kind.write(small_image());
  ASSERT_TRUE(is_read_or_refused(write_bytes(folder / kind.file, whole)));
  Chance chance(20251);
  int refused = 0;
  for (int way = 0; way < 60; ++way) {
    const auto begin = std::chrono::steady_clock::now();
    const Bytes bytes = damaged(whole, kind.header, way, chance);
    if (!is_read_or_refused(write_bytes(folder / kind.file, bytes))) ++refused;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << "way " << way;
  }
  // Some damage only changes values; cut-off files alone are a fifth.
  EXPECT_GE(refused, 10);
}

INSTANTIATE_TEST_SUITE_P(
    Unit, ADamagedImage,
    testing::Values(Kind{"Nifti", "a.nii", [](const Image& i) { return nifti(i); }, 352},
                    Kind{"PackedNifti", "a.nii.gz", [](const Image& i) { return gzipped(nifti(i)); }, 64},
                    Kind{"MetaImage", "a.mha", [](const Image& i) { return meta_image(i); }, 300},
                    Kind{"PackedMetaImage", "a.mha", [](const Image& i) { return packed_meta_image(i); }, 330},
                    Kind{"Nrrd", "a.nrrd", [](const Image& i) { return nrrd(i, "LPS"); }, 250},
                    Kind{"PackedNrrd", "a.nrrd", [](const Image& i) { return packed_nrrd(i); }, 250},
                    Kind{"Vti", "a.vti", [](const Image& i) { return vti(i, true); }, 400}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ADamagedDicomFolder, IsReadOrRefusedSoon) {
  const Folder folder;
  const Image image = small_image();
  for (int slice = 0; slice < image.extent[2]; ++slice)
    write_bytes(folder / fmt::format("{}.dcm", slice), dicom(image, slice));
  ASSERT_TRUE(is_read_or_refused(folder / ""));
  const Bytes whole = dicom(image, 1);
  Chance chance(77);
  int refused = 0;
  for (int way = 0; way < 60; ++way) {
    const auto begin = std::chrono::steady_clock::now();
    write_bytes(folder / "1.dcm", damaged(whole, 700, way, chance));
    if (!is_read_or_refused(folder / "")) ++refused;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << "way " << way;
  }
  EXPECT_GE(refused, 10);
}

TEST(AnImageOfAnotherKind, IsRefused) {
  const Folder folder;
  const Image image = small_image();
  const std::vector<std::pair<std::string, Bytes>> kinds{
      {"a.nii", nifti(image)},        {"a.nii.gz", gzipped(nifti(image))}, {"a.mha", meta_image(image)},
      {"a.nrrd", nrrd(image, "LPS")}, {"a.vti", vti(image, true)},         {"a.dcm", dicom(image, 0)},
      {"a.txt", "some words\n"},      {"a.bin", Bytes(5000, '\xFF')}};
  for (const auto& [name, bytes] : kinds)
    for (const char* as : {".nii", ".nii.gz", ".mha", ".mhd", ".nrrd", ".nhdr", ".vti"}) {
      const std::string own = name.substr(1);
      const bool same = own == as || (own == ".nii.gz" && std::string(as) == ".nii") ||
                        (own == ".nii" && std::string(as) == ".nii.gz") ||
                        (own == ".mha" && std::string(as) == ".mhd") || (own == ".nrrd" && std::string(as) == ".nhdr");
      if (same) continue;
      EXPECT_FALSE(is_read_or_refused(write_bytes(folder / ("renamed" + std::string(as)), bytes))) << name << as;
    }
}

}  // namespace
}  // namespace howship
