#include "host/case/wrapped_text.hpp"

#include <sstream>

namespace howship {

std::vector<std::string> wrapped(const std::string& text, std::size_t width, std::size_t first_width) {
  std::vector<std::string> lines(1);
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const std::size_t room = lines.size() == 1 ? first_width : width;
    if (!lines.back().empty() && lines.back().size() + 1 + word.size() > room) lines.emplace_back();
    lines.back() += lines.back().empty() ? word : " " + word;
  }
  return lines;
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  return wrapped(text, width, width);
}

}  // namespace howship
