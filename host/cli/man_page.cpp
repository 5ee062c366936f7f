#include "host/cli/man_page.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

#include <fmt/format.h>

#include "howship/version.hpp"

#include "host/case/wrapped_text.hpp"
#include "host/cli/command_tree.hpp"
#include "host/cli/help_format.hpp"

namespace howship {

namespace {

/// Text of a line: roff reads backslashes, dashes and a point or quote at its beginning in its own way.
std::string roff(const std::string& text) {
  std::string out = text.empty() || (text.front() != '.' && text.front() != '\'') ? "" : "\\&";
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '\'')
      out += "\\(aq";
    else
      out += c;
  }
  return out;
}

/// A text in lines of the length that readers of roff like.
std::string paragraph(const std::string& text) {
  std::string out;
  for (const std::string& line : wrapped(text, 70)) out += roff(line) + "\n";
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + roff(text) + "\\fR";
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

/// What follows a help page: lines that end in a colon are headings, what is indented beneath them stays as it is.
std::string footer(const std::string& text, const std::string& heading) {
  std::string out;
  bool as_it_is = false;
  std::istringstream lines(text);
  const auto fill = [&] {
    if (as_it_is) out += ".fi\n";
    as_it_is = false;
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.front() != ' ' && line.back() == ':') {
      fill();
      const std::string title = line.substr(0, line.size() - 1);
      out += heading == ".SH" ? fmt::format(".SH {}\n", upper(title)) : fmt::format(".PP\n{}\n", roff(line));
    } else if (line.front() == ' ') {
      if (!as_it_is) out += ".nf\n";
      as_it_is = true;
      out += roff(line.substr(heading == ".SH" ? 2 : 0)) + "\n";
    } else {
      fill();
      out += ".PP\n" + roff(line) + "\n";
    }
  }
  fill();
  return out;
}

std::string options(const CLI::App& command) {
  std::string out;
  std::vector<const CLI::Option*> all = arguments_of(command);
  // --help is the same everywhere.
  for (const CLI::Option* option : options_of(command))
    if (command.get_parent() == nullptr || option != command.get_help_ptr()) all.push_back(option);
  for (const CLI::Option* option : all)
    out += fmt::format(".TP\n{}\n{}", bold(heading_of(*option)), paragraph(explanation_of(*option)));
  return out;
}

}  // namespace

std::string man_page(const CLI::App& app) {
  std::string out = fmt::format(
      ".\\\" Printed by `howship man`.\n.TH HOWSHIP 1 \"\" \"howship {}\" \"User Commands\"\n"
      ".SH NAME\nhowship \\- {}\n.SH SYNOPSIS\n.B howship\n.I COMMAND\n.RI [ OPTIONS ]\n.SH DESCRIPTION\n{}",
      version, "bone remodelling around metastases under antiresorptive drugs", paragraph(app.get_description()));
  out += ".SH OPTIONS\n" + options(app) + ".SH COMMANDS\n";
  visit_commands(app, [&](const std::string& path, const CLI::App& command) {
    if (path.empty()) return;
    out += fmt::format(".SS {}\n{}", roff(usage_of(command, path)), paragraph(command.get_description() + "."));
    if (!commands_below(command).empty()) return;
    out += options(command) + footer(command.get_footer(), ".SS");
  });
  return out + footer(app.get_footer(), ".SH");
}

}  // namespace howship
