#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace howship {

/// Any bytes as text of an HTML document or of an attribute in double quotes: markup is escaped; control characters
/// other than line ends and tabs, and what is no UTF-8, become U+FFFD.
std::string escape(std::string_view text);

/// The first `most` characters of UTF-8 text, with "…" when there are more.
std::string shortened(std::string_view text, std::size_t most);

/// "data:image/png;base64,..." of a file in memory.
std::string png_data_uri(const std::vector<unsigned char>& png);

/// A table with a caption. Cells are HTML; the first of each row is its heading. Columns of numbers stand to the right.
class HtmlTable {
 public:
  HtmlTable(std::string caption, std::vector<std::string> headings)
      : caption_(std::move(caption)), headings_(std::move(headings)) {}
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string text() const;  ///< in a box that scrolls sideways on narrow screens

 private:
  std::string caption_;
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

/// Something that readers must not miss, in a frame (HTML).
std::string note(const std::string& html);

/// A part of a document.
struct PagePart {
  std::string id, heading, content;  ///< plain, plain, HTML
};

/// Links to the sections, then the sections themselves; those without content are left out.
std::string sections(const std::vector<PagePart>& all);

/// A whole document that loads nothing from anywhere and runs no scripts. `title` is plain text, `body` HTML.
std::string html_page(const std::string& title, const std::string& body);

/// Whether a file begins as those of html_page() do.
bool is_html_page(std::string_view beginning);

}  // namespace howship
