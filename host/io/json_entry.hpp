#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

using Json = nlohmann::ordered_json;

/// Reads an entry into `value`, which stays as it is when the object has none.
template <class T>
void read(const Json& object, const char* key, T& value) {
  if (object.contains(key) && !object.at(key).is_null()) object.at(key).get_to(value);
}

/// What `interpret` makes of the JSON in a file of a run.
/// \throws FileError when the file cannot be read; InputError when it is no JSON or an entry has the wrong type
template <class Interpret>
auto read_json_file(const std::filesystem::path& file, const Interpret& interpret) {
  std::ifstream in(file);
  if (!in) throw FileError(fmt::format("{}: cannot be read; give the folder of a run", file.string()));
  try {
    return interpret(Json::parse(in));
  } catch (const Json::parse_error& error) {
    throw InputError(fmt::format("{}: no JSON at byte {}; the file is damaged", file.string(), error.byte));
  } catch (const Json::exception& error) {
    throw InputError(fmt::format("{}: {}; the file is damaged", file.string(), error.what()));
  }
}

}  // namespace howship
