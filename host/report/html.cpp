#include "host/report/html.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "howship/utf8.hpp"
#include "howship/version.hpp"

#include "host/report/style_sheet.hpp"

namespace howship {

namespace {

constexpr std::string_view generator = "<meta name=\"generator\" content=\"howship ";

bool begins_with_number(std::string_view cell) {
  for (const std::string_view sign : {"+", "\u2212", "–"})
    if (cell.substr(0, sign.size()) == sign) cell.remove_prefix(sign.size());
  return cell.empty() || (cell.front() >= '0' && cell.front() <= '9');
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_character_length(text, at);
    const auto c = static_cast<unsigned char>(text[at]);
    // U+0080 .. U+009F are control characters as well.
    const bool control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f ||
                         (length == 2 && c == 0xc2 && static_cast<unsigned char>(text[at + 1]) < 0xa0);
    if (length == 0 || control)
      out += utf8_replacement;
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < most && at < text.size(); ++i)
    at += std::max<std::size_t>(1, utf8_character_length(text, at));
  return at < text.size() ? std::string(text.substr(0, at)) + "…" : std::string(text);
}

std::string png_data_uri(const std::vector<unsigned char>& png) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "data:image/png;base64,";
  out.reserve(out.size() + (png.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < png.size(); i += 3) {
    const std::size_t left = png.size() - i;
    const unsigned bits = static_cast<unsigned>(png[i]) << 16 |
                          (left > 1 ? static_cast<unsigned>(png[i + 1]) << 8 : 0U) |
                          (left > 2 ? static_cast<unsigned>(png[i + 2]) : 0U);
    out += digits[bits >> 18];
    out += digits[bits >> 12 & 63U];
    out += left > 1 ? digits[bits >> 6 & 63U] : '=';
    out += left > 2 ? digits[bits & 63U] : '=';
  }
  return out;
}

std::string HtmlTable::text() const {
  std::size_t columns = headings_.size();
  for (const std::vector<std::string>& row : rows_) columns = std::max(columns, row.size());
  std::vector<const char*> kinds(columns, " class=\"number\"");
  for (const std::vector<std::string>& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      if (i == 0 || !begins_with_number(row[i])) kinds[i] = "";
  std::string html = fmt::format(
      "<div class=\"wide\" tabindex=\"0\"><table><caption><span>{}</span></caption>\n<thead><tr>", caption_);
  for (std::size_t i = 0; i < headings_.size(); ++i)
    html += fmt::format("<th scope=\"col\"{}>{}</th>", kinds[i], headings_[i]);
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : rows_) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      html +=
          i == 0 ? fmt::format("<th scope=\"row\">{}</th>", row[i]) : fmt::format("<td{}>{}</td>", kinds[i], row[i]);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string note(const std::string& html) {
  return fmt::format("<p class=\"note\">{}</p>\n", html);
}

std::string sections(const std::vector<PagePart>& all) {
  std::string links, parts;
  for (const PagePart& s : all) {
    if (s.content.empty()) continue;
    links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", s.id, s.heading);
    parts += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", s.id, s.heading, s.content);
  }
  return fmt::format("<nav aria-label=\"Sections\"><ul>\n{}</ul></nav>\n<main>\n{}</main>\n", links, parts);
}

std::string html_page(const std::string& title, const std::string& body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{}{}\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n"
      "<style>\n{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      generator, version, escape(title), style_sheet, body);
}

bool is_html_page(std::string_view beginning) {
  return beginning.substr(0, 15) == "<!DOCTYPE html>" && beginning.find(generator) != std::string_view::npos;
}

}  // namespace howship
