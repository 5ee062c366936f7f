#include <memory>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/messages.hpp"
#include "host/report/report.hpp"
#include "host/report/trial_arms.hpp"

namespace howship {

void add_report(CLI::App& app) {
  struct Options {
    std::filesystem::path folder, output;
    bool animate = false;
  };
  CLI::App* command = app.add_subcommand("report", "Write one HTML file with pictures and plots of a run");
  command->group("Results");
  const auto options = std::make_shared<Options>();
  command->add_option("DIR", options->folder, "Folder that howship run wrote")->required()->type_name("");
  command->add_option("-o,--output", options->output, "Report to write (default: DIR/report.html)")->type_name("FILE");
  command->add_flag("--animate", options->animate,
                    "Also write the bone through all output times as an animated PNG beside the report");
  add_examples(*command, {{"howship report out/lytic-vertebra", "writes out/lytic-vertebra/report.html"},
                          {"howship report out/lytic-vertebra --animate", "and a moving picture beside it"}});
  command->callback([options] {
    if (const auto arms = arm_folders(options->folder); !arms.empty())
      throw InputError(fmt::format("{}: is the folder of a trial; give one of its arms, as {}, or use howship compare",
                                   options->folder.string(), arms.front().string()));
    if (options->output.empty()) options->output = options->folder / "report.html";
    const WrittenReport written = write_report(options->folder, options->output, options->animate);
    for (const std::string& warning : written.warnings) print_warning(warning);
    say(fmt::format("report in {} ({:.1f} MB)\n", written.file.string(), written.bytes / 1e6));
    if (!written.animation.empty()) say(fmt::format("animation in {}\n", written.animation.string()));
  });
}

}  // namespace howship
