// howship-validate: holds howship to tests/validation/facts.csv.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "tests/validation/facts.hpp"
#include "tests/validation/questions.hpp"
#include "tests/validation/record.hpp"
#include "tests/validation/report.hpp"

namespace howship::validation {

namespace {

constexpr const char* usage =
    "howship-validate: published facts beside what howship gives\n"
    "  --only ID[,ID]   these rows alone: BM01, or one figure of a row, BM01.2\n"
    "  --markdown FILE  write the table as Markdown\n"
    "  --html FILE      write the table as HTML, with sources\n"
    "  --facts FILE     another table of facts\n"
    "  --check [FILE]   fail (status 1) when a verdict is not that of the record, or a value moved\n"
    "  --remake         write the record and RESULTS.md beside the facts anew\n";

struct Options {
  std::filesystem::path folder = std::filesystem::path(HOWSHIP_SOURCE_DIR) / "tests/validation";
  std::filesystem::path facts = folder / "facts.csv", record = folder / "verdicts.csv";
  std::filesystem::path markdown, html;
  std::set<std::string> only;
  bool check = false, remake = false, help = false;
};

Options read(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    const auto value = [&]() -> const std::string& {
      if (i + 1 == arguments.size()) throw InputError(argument + ": a value is missing; see --help");
      return arguments[++i];
    };
    if (argument == "--only") {
      std::istringstream ids(value());
      for (std::string id; std::getline(ids, id, ',');) options.only.insert(id);
    } else if (argument == "--markdown") {
      options.markdown = value();
    } else if (argument == "--html") {
      options.html = value();
    } else if (argument == "--facts") {
      options.facts = value();
    } else if (argument == "--check") {
      options.check = true;
      if (i + 1 < arguments.size() && arguments[i + 1].rfind("--", 0) != 0) options.record = arguments[++i];
    } else if (argument == "--remake") {
      options.remake = true;
    } else if (argument == "--help" || argument == "-h") {
      options.help = true;
    } else {
      throw InputError(fmt::format("'{}' is no option; see --help", argument));
    }
  }
  if (options.remake && !options.only.empty()) throw InputError("--remake needs all rows: leave --only out");
  return options;
}

std::vector<Fact> chosen(const std::vector<Fact>& facts, const std::set<std::string>& only) {
  if (only.empty()) return facts;
  std::vector<Fact> some;
  std::set<std::string> unknown = only;
  for (const Fact& fact : facts) {
    if (only.count(fact.id) + only.count(fact.row()) == 0) continue;
    some.push_back(fact);
    unknown.erase(fact.id);
    unknown.erase(fact.row());
  }
  if (!unknown.empty()) throw InputError(fmt::format("--only {}: no such fact", *unknown.begin()));
  return some;
}

void require_facts(const Questions& questions, const std::vector<Fact>& facts) {
  std::set<std::string> ids;
  for (const Fact& fact : facts)
    if (!ids.insert(fact.id).second) throw InputError(fmt::format("the fact {} stands there twice", fact.id));
  for (const auto& [id, unused] : questions)
    if (ids.count(id) == 0) throw InputError(fmt::format("no fact asks the question {}", id));
}

template <class Write>
void write_file(const std::filesystem::path& file, const std::vector<Judged>& judged, const Write& write) {
  if (file.empty()) return;
  std::ofstream out(file);
  write(judged, out);
  if (!out.flush()) throw FileError(fmt::format("cannot write '{}'", file.string()));
}

int run(const Options& options) {
  if (options.help) {
    std::cout << usage;
    return 0;
  }
  const std::vector<Fact> facts = read_facts(options.facts);
  const Questions questions = all_questions();
  require_facts(questions, facts);
  const std::vector<Judged> judged = judge(chosen(facts, options.only), questions);
  write_text(judged, std::cout);
  write_file(options.markdown, judged, write_markdown);
  write_file(options.html, judged, write_html);
  if (options.remake) {
    write_record(judged, options.record);
    write_file(options.folder / "RESULTS.md", judged, write_markdown);
  }
  if (!options.check) return 0;
  const std::vector<std::string> changed = differences(judged, facts, options.record);
  for (const std::string& line : changed) std::cout << "changed: " << line << '\n';
  if (!changed.empty()) std::cout << "If the changes are meant, remake the table: howship-validate --remake\n";
  return changed.empty() ? 0 : 1;
}

}  // namespace

}  // namespace howship::validation

int main(int argc, char** argv) {
  try {
    return howship::validation::run(howship::validation::read({argv + 1, argv + argc}));
  } catch (const howship::Error& error) {
    std::fprintf(stderr, "howship-validate: %s\n", error.what());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "howship-validate: internal error: %s\n", error.what());
    return 1;
  }
}
