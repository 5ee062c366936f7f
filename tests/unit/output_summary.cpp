#include <cctype>
#include <limits>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/output.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using ::testing::HasSubstr;

/// Strict JSON (RFC 8259) reader. Leaves are kept under their path, for example "solver/steps" or "balance/0/unit".
class Json {
 public:
  explicit Json(const std::string& text) : text_(text) {
    value("");
    space();
    if (at_ != text_.size()) fail("text after the end");
  }
  const std::string& text(const std::string& path) const { return strings_.at(path); }
  double number(const std::string& path) const { return numbers_.at(path); }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error("not JSON at byte " + std::to_string(at_) + ": " + what);
  }
  char peek() const {
    if (at_ == text_.size()) fail("ends early");
    return text_[at_];
  }
  void space() {
    while (at_ < text_.size() && std::string(" \n\r\t").find(text_[at_]) != std::string::npos) ++at_;
  }
  void expect(char c) {
    if (peek() != c) fail(std::string("wanted ") + c);
    ++at_;
  }
  bool skip(char c) {
    space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void value(const std::string& path) {
    space();
    switch (peek()) {
      case '{':
        return object(path);
      case '[':
        return array(path);
      case 't':
      case 'f': {
        const std::string word = peek() == 't' ? "true" : "false";
        for (const char c : word) expect(c);
        strings_[path] = word;
        return;
      }
      case '"':
        strings_[path] = quoted();
        return;
      default:
        numbers_[path] = digits();
    }
  }
  void object(const std::string& path) {
    expect('{');
    if (skip('}')) return;
    do {
      space();
      const std::string key = quoted();
      space();
      expect(':');
      value(path.empty() ? key : path + "/" + key);
    } while (skip(','));
    expect('}');
  }
  void array(const std::string& path) {
    expect('[');
    if (skip(']')) return;
    int index = 0;
    do {
      value(path + "/" + std::to_string(index++));
    } while (skip(','));
    expect(']');
  }
  std::string quoted() {
    expect('"');
    std::string result;
    while (peek() != '"') {
      if (static_cast<unsigned char>(peek()) < 0x20) fail("control character in a string");
      if (peek() != '\\') {
        result += text_[at_++];
        continue;
      }
      ++at_;
      const char c = peek();
      ++at_;
      if (c == 'u') {
        const std::string hex = text_.substr(at_, 4);
        at_ += 4;
        result += static_cast<char>(std::stoi(hex, nullptr, 16));
      } else if (c == '"' || c == '\\' || c == '/') {
        result += c;
      } else {
        fail("escape");
      }
    }
    ++at_;
    return result;
  }
  void some_digits() {
    if (std::isdigit(static_cast<unsigned char>(peek())) == 0) fail("wanted a digit");
    while (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  double digits() {
    const std::size_t begin = at_;
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else {
      some_digits();
    }
    if (peek() == '.') {
      ++at_;
      some_digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      some_digits();
    }
    return std::stod(text_.substr(begin, at_ - begin));
  }

  std::string text_;
  std::size_t at_ = 0;
  std::map<std::string, std::string> strings_;
  std::map<std::string, double> numbers_;
};

Summary full_summary() {
  Summary s;
  s.title = "L3, \"lytic\" \\ mixed\n\ttab \x01 \xC3\xA9";
  s.version = "0.1.0";
  s.commit = "b95c5a4";
  s.backend = "cpu";
  s.device = "2 threads, AVX2";
  s.precision = "mixed";
  s.finished = false;
  s.threads = 2;
  s.active_voxels = 5000000000;
  s.stored_voxels = 6000000000;
  s.spacing[0] = 0.1;
  s.spacing[1] = 0.5;
  s.spacing[2] = 1.0 / 3.0;
  s.bone_region_volume = 1e20;
  s.end_time = 730.5;
  s.metastatic_fraction = 0.2;
  s.wall_seconds = 1234.5678901234567;
  s.peak_memory_bytes = 3e9;
  s.solver = {901, 12, 3, 34567, 0.001, 2.5, 1e-17};
  s.balance = {{"rankl",
                "pmol",
                1.0,
                2.0,
                {{"production", 3.5}, {"degradation", -2.5}},
                3.0,
                2.0,
                1e-5,
                2e-9,
                1e-4,
                6e-8,
                -1e-12},
               {"calcium", "mmol", 0.1, 0.2, {}, 0.3, 0.2, 0.0, 0.0, 0.0, 0.0, 1e-300}};
  s.last.time = 730.5;
  s.last.ctx = 14.000000000000002;
  s.last.calcium_balance_error = -1e-13;
  return s;
}

TEST(SummaryFile, IsValidJsonWithEverythingInIt) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  const Summary s = full_summary();
  output.write_summary(s);
  const Json json(read_text(folder / "run/summary.json"));
  EXPECT_EQ(json.text("title"), s.title);
  EXPECT_EQ(json.text("version"), s.version);
  EXPECT_EQ(json.text("commit"), s.commit);
  EXPECT_EQ(json.text("backend"), s.backend);
  EXPECT_EQ(json.text("device"), s.device);
  EXPECT_EQ(json.text("precision"), s.precision);
  EXPECT_EQ(json.number("threads"), 2);
  EXPECT_EQ(json.number("active_voxels"), 5e9);
  EXPECT_EQ(json.number("stored_voxels"), 6e9);
  EXPECT_EQ(json.number("spacing_mm/0"), 0.1);
  EXPECT_EQ(json.number("spacing_mm/1"), 0.5);
  EXPECT_EQ(json.number("spacing_mm/2"), 1.0 / 3.0);
  EXPECT_EQ(json.number("bone_region_volume_mm3"), 1e20);
  EXPECT_EQ(json.number("end_time_day"), 730.5);
  EXPECT_EQ(json.text("finished"), "false");
  EXPECT_EQ(json.number("metastatic_fraction"), 0.2);
  EXPECT_EQ(json.number("wall_seconds"), 1234.5678901234567);
  EXPECT_EQ(json.number("peak_memory_bytes"), 3e9);
  EXPECT_EQ(json.number("solver/steps"), 901);
  EXPECT_EQ(json.number("solver/rejected"), 12);
  EXPECT_EQ(json.number("solver/repeated"), 3);
  EXPECT_EQ(json.number("solver/sweeps"), 34567);
  EXPECT_EQ(json.number("solver/smallest_step_day"), 0.001);
  EXPECT_EQ(json.number("solver/largest_step_day"), 2.5);
  EXPECT_EQ(json.number("solver/clipped"), 1e-17);
  EXPECT_EQ(json.text("balance/0/quantity"), "rankl");
  EXPECT_EQ(json.text("balance/0/unit"), "pmol");
  EXPECT_EQ(json.number("balance/0/stock_start"), 1.0);
  EXPECT_EQ(json.number("balance/0/stock_end"), 2.0);
  EXPECT_EQ(json.number("balance/0/processes/production"), 3.5);
  EXPECT_EQ(json.number("balance/0/processes/degradation"), -2.5);
  EXPECT_EQ(json.number("balance/0/algebraic"), 1e-5);
  EXPECT_EQ(json.number("balance/0/clipped"), 2e-9);
  EXPECT_EQ(json.number("balance/0/largest_scaling"), 1e-4);
  EXPECT_EQ(json.number("balance/0/rounding"), 6e-8);
  EXPECT_EQ(json.number("balance/0/gained"), 3.0);
  EXPECT_EQ(json.number("balance/0/lost"), 2.0);
  EXPECT_EQ(json.number("balance/0/error"), -1e-12);
  EXPECT_EQ(json.text("balance/1/quantity"), "calcium");
  EXPECT_EQ(json.number("balance/1/error"), 1e-300);
  EXPECT_EQ(json.number("last/time [day]"), 730.5);
  EXPECT_EQ(json.number("last/ctx [% of baseline]"), 14.000000000000002);
  EXPECT_EQ(json.number("last/calcium_balance_error [1]"), -1e-13);
}

TEST(SummaryFile, IsValidJsonWithoutBalance) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  output.write_summary({});
  EXPECT_NO_THROW(Json(read_text(folder / "run/summary.json")));
}

TEST(SummaryFile, RefusesNonFiniteNumbersAndKeepsTheLastOne) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  Summary s = full_summary();
  output.write_summary(s);
  s.balance[0].error = std::numeric_limits<double>::infinity();
  try {
    output.write_summary(s);
    FAIL() << "accepted";
  } catch (const NumericalError& error) {
    EXPECT_THAT(error.what(), HasSubstr("error is inf"));
  }
  EXPECT_EQ(Json(read_text(folder / "run/summary.json")).number("balance/0/error"), -1e-12);
}

}  // namespace
}  // namespace howship
