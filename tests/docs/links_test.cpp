// Links of documents lead somewhere, and files that they name are there.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/docs/document.hpp"

namespace howship::docs_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const fs::path root = HOWSHIP_SOURCE_DIR;

const Document* document_named(const std::string& name) {
  for (const Document& document : documents())
    if (document.name == name) return &document;
  return nullptr;
}

std::vector<std::string> problems_of_links(const Document& document) {
  std::vector<std::string> problems;
  for (const Piece& link : document.links) {
    if (link.text.compare(0, 4, "http") == 0) continue;
    const std::size_t hash = link.text.find('#');
    const std::string path = link.text.substr(0, hash);
    const fs::path target = (fs::path(document.name).parent_path() / path).lexically_normal();
    if (!path.empty() && !fs::exists(root / target)) {
      problems.push_back(document.at(link.line) + "there is no " + target.string());
      continue;
    }
    if (hash == std::string::npos) continue;
    const Document* const to = path.empty() ? &document : document_named(target.string());
    if (to == nullptr || to->anchors.count(link.text.substr(hash + 1)) == 0)
      problems.push_back(document.at(link.line) + "no heading answers to " + link.text);
  }
  return problems;
}

/// Whether `name` may hold placeholders or patterns instead of one file's name.
bool is_pattern(const std::string& name) {
  return name.find_first_of("<>*{}$|= \"()[]") != std::string::npos || name.find("NNNN") != std::string::npos;
}

/// Files and folders that the text names by their path, from the root or from the document's folder.
std::vector<std::string> problems_of_files(const Document& document) {
  std::vector<std::string> problems;
  for (const Piece& code : document.code) {
    const std::string& name = code.text;
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || slash == 0 || is_pattern(name)) continue;
    const fs::path here = root / fs::path(document.name).parent_path();
    const std::string first = name.substr(0, slash);
    // What is built, computed or lies beside the repository may be missing.
    const bool elsewhere = first == "build" || first == "out" || first == "..";
    const bool ours = !elsewhere && (fs::is_directory(root / first) || fs::is_directory(here / first));
    if (ours && !fs::exists(root / name) && !fs::exists(here / name))
      problems.push_back(document.at(code.line) + "there is no " + name);
  }
  return problems;
}

TEST(Links, LeadToFilesAndHeadings) {
  std::size_t links = 0;
  for (const Document& document : documents()) {
    EXPECT_THAT(problems_of_links(document), IsEmpty());
    links += document.links.size();
  }
  EXPECT_GT(links, 80U);
}

TEST(Files, ThatDocumentsNameAreThere) {
  for (const Document& document : current_documents()) EXPECT_THAT(problems_of_files(document), IsEmpty());
}

TEST(Links, AreReportedWhenNothingIsThere) {
  const Document document = parse_document(
      "meshes/a.md",
      "# One `two`: three!\n[a](#one-two-three) [b](#four) [c](../README.md) [d](none.md) `[e](none.md)`\n"
      "[f](README.md#cut-voxels) [g](README.md#cut-pixels) [h](https://example.org/x)\n");
  EXPECT_THAT(problems_of_links(document),
              ElementsAre(HasSubstr("meshes/a.md:2: no heading answers to #four"),
                          HasSubstr("there is no meshes/none.md"), HasSubstr("README.md#cut-pixels")));
}

TEST(Files, AreReportedWhenMissing) {
  const Document document =
      parse_document("meshes/a.md",
                     "`cases/lytic-vertebra.toml` `cases/none.toml` `host/none.cpp` `tests/rows_<a>.cpp` "
                     "`out/none` `../none/a` `mg/day`\n");
  EXPECT_THAT(problems_of_files(document), ElementsAre(HasSubstr("cases/none.toml"), HasSubstr("host/none.cpp")));
}

TEST(Anchors, AreThoseOfGitHub) {
  const Document document = parse_document("a.md", "## `[[lesion]]`: lesions\n## A, b & c\n## A, b & c\n");
  EXPECT_THAT(document.anchors, testing::UnorderedElementsAre("lesion-lesions", "a-b--c", "a-b--c-1"));
}

}  // namespace
}  // namespace howship::docs_test
