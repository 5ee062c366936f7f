#include <memory>
#include <string>

#include "host/cli/choices.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/completion.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/messages.hpp"

namespace howship {

void add_completion(CLI::App& app) {
  CLI::App* command = app.add_subcommand("completion", "Print a script with which a shell completes commands");
  command->group("This installation");
  const auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->type_name("")
      ->check(one_of({"bash", "zsh", "fish"}));
  add_examples(*command, {{"source <(howship completion bash)", "In this shell, or in ~/.bashrc"},
                          {"howship completion zsh > ~/.zfunc/_howship", "A folder of fpath, before compinit"},
                          {"howship completion fish > ~/.config/fish/completions/howship.fish", ""}});
  command->callback([&app, shell] {
    say(*shell == "bash" ? bash_completion(app) : *shell == "zsh" ? zsh_completion(app) : fish_completion(app));
  });
}

}  // namespace howship
