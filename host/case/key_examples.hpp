#pragma once

#include <string>
#include <vector>

#include "host/case/key_use.hpp"

namespace howship {

/// Small cases that between them make the readers ask for every key, under every value of every choice on which a key
/// or its default depends. They name files that need not exist.
std::vector<std::string> key_examples();

/// What is asked of the keys of these cases, all together.
KeyLog example_log();

}  // namespace howship
