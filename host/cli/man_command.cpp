#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/man_page.hpp"
#include "host/cli/messages.hpp"

namespace howship {

void add_man(CLI::App& app) {
  CLI::App* command = app.add_subcommand("man", "Print the manual page of all commands as roff");
  command->group("This installation");
  add_examples(*command, {{"howship man | man -l -", "Read it here; an installed howship has it as man howship"}});
  command->callback([&app] { say(man_page(app)); });
}

}  // namespace howship
