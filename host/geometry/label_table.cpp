#include "host/geometry/label_table.hpp"

#include <cstdlib>

namespace howship {

std::map<std::string, int> label_table(const std::string& text) {
  const std::string begin = "<Label Key=\"";
  const std::string before_name = "<![CDATA[";
  const std::string after_name = "]]>";
  std::map<std::string, int> names;
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
    const std::size_t next = text.find(begin, at + 1);
    const std::size_t name = text.find(before_name, at);
    if (name == std::string::npos || name > next) continue;
    const std::size_t end = text.find(after_name, name);
    if (end == std::string::npos) break;
    const int label = std::atoi(text.c_str() + at + begin.size());
    const std::size_t first = name + before_name.size();
    if (label > 0) names[text.substr(first, end - first)] = label;
  }
  return names;
}

}  // namespace howship
