#include "host/case/case_text.hpp"

#include <chrono>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/nearest_name.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using output_test::TemporaryFolder;
using output_test::write_text;
using ::testing::AllOf;
using ::testing::HasSubstr;

template <class Read>
std::string refusal(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted";
  return "";
}

TEST(CaseText, OfWhatHasNoEndIsBounded) {
  EXPECT_THAT(refusal([] { read_case_text("/dev/zero"); }),
              AllOf(HasSubstr("'/dev/zero'"), HasSubstr("larger than 4 MB")));
  const TemporaryFolder folder;
  write_text(folder / "large.toml", "");
  std::filesystem::resize_file(folder / "large.toml", std::uintmax_t{1} << 40);  // takes no room
  EXPECT_THAT(refusal([&] { read_case_text(folder / "large.toml"); }), HasSubstr("larger than 4 MB"));
}

TEST(CaseText, OfNoFileIsRefused) {
  const TemporaryFolder folder;
  write_text(folder / "empty.toml", "");
  EXPECT_THAT(refusal([&] { read_case_text(folder.path()); }), HasSubstr("is a folder"));
  EXPECT_THAT(refusal([&] { read_case_text(folder / "none.toml"); }), HasSubstr("there is none; howship init"));
  EXPECT_THAT(refusal([&] { read_case_text(folder / "empty.toml"); }), HasSubstr("is empty"));
  EXPECT_THAT(refusal([] { read_case_text("/dev/null"); }), HasSubstr("is empty"));
}

TEST(CaseText, OfAPipeIsReadWhenSomebodyWrites) {
  const TemporaryFolder folder;
  const std::filesystem::path pipe = folder / "case.toml";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(refusal([&] { read_case_text(pipe, 50); }), HasSubstr("nobody has written for 0.05 s"));
  std::thread writer([&] {
    std::ofstream out(pipe);
    out << "title = \"slow\"\n" << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    out << "x = 1\n";
  });
  EXPECT_EQ(read_case_text(pipe), "title = \"slow\"\nx = 1\n");
  writer.join();
}

std::string dotted(int parts) {
  std::string key = "a";
  for (int n = 1; n < parts; ++n) key += ".a";
  return key;
}

TEST(CaseText, KeysOfManyPartsAreRefusedBeforeTheyBecomeTables) {
  const auto parsed = [](const std::string& text) { return refusal([&] { parse_case(text, "case.toml"); }); };
  const auto too_many = HasSubstr("a key of more than 16 parts");
  EXPECT_THAT(parsed("title = \"x\"\n" + dotted(17) + " = 1"), AllOf(HasSubstr("case.toml:2"), too_many));
  EXPECT_THAT(parsed(dotted(1000000) + " = 1"), too_many);
  EXPECT_THAT(parsed("[" + dotted(100000) + "]"), too_many);
  EXPECT_THAT(parsed("x = { " + dotted(100000) + " = 1 }"), too_many);
  std::string quoted = "'='";
  for (int n = 0; n < 20; ++n) quoted += ".\"\\\"[,{\".'='";
  EXPECT_THAT(parsed(quoted + " = 1"), too_many);
  EXPECT_THAT(refusal([&] { parse_case("", "case.toml", {dotted(100000) + "=1"}); }),
              AllOf(HasSubstr("--set"), too_many));
  EXPECT_THAT(refusal([&] { parse_case("", "case.toml", {"x={" + dotted(100000) + "=1}"}); }), too_many);
}

// TOML lets one or two quotes stand right before the three that end a string.
TEST(CaseText, QuotesAtTheEndOfAStringHideNoKey) {
  for (const std::string& quotes : std::vector<std::string>{"\"\"\"", "'''"})
    for (const std::string& content : std::vector<std::string>{"", "x"})
      for (const std::size_t more : {0, 1, 2}) {
        const std::string string = quotes + content + std::string(more, quotes[0]) + quotes;
        for (const int parts : {17, 300000}) {
          const std::string text = "a = [ " + string + ", { b" + dotted(parts).substr(1) + " = 1 } ]";
          EXPECT_THAT(refusal([&] { parse_case(text, "case.toml"); }), HasSubstr("a key of more than 16 parts"))
              << string;
        }
        const std::string dots = "a = [ " + string + ", \"" + std::string(100, '.') + "\" ]";
        EXPECT_NO_THROW(require_short_keys(dots, "case.toml")) << dots;
      }
  EXPECT_NO_THROW(require_short_keys("a = \"\"\"x\"\"\"\"", "case.toml"));
}

TEST(CaseText, DotsThatArePartOfNoKeyDoNotCount) {
  const std::string dots(100, '.');
  for (const std::string& text : std::vector<std::string>{
           "title = \"" + dots + "\"", "title = '" + dots + "'", "# " + dots, "title = \"\\\"" + dots + "\"",
           "title = \"\"\"\n" + dots + "\n\"quoted\" " + dots + "\"\"\"", "title = '''\n" + dots + "\n'''",
           "x = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]",
           dotted(16) + " = 1\n" + dotted(16) + " = 1"})
    EXPECT_NO_THROW(require_short_keys(text, "case.toml")) << text;
}

TEST(CaseText, LongListsAreRefused) {
  const std::string start = "[geometry]\nshape = \"sphere\"\n[time]\nend = \"1 year\"\n";
  const auto parsed = [&](const std::string& text) { return refusal([&] { parse_case(start + text, "case.toml"); }); };
  std::string lesions, numbers, late, arrays;
  for (int n = 1; n <= 2001; ++n) {
    lesions += "[[lesion]]\n";
    numbers += std::to_string(n) + ",";
    late += (n > 1 ? "," : "") + std::to_string(n) + " = \"1 s\"";
    arrays += "\"bmd\",";
  }
  const std::string dose = "[[dose]]\ndrug = \"denosumab\"\namount = \"1 mg\"\nevery = \"1 min\"\ncount = 90000\n";
  EXPECT_THAT(parsed(lesions), AllOf(HasSubstr("lesion"), HasSubstr("a list of 2001; at most 2000 are read")));
  EXPECT_THAT(parsed(dose + "missed = [" + numbers + "]"),
              AllOf(HasSubstr("dose[1].missed"), HasSubstr("at most 2000")));
  EXPECT_THAT(parsed(dose + "late = {" + late + "}"), AllOf(HasSubstr("dose[1].late"), HasSubstr("at most 2000")));
  EXPECT_THAT(parsed("[output]\narrays = [" + arrays + "]"),
              AllOf(HasSubstr("output.arrays"), HasSubstr("at most 2000")));
  EXPECT_THAT(parsed("[output]\nevery = \"0.002 day\""),
              AllOf(HasSubstr("output.every"), HasSubstr("makes 1.8e+05 snapshots"), HasSubstr("at most 100000")));
}

TEST(CaseText, OfACaseAsResolvedIsAlwaysToml) {
  const std::string start = "[geometry]\nshape = \"sphere\"\n[time]\nend = \"1 year\"\n";
  const auto set = [&](const std::string& title) { return parse_case(start, "case.toml", {"title=" + title}); };
  for (const char* const text :
       {"\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80", "\xf9\x80\x80\x80", "\xe2\x82"})
    EXPECT_THAT(refusal([&] { set(text); }), HasSubstr("is not UTF-8 text"));
  EXPECT_EQ(set("fr\u00fch \u20ac \U0001F9B4").title, "fr\u00fch \u20ac \U0001F9B4");
  const Case c = parse_case(start, "bone\xff.toml");
  EXPECT_EQ(c.title, "bone\uFFFD");
  const Case beside = parse_case("[geometry]\nfile = \"a.stl\"\n[time]\nend = \"1 year\"\n", "/tmp/\xff/case.toml");
  EXPECT_EQ(parse_case(write_case(beside), "/tmp/case.toml").geometry.file, "/tmp/\uFFFD/a.stl");
}

TEST(NearestName, OfALongWordIsNotSoughtFor) {
  const std::string word(5'000'000, 'x');
  EXPECT_EQ(nearest(word, {"lytic", "sclerotic"}), std::nullopt);
}

}  // namespace
}  // namespace howship
