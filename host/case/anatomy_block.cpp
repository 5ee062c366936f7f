#include "host/case/anatomy_block.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/anatomy_sizes.hpp"
#include "host/case/parse_toml.hpp"

namespace howship {

namespace {

template <class Size>
void read_sizes(Section& section, const std::vector<SizeInfo<Size>>& table, Size& size) {
  for (const auto& info : table)
    size.*info.member = section.quantity(info.name, info.dimension, size.*info.member, info.least, info.most);
  section.finish();
}

}  // namespace

void read_anatomy_block(Section& section, GeometryCase& geometry) {
  if (geometry.shape == "vertebra") {
    Section vertebra = section.section("vertebra");
    geometry.level = vertebra.choice("level", geometry.level, vertebra_levels());
    geometry.vertebra = vertebra_size(geometry.level);
    read_sizes(vertebra, vertebra_size_table(), geometry.vertebra);
  } else if (geometry.shape == "pelvis") {
    Section pelvis = section.section("pelvis");
    read_sizes(pelvis, pelvis_size_table(), geometry.pelvis);
  }
}

GeometryCase anatomy_of_entries(const std::string& shape, const std::vector<std::string>& entries) {
  toml::table given;
  for (const std::string& entry : entries) {
    const auto equals = entry.find('=');
    if (equals == std::string::npos || equals == 0)
      throw InputError(fmt::format("--set {}: write key=value, for example --set body_height=\"29 mm\"", entry));
    std::string key = entry.substr(0, equals);
    std::string value = entry.substr(equals + 1);
    key.erase(std::remove(key.begin(), key.end(), ' '), key.end());
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    // Parsed, so that messages name the command line as the place.
    toml::table parsed;
    try {
      parsed = parse_toml("value = " + value, std::string(Section::command_line));
    } catch (const toml::parse_error&) {
      parsed.insert_or_assign("value", value.substr(std::min(value.find_first_not_of(' '), value.size())));
    }
    parsed.get("value")->visit([&](auto& node) { given.insert_or_assign(key, std::move(node)); });
  }
  toml::table table;
  table.insert(shape, std::move(given));
  Section section(&table, Section::command_line, "");
  GeometryCase geometry;
  geometry.shape = shape;
  read_anatomy_block(section, geometry);
  section.finish();
  return geometry;
}

}  // namespace howship
