// The reference of a case's keys is what the readers do.

#include "host/case/key_reference.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/key_conditions.hpp"
#include "host/case/key_descriptions.hpp"
#include "host/case/key_examples.hpp"
#include "host/case/key_listing.hpp"
#include "host/case/unit_symbols.hpp"
#include "host/case/units.hpp"

namespace howship {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const KeyRow& row(const std::string& path) {
  for (const KeyTable& table : key_reference())
    for (const KeyRow& candidate : table.rows)
      if (candidate.path == path) return candidate;
  throw std::out_of_range(path);
}

TEST(KeyReference, HasEveryKeyThatIsDescribedAndSaysWhatEachMeans) {
  std::set<std::string> paths;
  for (const KeyTable& table : key_reference())
    for (const KeyRow& r : table.rows) {
      EXPECT_TRUE(paths.insert(r.path).second) << r.path;
      EXPECT_NE(r.meaning, "") << r.path;
      EXPECT_NE(r.value, "") << r.path;
      EXPECT_NE(r.otherwise, "") << r.path;
    }
  for (const std::string& path : described_keys()) EXPECT_TRUE(paths.count(path) == 1) << path << " is no key any more";
}

/// Keys that stand as texts in calls of the readers, so that a branch no example enters is noticed.
TEST(KeyReference, HasEveryKeyThatTheSourcesAskFor) {
  const std::regex call(
      R"re(\.(?:text|choice|texts|quantity|optional_quantity|positive|quantities|integer|integers|numbers_or_texts|one_or_three|section|sections)\(\s*"([a-z_]+)")re");
  std::set<std::string> known;
  for (const TableUse& table : example_log())
    for (const KeyUse& use : table.keys) known.insert(use.key);
  int calls = 0;
  for (const auto& entry : std::filesystem::directory_iterator(HOWSHIP_SOURCE_DIR "/host/case")) {
    std::ifstream file(entry.path());
    std::stringstream text;
    text << file.rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator at(source.begin(), source.end(), call), end; at != end; ++at, ++calls)
      EXPECT_TRUE(known.count((*at)[1]) == 1) << entry.path() << " asks for " << (*at)[1] << ", which no example does";
  }
  EXPECT_GT(calls, 60) << "the calls are not found any more";
}

/// A condition such as "kind is not endocrine" holds only if every kind was tried.
TEST(KeyReference, TriesEveryValueOfAChoiceThatDecides) {
  std::set<std::string> deciding;
  const std::regex choice("^`([a-z_]+)` (?:=|is not)");
  for (const KeyTable& table : key_reference()) {
    std::smatch found;
    if (!table.defaults.by.empty()) deciding.insert(table.path + "." + table.defaults.by);
    for (const KeyRow& r : table.rows)
      if (std::regex_search(r.with, found, choice)) deciding.insert(table.path + "." + found[1].str());
  }
  EXPECT_THAT(deciding, testing::IsSupersetOf({"therapy[].kind", "geometry.shape", "lesion[].phenotype"}));
  std::set<std::string> choices, tried;
  for (const TableUse& table : example_log())
    for (const KeyUse& use : table.keys) {
      const std::string key = std::regex_replace(table.path, std::regex("\\[[0-9]+\\]"), "[]") + "." + use.key;
      if (deciding.count(key) == 0) continue;
      tried.insert(key + " " + use.value);
      for (const std::string& value : use.choices) choices.insert(key + " " + value);
    }
  EXPECT_EQ(tried, choices);
}

/// Writing out a default changes nothing.
TEST(KeyReference, ShowsDefaultsThatAreInEffect) {
  std::set<std::string> shown, done;
  for (const std::string& text : key_examples()) {
    KeyLog log;
    const std::string resolved = write_case(parse_case(text, "case.toml", {}, &log));
    for (const TableUse& table : log)
      for (const KeyUse& use : table.keys) {
        if (use.given || use.otherwise.empty() || table.path.compare(0, 10, "parameters") == 0) continue;
        const std::string path = table.path.empty() ? use.key : table.path + "." + use.key;
        const auto words = describe_key(std::regex_replace(path, std::regex("\\[[0-9]+\\]"), "[]"));
        ASSERT_TRUE(words) << path;
        const std::string entry = path + " = " + use.otherwise;
        if (!words->otherwise.empty() || done.count(entry) > 0) continue;
        shown.insert(entry);
        const bool is_number = use.form == KeyForm::Integer || use.dimension == Dimension::None;
        const bool is_text = use.form == KeyForm::Choice || use.form == KeyForm::Text;
        const std::string value = is_number && !is_text ? use.otherwise : "\"" + use.otherwise + "\"";
        try {
          EXPECT_EQ(write_case(parse_case(text, "case.toml", {path + "=" + value})), resolved) << entry;
          done.insert(entry);
        } catch (const InputError& error) {
          // A table that this example lacks may need another key; another example has it.
          EXPECT_THAT(error.what(), HasSubstr("is missing")) << entry;
        }
      }
  }
  EXPECT_EQ(done, shown);
  EXPECT_GT(done.size(), 150U);
}

TEST(KeyReference, TellsWhenAKeyApplies) {
  EXPECT_EQ(row("geometry.size").with, "`shape` = `box`");
  EXPECT_EQ(row("geometry.threshold").with, "with `file`");
  EXPECT_EQ(row("geometry.spacing").with, "");
  EXPECT_EQ(row("lesion[].radius").with, "without `outline`");
  EXPECT_EQ(row("therapy[].every").with, "`kind` is not `endocrine`");
  EXPECT_EQ(row("therapy[].centre").with, "with `radius`");
  EXPECT_EQ(row("dose[].missed").with, "`drug` = `denosumab`, `zoledronic acid`");
}

TEST(KeyReference, ShowsDefaultsAndRangesAsTheReadersHaveThem) {
  EXPECT_EQ(row("time.end").otherwise, "required");
  EXPECT_EQ(row("time.end").allowed, "above 0, to 200 year");
  EXPECT_EQ(row("therapy[].kill_rate").otherwise, "required (`chemotherapy`); 0 1/day (`endocrine`)");
  EXPECT_EQ(row("patient.weight").otherwise, "78 kg (`oncology`); 70 kg (`postmenopausal`)");
  EXPECT_EQ(row("geometry.spacing").value, "one or three lengths");
  EXPECT_EQ(row("geometry.spacing").allowed, "0.001 to 100 mm");
  EXPECT_EQ(row("numerics.first_step").allowed, "1e-6 to 1 day");
  EXPECT_EQ(row("model.input[].rate").allowed, "-1e9 to 1e9 pmol/L/day");
  EXPECT_EQ(row("geometry.vertebra.upper_width").otherwise, "by `level`");
  EXPECT_EQ(row("dose[].late.NUMBER").value, "time");
}

TEST(KeyConditions, NeedACaseForEachSide) {
  // Two keys that always come and go together, and nothing that tells when.
  TableUse with{"table", "", {}}, without{"table", "", {}};
  for (const char* key : {"a", "b"}) {
    KeyUse use;
    use.key = key;
    with.keys.push_back(use);
  }
  EXPECT_EQ(condition({&with, &with}, "a"), "");
  EXPECT_THROW(condition({&with, &without}, "a"), std::logic_error);
}

TEST(KeyListing, FindsKeysByTableKeyAndItem) {
  EXPECT_THAT(key_text({"lesion"}),
              AllOf(HasSubstr("[[lesion]]"), HasSubstr("  outline "), Not(HasSubstr("[[dose]]"))));
  EXPECT_EQ(key_text({"lesion[2].radius"}), key_text({"lesion.radius"}));
  EXPECT_THAT(key_text({"radius"}), AllOf(HasSubstr("[geometry]"), HasSubstr("[[lesion]]"), HasSubstr("[[therapy]]"),
                                          Not(HasSubstr("phenotype"))));
  EXPECT_THAT(key_text({"geometry.density.calibration"}), HasSubstr("slope"));
  EXPECT_THAT(key_text({}), HasSubstr("howship parameters"));
}

TEST(KeyListing, FitsTheTerminalAndHasNoMarks) {
  std::istringstream lines(key_text({}));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 100U) << line;
    EXPECT_THAT(line, AllOf(Not(HasSubstr("`")), Not(HasSubstr("](")), Not(testing::EndsWith(" "))));
  }
}

std::string refusal(const std::string& prefix) {
  try {
    key_text({prefix});
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

TEST(KeyListing, SuggestsTheKeyMeant) {
  EXPECT_THAT(refusal("leson"), HasSubstr("did you mean 'lesion'?"));
  EXPECT_THAT(refusal("lesion.radios"), HasSubstr("did you mean 'lesion.radius'?"));
  EXPECT_THAT(refusal("spacng"), HasSubstr("did you mean 'spacing'?"));
  EXPECT_THAT(refusal("qqqqqqqqqqqqqqq"), HasSubstr("`howship keys` lists all"));
  EXPECT_THAT(refusal("kd_opg"), HasSubstr("howship parameters kd_opg"));
  EXPECT_THAT(refusal("parameters.tissue"), HasSubstr("`howship parameters` lists"));
  EXPECT_THAT(refusal(""), HasSubstr("is no key"));
}

TEST(KeyListing, WritesAPageWithEveryTable) {
  const std::string page = key_markdown({});
  for (const KeyTable& table : key_reference()) {
    const std::string heading = table.heading.empty() ? "Top level" : "`" + table.heading + "`";
    EXPECT_THAT(page, HasSubstr("\n## " + heading));
  }
  EXPECT_THAT(key_markdown({"time"}), StartsWith("\n## `[time]`"));
}

TEST(UnitFamilies, HoldUnitsThatAreRead) {
  for (const UnitFamily& family : unit_families()) EXPECT_FALSE(family.symbols.empty()) << family.kind;
  for (int i = 0; i < dimension_count; ++i) {
    const auto dimension = static_cast<Dimension>(i);
    EXPECT_TRUE(is_quantity_of(example_of(dimension), dimension)) << kind_of(dimension);
  }
}

}  // namespace
}  // namespace howship
