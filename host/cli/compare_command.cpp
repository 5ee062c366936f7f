#include <memory>
#include <vector>

#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/messages.hpp"
#include "host/report/report.hpp"
#include "host/report/trial_arms.hpp"

namespace howship {

void add_compare(CLI::App& app) {
  struct Options {
    std::vector<std::filesystem::path> folders;
    std::filesystem::path output = "compare.html";
  };
  CLI::App* command = app.add_subcommand("compare", "Write one HTML file with several runs side by side");
  command->group("Results");
  const auto options = std::make_shared<Options>();
  command
      ->add_option("DIR", options->folders,
                   "Folders that howship run wrote, 2 to 8; the first is what others are compared to. The folder of a "
                   "trial stands for those of its arms")
      ->required()
      ->type_name("");
  command->add_option("-o,--output", options->output, "Report to write (default: compare.html)")->type_name("FILE");
  add_examples(*command, {{"howship compare out/untreated out/denosumab -o arms.html", "differences are to the first"},
                          {"howship compare out/trial", "all arms of a trial"}});
  command->callback([options] {
    std::vector<std::filesystem::path> folders;
    for (const std::filesystem::path& folder : options->folders) {
      const std::vector<std::filesystem::path> arms = arm_folders(folder);
      if (arms.empty())
        folders.push_back(folder);
      else
        folders.insert(folders.end(), arms.begin(), arms.end());
    }
    const WrittenReport written = write_comparison(folders, options->output);
    for (const std::string& warning : written.warnings) print_warning(warning);
    say(fmt::format("comparison in {} ({:.1f} MB)\n", written.file.string(), written.bytes / 1e6));
  });
}

}  // namespace howship
