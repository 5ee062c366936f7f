// Templates teach: what is commented out in them is valid too.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

/// A line that is commented out to be put in: # and no space.
bool is_alternative(const std::string& line) {
  return line.size() > 1 && line[0] == '#' && line[1] != ' ';
}

std::string key_of(const std::string& line) {
  const std::size_t equals = line.find(" = ");
  return equals == std::string::npos ? "" : line.substr(0, equals);
}

/// The template with the alternatives of lines [first, last) put in. One that has a key of the lines before it, up to
/// the table's heading, takes that line's place.
std::string with_alternatives(std::vector<std::string> lines, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) lines[i] = lines[i].substr(1);
  for (std::size_t i = first; i < last; ++i)
    for (std::size_t j = i; j-- > 0 && lines[j].rfind('[', 0) != 0;)
      if (!key_of(lines[i]).empty() && key_of(lines[j]) == key_of(lines[i])) lines[j] = "";
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

class Template : public testing::TestWithParam<const char*> {};

TEST_P(Template, HasAlternativesThatAreValid) {
  const Workplace here;
  ASSERT_EQ(here.run({"init", GetParam(), "-o", "case.toml"}).code, 0);
  const std::vector<std::string> lines = split(read_text(here / "case.toml"), '\n');
  std::size_t alternatives = 0;
  for (std::size_t first = 0; first < lines.size(); ++first) {
    if (!is_alternative(lines[first])) continue;
    // A table goes with its keys; a key stands alone.
    std::size_t last = first + 1;
    if (lines[first][1] == '[')
      while (last < lines.size() && is_alternative(lines[last]) && lines[last][1] != '[') ++last;
    ++alternatives;
    write_text(here / "other.toml", with_alternatives(lines, first, last));
    // The blood alone reads and checks the whole case, without cutting voxels.
    const Outcome outcome = here.run({"systemic", "other.toml", "-o", "blood.csv"});
    EXPECT_EQ(outcome.code, 0) << lines[first] << '\n' << outcome.err;
    EXPECT_EQ(outcome.err, "") << lines[first];
    first = last - 1;
  }
  EXPECT_GE(alternatives, 3U);
}

TEST_P(Template, ExplainsItself) {
  const Workplace here;
  here.run({"init", GetParam(), "-o", "case.toml"});
  const std::string text = read_text(here / "case.toml");
  EXPECT_THAT(text, testing::HasSubstr("howship run " + std::string(GetParam()) + ".toml"));
  for (const std::string& line : split(text, '\n')) EXPECT_LE(line.size(), 128U) << line;
}

INSTANTIATE_TEST_SUITE_P(System, Template,
                         testing::Values("lytic-vertebra", "sclerotic-vertebra", "mixed-pelvis",
                                         "osteoporosis-vertebra", "healthy-vertebra", "hypercalcaemia-pelvis",
                                         "giant-cell-tumour-pelvis"),
                         [](const auto& test) {
                           std::string name = test.param;
                           for (char& c : name)
                             if (c == '-') c = '_';
                           return name;
                         });

}  // namespace
}  // namespace howship::system_test
