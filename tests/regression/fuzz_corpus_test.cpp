// Every input that is kept in tests/fuzz/corpus, seeds and what fuzzing once broke: each is read or refused.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/target.hpp"

namespace howship::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path corpus = fs::path(HOWSHIP_SOURCE_DIR) / "tests/fuzz/corpus";

std::vector<fs::path> inputs_of(const std::string& target) {
  std::vector<fs::path> files;
  if (!fs::is_directory(corpus / target)) return files;
  for (const auto& entry : fs::directory_iterator(corpus / target)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class FuzzTarget : public testing::TestWithParam<std::string> {};

TEST_P(FuzzTarget, ReadsOrRefusesWhatIsKept) {
  const Target& target = fuzz::target(GetParam());
  const std::vector<fs::path> files = inputs_of(target.name);
  EXPECT_FALSE(files.empty()) << "no seeds for " << target.name;
  for (const fs::path& file : files) EXPECT_NO_THROW(target.try_input(bytes_of(file))) << file;
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Target& target : targets()) all.push_back(target.name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Regression, FuzzTarget, testing::ValuesIn(names()),
                         [](const auto& test) { return test.param; });

TEST(FuzzCorpus, BelongsToTargets) {
  for (const auto& entry : fs::directory_iterator(corpus))
    EXPECT_NO_THROW(target(entry.path().filename().string())) << "inputs that nothing reads";
}

TEST(FuzzCorpus, SeededFaultIsNoticed) {
  EXPECT_THROW(target("seeded_fault").try_input("bone"), BrokenPromise);
  EXPECT_THROW(target("no such target"), std::out_of_range);
}

}  // namespace
}  // namespace howship::fuzz
