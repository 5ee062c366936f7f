#include "host/case/key_descriptions.hpp"

#include <algorithm>

#include "host/case/anatomy_sizes.hpp"
#include "host/case/key_phrases.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

/// Calls `take(path, meaning, source)` for keys whose description stands where their value is read.
template <class Take>
void for_each_size_and_parameter(Take take) {
  for (const auto& info : vertebra_size_table())
    take(std::string("geometry.vertebra.") + info.name, info.meaning, info.source);
  for (const auto& info : pelvis_size_table())
    take(std::string("geometry.pelvis.") + info.name, info.meaning, info.source);
  // Where these come from, kernels/PARAMETERS.md says.
  for (const auto& info : phenotype_table()) take(std::string("lesion[].") + info.name, info.meaning, "");
}

}  // namespace

std::optional<KeyDescription> describe_key(const std::string& path) {
  const std::vector<KeyPhrase>& phrases = key_phrases();
  const auto at = std::find_if(phrases.begin(), phrases.end(), [&](const KeyPhrase& p) { return p.path == path; });
  if (at != phrases.end()) return KeyDescription{at->meaning, at->otherwise, at->allowed, ""};
  std::optional<KeyDescription> found;
  for_each_size_and_parameter([&](const std::string& name, const char* meaning, const char* source) {
    if (name == path) found = KeyDescription{meaning, "", "", source};
  });
  return found;
}

std::vector<std::string> described_keys() {
  std::vector<std::string> paths;
  for (const KeyPhrase& phrase : key_phrases()) paths.push_back(phrase.path);
  for_each_size_and_parameter([&](const std::string& name, const char*, const char*) { paths.push_back(name); });
  return paths;
}

}  // namespace howship
