#pragma once

#include <string>
#include <vector>

namespace howship {

/// Description of a key, as in key_descriptions.hpp. Backquotes mark what a case says literally.
struct KeyPhrase {
  std::string path, meaning;
  std::string otherwise{}, allowed{};
};

/// All that are not parameters or sizes of a bone; in key_phrases.cpp and key_phrases_treatment.cpp.
const std::vector<KeyPhrase>& key_phrases();
std::vector<KeyPhrase> treatment_phrases();

}  // namespace howship
