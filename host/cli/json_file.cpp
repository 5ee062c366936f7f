#include "host/cli/json_file.hpp"

#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

void JsonTarget::add_to(CLI::App& command) {
  option_ = command.add_option("--json", file_, "Write JSON to FILE, or to standard output without one")
                ->type_name("[FILE]")
                ->expected(0, 1);
}

void JsonTarget::write(const std::string& json) const {
  if (!to_file()) {
    std::cout << json;
    return;
  }
  std::ofstream out(file_);
  out << json;
  if (!out.flush()) throw FileError(fmt::format("cannot write '{}'", file_));
}

}  // namespace howship
