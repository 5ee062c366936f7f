// What is known about the parameters is complete, and the listing shows it.

#include "host/case/parameter_listing.hpp"

#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/parameter_rows.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

template <class Parameters>
void expect_documented(const std::vector<ParameterInfo<Parameters>>& table) {
  for (const auto& info : table) {
    EXPECT_STRNE(info.meaning, "") << info.name;
    EXPECT_STRNE(info.symbol, "") << info.name;
    const bool has_source = info.evidence == Evidence::Published || info.evidence == Evidence::Recalled ||
                            info.evidence == Evidence::Derived;
    if (has_source) {
      EXPECT_STRNE(info.source, "") << info.name << " is " << letter_of(info.evidence) << " but of no source";
    }
    if (info.plausible_least == 0.0 && info.plausible_most == 0.0) continue;
    EXPECT_LT(info.plausible_least, info.plausible_most) << info.name;
    EXPECT_GE(info.plausible_least, info.least) << info.name;
    EXPECT_LE(info.plausible_most, info.most) << info.name;
  }
}

TEST(ParameterTable, SaysOfEveryParameterWhatItMeansAndWhereItIsFrom) {
  expect_documented(tissue_table());
  expect_documented(systemic_table());
  expect_documented(patient_table());
  expect_documented(phenotype_table());
}

TEST(ParameterTable, HoldsEveryMemberOfAPhenotypeInOrder) {
  ASSERT_EQ(phenotype_table().size(), static_cast<std::size_t>(phenotype_count));
  for (int i = 0; i < phenotype_count; ++i) EXPECT_EQ(phenotype_table()[i].member, phenotype_members[i]);
}

TEST(ParameterTable, NamesASymbolOnceInEachModel) {
  std::set<std::string> symbols;
  for (const auto& info : tissue_table()) EXPECT_TRUE(symbols.insert(info.symbol).second) << info.symbol;
  for (const auto& info : phenotype_table()) EXPECT_TRUE(symbols.insert(info.symbol).second) << info.symbol;
  symbols.clear();
  for (const auto& info : systemic_table()) EXPECT_TRUE(symbols.insert(info.symbol).second) << info.symbol;
  for (const auto& info : patient_table()) EXPECT_TRUE(symbols.insert(info.symbol).second) << info.symbol;
}

TEST(ParameterRows, HoldEveryParameterOnceUnderOneName) {
  std::set<std::string> names;
  std::size_t count = 0;
  for (const ParameterRows& group : parameter_rows()) {
    EXPECT_FALSE(group.rows.empty()) << group.title;
    for (const ParameterRow& row : group.rows) {
      EXPECT_TRUE(names.insert(row.name).second) << row.name << " stands twice";
      EXPECT_EQ(row.values.size(), group.sets.size()) << row.name;
      ++count;
    }
  }
  // All members are doubles; calcium of the tissue is that of the blood.
  EXPECT_EQ(count + 1, (sizeof(TissueParameters) + sizeof(SystemicParameters) + sizeof(Phenotype)) / sizeof(double));
}

const ParameterRows& group_of(const std::vector<ParameterRows>& groups, const std::string& name, ParameterRow& found) {
  for (const ParameterRows& group : groups)
    for (const ParameterRow& row : group.rows)
      if (row.name == name) {
        found = row;
        return group;
      }
  throw std::out_of_range(name);
}

TEST(ParameterRows, ShowBothSetsWhereTheyDiffer) {
  const std::vector<ParameterRows> groups = parameter_rows();
  ParameterRow row;
  EXPECT_EQ(group_of(groups, "bioavailability", row).sets, (std::vector<std::string>{"oncology", "postmenopausal"}));
  EXPECT_EQ(row.values, (std::vector<std::string>{"0.61", "0.638"}));
  EXPECT_EQ(group_of(groups, "gfr", row).sets, std::vector<std::string>{"default"});
  EXPECT_EQ(row.unit, "L/h");
  const ParameterRows& lesions = group_of(groups, "growth", row);
  EXPECT_THAT(lesions.sets, testing::IsSupersetOf({"lytic", "prostate", "paget"}));
}

TEST(ParameterListing, ShowsOnlyWhatIsNamed) {
  const std::string text = parameter_text({"kd_denosumab", "weight"});
  EXPECT_THAT(text, AllOf(HasSubstr("[parameters.tissue] Binding of RANKL"), HasSubstr("K_D"), HasSubstr("pmol/L"),
                          HasSubstr("[patient]"), Not(HasSubstr("kd_opg"))));
  const std::string markdown = parameter_markdown({"kd_denosumab"});
  EXPECT_THAT(markdown, AllOf(HasSubstr("| `kd_denosumab` | $K_D$ | 3 | pmol/L |"), Not(HasSubstr("kd_opg"))));
}

TEST(ParameterListing, SuggestsTheNearestName) {
  try {
    parameter_text({"kd_denosumb"});
    FAIL() << "took a name that is none";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "'kd_denosumb' is no parameter; did you mean 'kd_denosumab'?");
  }
}

TEST(ParameterListing, AlignsItsColumns) {
  std::istringstream lines(parameter_text({"kd_opg", "rankl_osteoblast_exponent", "kd_rank"}));
  std::string title, head, first, second;
  std::getline(lines, title);
  std::getline(lines, head);
  std::getline(lines, first);
  std::getline(lines, second);
  EXPECT_EQ(head.find("unit"), first.find("pmol/L"));
  EXPECT_EQ(head.find("unit"), second.find("pmol/L"));
  EXPECT_EQ(head.find("meaning"), second.find("dissociation"));
}

TEST(ParameterListing, TurnsSymbolsIntoTex) {
  EXPECT_EQ(tex_of("k"), "k");
  EXPECT_EQ(tex_of("l_0"), "\\ell_0");
  EXPECT_EQ(tex_of("kappa_m"), "\\kappa_m");
  EXPECT_EQ(tex_of("phi_max"), "\\phi_{max}");
  EXPECT_EQ(tex_of("d_tau"), "d_\\tau");
  EXPECT_EQ(tex_of("CL_R"), "\\mathrm{CL}_R");
}

/// Whether the text holds the symbol and not only a longer one.
bool holds(const std::string& text, const std::string& symbol) {
  const auto goes_on = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '\\'; };
  for (std::size_t at = text.find(symbol); at != std::string::npos; at = text.find(symbol, at + 1)) {
    const bool begins = at == 0 || (symbol.front() == '\\' ? text[at - 1] != '\\' : !goes_on(text[at - 1]));
    const std::size_t end = at + symbol.size();
    if (begins && (end == text.size() || text[end] == '\\' || !goes_on(text[end]))) return true;
  }
  return false;
}

TEST(TheoryChapter, UsesTheSymbolOfEveryParameter) {
  std::ifstream file(std::string(HOWSHIP_SOURCE_DIR) + "/kernels/README.md");
  std::ostringstream chapter;
  chapter << file.rdbuf();
  ASSERT_TRUE(holds(chapter.str(), "\\phi_0"));
  EXPECT_FALSE(holds(chapter.str(), "K_X"));
  const std::string text = chapter.str();
  const auto expect_all = [&](const auto& table) {
    for (const auto& info : table) EXPECT_TRUE(holds(text, tex_of(info.symbol))) << info.name << ": " << info.symbol;
  };
  expect_all(tissue_table());
  expect_all(systemic_table());
  expect_all(patient_table());
  expect_all(phenotype_table());
}

}  // namespace
}  // namespace howship
