#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/key_choice.hpp"
#include "host/case/key_listing.hpp"
#include "host/case/wrapped_text.hpp"

namespace howship {

namespace {

constexpr std::size_t line_width = 100;

/// Markdown without its marks: backquotes go, of links the words stay.
std::string without_marks(const std::string& text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') continue;
    const std::size_t turn = text[i] == '[' ? text.find("](", i) : std::string::npos;
    const std::size_t end = turn == std::string::npos ? turn : text.find(')', turn);
    if (end == std::string::npos || text.find('[', i + 1) < turn) {
      plain += text[i];
    } else {
      plain += without_marks(text.substr(i + 1, turn - i - 1));
      i = end;
    }
  }
  return plain;
}

/// `start` and the words of `text` in lines of at most line_width, all but the first indented.
std::string entry(const std::string& start, const std::string& text, std::size_t indent) {
  const std::vector<std::string> lines =
      wrapped(text, line_width - indent, line_width - std::min(line_width, start.size()));
  return start + fmt::format("{}\n", fmt::join(lines, "\n" + std::string(indent, ' ')));
}

/// "length | 0.001 to 1000 mm | default 4 mm | only without outline"
std::string facts(const KeyRow& row) {
  std::string text = row.value;
  if (!row.allowed.empty()) text += " | " + row.allowed;
  const bool required = row.otherwise.compare(0, 8, "required") == 0;
  if (row.otherwise != "none") text += (required ? " | " : " | default ") + row.otherwise;
  if (!row.with.empty()) text += (row.with.compare(0, 4, "with") == 0 ? " | only " : " | when ") + row.with;
  return without_marks(text);
}

std::string defaults_text(const KeyTable& table) {
  std::string text;
  for (const auto& [key, cells] : table.defaults.rows) {
    const auto named = [&, name = key](const KeyRow& row) { return row.key == name; };
    if (std::none_of(table.rows.begin(), table.rows.end(), named)) continue;
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
      line += fmt::format("{}{} {}", i == 0 ? "" : ", ", table.defaults.values[i], cells[i]);
    text += entry(fmt::format("    {}: ", key), without_marks(line), 8);
  }
  return text.empty() ? "" : fmt::format("  defaults by {}\n", table.defaults.by) + text;
}

}  // namespace

std::string key_text(const std::vector<std::string>& prefixes) {
  std::string text;
  for (const KeyTable& table : chosen_keys(prefixes)) {
    if (!text.empty()) text += "\n";
    text += table.heading.empty() ? table.title : fmt::format("{} {}", table.heading, table.title);
    if (table.heading.compare(0, 2, "[[") == 0) text += ", any number";
    text += table.with.empty() ? "\n" : fmt::format("; when {}\n", without_marks(table.with));
    std::size_t width = 0;
    for (const KeyRow& row : table.rows) width = std::max(width, row.key.size());
    for (const KeyRow& row : table.rows) {
      text += entry(fmt::format("  {:<{}}  ", row.key, width), without_marks(row.meaning), width + 4);
      text += entry(std::string(width + 4, ' '), facts(row), width + 4);
    }
    text += defaults_text(table);
  }
  if (prefixes.empty()) text += "\nParameters of the model: howship parameters\n";
  return text;
}

}  // namespace howship
