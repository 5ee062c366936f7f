// Commands and options that documents name, in blocks and in the text, are those that --help lists.

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/docs/document.hpp"
#include "tests/docs/shell.hpp"

namespace howship::docs_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Options of other programs that documents name on their own.
const std::set<std::string> of_others = {"--preset", "--print-labels", "--raw"};

const std::string& help_of(const std::string& command) {
  static std::map<std::string, std::string> known;
  const auto at = known.find(command);
  if (at != known.end()) return at->second;
  return known[command] = run_shell("howship " + command + " --help").output;
}

/// Words between blanks; brackets and bars of a synopsis, quotes and table marks count as blanks.
std::vector<std::string> words_of(std::string text) {
  for (char& c : text)
    if (std::string("[]|\\\"'").find(c) != std::string::npos) c = ' ';
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

/// "--set" of "--set=x"; empty for what is no option.
std::string option_in(const std::string& word) {
  const bool is_short = word.size() == 2 && word[0] == '-' && std::isalpha(static_cast<unsigned char>(word[1])) != 0;
  const bool is_long = word.size() > 3 && word.compare(0, 2, "--") == 0;
  return is_short || is_long ? word.substr(0, word.find_first_of("=.,;)")) : "";
}

bool lists(const std::string& help, const std::string& option) {
  for (std::size_t at = 0; (at = help.find(option, at)) != std::string::npos; ++at) {
    const char before = at == 0 ? ' ' : help[at - 1];
    const char after = at + option.size() < help.size() ? help[at + option.size()] : ' ';
    const bool ends = std::isalnum(static_cast<unsigned char>(after)) == 0 && after != '-';
    if (before != '-' && std::isalnum(static_cast<unsigned char>(before)) == 0 && ends) return true;
  }
  return false;
}

/// Subcommands with which `words` (after "howship") start; a word that changes the help is one.
std::string subcommand_in(const std::vector<std::string>& words) {
  std::string path;
  for (std::size_t i = 0; i < words.size() && i < 2 && words[i][0] != '-'; ++i) {
    const bool plain = words[i].find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    const std::string longer = path.empty() ? words[i] : path + " " + words[i];
    if (!plain || help_of(longer) == help_of(path)) break;
    path = longer;
  }
  return path;
}

/// Commands in blocks and between backquotes, each by itself where there are several in a line.
std::vector<Piece> uses_of(const Document& document) {
  std::vector<Piece> uses;
  const auto add = [&](const Piece& piece) {
    std::string text = piece.text;
    for (const std::string separator : {" | ", " && ", "; "})
      for (std::size_t at = 0; (at = text.find(separator, at)) != std::string::npos;)
        text.replace(at, separator.size(), "\n");
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) uses.push_back({piece.line, line});
  };
  for (const Piece& code : document.code) add(code);
  for (const Piece& command : commands_of(document)) add(command);
  return uses;
}

/// Text in which a script or a program of the tests names its options; nullopt for other programs.
std::optional<std::string> source_of(const std::string& program) {
  const fs::path root = HOWSHIP_SOURCE_DIR;
  if (fs::path(program).filename() == "howship-validate") return read_text(root / "tests/validation/main.cpp");
  const std::string kind = fs::path(program).extension();
  if ((kind != ".py" && kind != ".sh") || program.find('/') == std::string::npos) return std::nullopt;
  std::string text = read_text(root / program);
  if (kind == ".py" && !text.empty())
    for (const auto& entry : fs::directory_iterator((root / program).parent_path()))
      if (entry.path().extension() == kind) text += read_text(entry.path());
  return text;
}

/// What is wrong with a use of a script; empty when nothing is or there is none.
std::string problem_with_script(const std::vector<std::string>& words) {
  std::optional<std::string> source;
  std::string program;
  for (const std::string& word : words) {
    const std::string option = option_in(word);
    if (source && option.size() > 2 && !lists(*source, option)) return program + " has no option " + option;
    if (source) continue;
    source = source_of(word);
    program = word;
    if (source && source->empty()) return "there is no " + program;
  }
  return "";
}

/// What is wrong with a command; empty when nothing is or the text is none of ours.
std::string problem_of(const std::string& text) {
  std::vector<std::string> words = words_of(text);
  while (!words.empty() && words.front().find('=') != std::string::npos) words.erase(words.begin());
  if (words.size() < 2) return "";
  const std::string& program = words.front();
  if (program != "howship" && (program.size() < 9 || program.substr(program.size() - 8) != "/howship"))
    return problem_with_script(words);
  words.erase(words.begin());
  const std::string command = subcommand_in(words);
  if (command.empty() && words.front()[0] != '-') return "howship has no command " + words.front();
  const bool is_group = help_of(command).find("COMMAND") != std::string::npos;
  if (is_group && words.size() > 1 && command == words[0] && words[1][0] != '-')
    return "howship " + command + " has no command " + words[1];
  for (const std::string& word : words)
    if (const std::string option = option_in(word);
        !option.empty() && option != "--help" && !lists(help_of(command), option))
      return "howship " + command + " has no option " + option;
  return "";
}

std::vector<std::string> problems_of_uses(const Document& document) {
  std::vector<std::string> problems;
  for (const Piece& use : uses_of(document))
    if (const std::string problem = problem_of(use.text); !problem.empty())
      problems.push_back(document.at(use.line) + problem + " (`" + use.text + "`)");
  return problems;
}

/// Help of all commands that documents use, and sources of the scripts and programs that they name.
std::string everything_with_options() {
  std::string all;
  for (const Document& document : current_documents()) {
    for (const Piece& use : uses_of(document)) {
      std::vector<std::string> words = words_of(use.text);
      if (words.size() < 2 || words.front() != "howship") continue;
      words.erase(words.begin());
      all += help_of(subcommand_in(words));
    }
  }
  const fs::path root = HOWSHIP_SOURCE_DIR;
  for (const char* folder : {"viz", "tools", "tests/validation", "tests/bench", "tests/bench/compare"})
    for (const auto& entry : fs::directory_iterator(root / folder))
      if (const std::string kind = entry.path().extension(); kind == ".py" || kind == ".sh" || kind == ".cpp")
        all += read_text(entry.path());
  return all;
}

/// Options that the text names without the command to which they belong.
std::vector<std::string> problems_of_options(const Document& document, const std::string& known) {
  std::vector<std::string> problems;
  for (const Piece& code : document.code) {
    if (code.text.compare(0, 2, "--") != 0) continue;
    const std::string option = option_in(words_of(code.text).front());
    if (!option.empty() && of_others.count(option) == 0 && !lists(known, option))
      problems.push_back(document.at(code.line) + "nothing has the option " + option);
  }
  return problems;
}

TEST(Documents, NameCommandsAndOptionsThatExist) {
  for (const Document& document : current_documents()) EXPECT_THAT(problems_of_uses(document), IsEmpty());
}

TEST(Documents, NameOptionsThatExist) {
  const std::string known = everything_with_options();
  std::set<std::string> named;
  for (const Document& document : current_documents()) {
    EXPECT_THAT(problems_of_options(document, known), IsEmpty());
    for (const Piece& code : document.code) named.insert(option_in(words_of(code.text + " .").front()));
    for (const Piece& command : commands_of(document))
      for (const std::string& word : words_of(command.text)) named.insert(option_in(word));
    for (const Piece& code : document.code)
      for (const std::string& word : words_of(code.text)) named.insert(option_in(word));
  }
  for (const std::string& option : of_others)
    EXPECT_TRUE(named.count(option) == 1) << "no document names " << option << " any more";
}

TEST(Documents, AreReportedForCommandsAndOptionsThatDoNotExist) {
  const Document document = parse_document(
      "a.md",
      "`howship rnu x` `howship run x --sett a=b` `howship mesh make vertebra\\|pelvis [--level L4] -o F`\n"
      "`howship run CASE.toml [-o DIR]` `build/release/howship init -q` `howship mesh mkae x` `--no-such` `--until`\n"
      "`howship parameters | less -S` `python3 viz/render.py a --tilt 0 0` `viz/render.py a --tlit 0 0`\n"
      "`viz/none.py x` `build/release/tests/howship-validate --onyl BM02`\n");
  EXPECT_THAT(
      problems_of_uses(document),
      ElementsAre(HasSubstr("a.md:1: howship has no command rnu"), HasSubstr("howship run has no option --sett"),
                  HasSubstr("howship init has no option -q"), HasSubstr("howship mesh has no command mkae"),
                  HasSubstr("a.md:3: viz/render.py has no option --tlit"), HasSubstr("there is no viz/none.py"),
                  HasSubstr("howship-validate has no option --onyl")));
  EXPECT_THAT(problems_of_options(document, help_of("run")),
              ElementsAre(HasSubstr("a.md:2: nothing has the option --no-such")));
}

}  // namespace
}  // namespace howship::docs_test
