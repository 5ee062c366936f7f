// Against the examples of the standard (FIPS 180-4, as published by NIST with it).

#include "host/io/sha256.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "howship/error.hpp"

namespace howship {
namespace {

TEST(Sha256, GivesTheSumsOfTheStandard) {
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfAFileIsThatOfItsContent) {
  const auto file = std::filesystem::temp_directory_path() / "howship_sha256_test";
  const std::string text(3000000, 'x');
  std::ofstream(file) << text;
  EXPECT_EQ(sha256_of_file(file), sha256_of(text));
  std::filesystem::remove(file);
  EXPECT_THROW(sha256_of_file(file), FileError);
}

}  // namespace
}  // namespace howship
