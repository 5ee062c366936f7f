#pragma once

#include <optional>
#include <string>
#include <vector>

namespace howship {

/// What the reference says of a table besides its keys.
struct TableDescription {
  const char* path;   ///< "lesion[]"; "" is the top level
  const char* title;  ///< a few words
  const char* about;  ///< sentences, Markdown with links as from meshes/
};

/// In the order of the reference. Parameters of the model have a page of their own.
const std::vector<TableDescription>& table_descriptions();

/// What the reference says of a key besides what its readers say.
struct KeyDescription {
  std::string meaning;    ///< a phrase without units
  std::string otherwise;  ///< default in words, where it is no value of its own; empty: as the readers say
  std::string allowed;    ///< what is allowed in words, where it depends on other keys; empty: as the readers say
  std::string source;     ///< of the default of a size; mostly empty
};

/// \param path  "lesion[].radius". Empty where there is no description.
std::optional<KeyDescription> describe_key(const std::string& path);

/// Paths of all keys described, for a test that each of them exists.
std::vector<std::string> described_keys();

}  // namespace howship
