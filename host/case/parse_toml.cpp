#include "host/case/parse_toml.hpp"

#include "host/case/case_text.hpp"

namespace howship {

toml::table parse_toml(const std::string& text, const std::string& name) {
  require_short_keys(text, name);
  return toml::parse(text, name);
}

}  // namespace howship
