#include "host/cli/json_file.hpp"

#include "host/cli/messages.hpp"
#include "host/cli/text_file.hpp"

namespace howship {

void JsonTarget::add_to(CLI::App& command, const std::string& what) {
  option_ = command.add_option("--json", file_, what)->type_name("[FILE.json]")->expected(0, 1);
}

void JsonTarget::write(const std::string& json) const {
  if (!to_file()) return say(json);
  write_text_file(file_, json);
}

void JsonTarget::require_folder() const {
  if (to_file()) require_folder_of(file_);
}

}  // namespace howship
