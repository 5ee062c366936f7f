#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/embedded_templates.hpp"
#include "host/case/nearest_name.hpp"

namespace howship {

std::vector<CaseTemplate> case_templates() {
  std::vector<CaseTemplate> templates;
  for (const EmbeddedTemplate& t : embedded_templates()) {
    // A template's first line is a comment that says what it is.
    const std::string text = t.text;
    templates.push_back({t.name, text.substr(2, text.find('\n') - 2)});
  }
  return templates;
}

std::string case_template(const std::string& name) {
  std::vector<std::string> known;
  for (const EmbeddedTemplate& t : embedded_templates()) {
    if (name == t.name) return t.text;
    known.emplace_back(t.name);
  }
  throw InputError(fmt::format("unknown template '{}'{}", name, suggest(name, known)));
}

}  // namespace howship
