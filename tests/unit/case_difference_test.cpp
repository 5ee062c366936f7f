#include "host/case/case_difference.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"

namespace howship {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> lines_of(const std::vector<CaseDifference>& differences) {
  std::vector<std::string> lines;
  for (const CaseDifference& d : differences) lines.push_back(d.key + ": " + d.one + " | " + d.other);
  return lines;
}

TEST(CaseDifferences, AreNoneBetweenACaseAndItself) {
  const std::string text = write_case(parse_case(case_template("mixed-pelvis"), "mixed-pelvis.toml"));
  EXPECT_THAT(case_differences(text, text), IsEmpty());
}

TEST(CaseDifferences, NameKeysAndBothValues) {
  EXPECT_THAT(lines_of(case_differences(
                  "a = 1\n[time]\nend = '2 day'\n[[lesion]]\nradius = '1 mm'\n[[lesion]]\nradius = '2 mm'\n",
                  "[time]\nend = '3 day'\n[[lesion]]\nradius = '1 mm'\n[[lesion]]\nradius = '4 mm'\nnew = [1, 2]\n")),
              ElementsAre("a: 1 | ", "lesion 2.radius: '2 mm' | '4 mm'", "time.end: '2 day' | '3 day'",
                          "lesion 2.new:  | [ 1, 2 ]"));
}

// A checkpoint's sum may be right whatever it holds.
TEST(CaseDifferences, AreNotSoughtInTablesWithinTablesByTheThousand) {
  std::string key = "a";
  for (int n = 0; n < 300000; ++n) key += ".a";
  EXPECT_THROW(case_differences(key + " = 1", "a = 1"), InputError);
  EXPECT_THROW(case_differences("a = 1", key + " = 1"), InputError);
}

}  // namespace
}  // namespace howship
