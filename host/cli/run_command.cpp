#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/run.hpp"

#include "host/app/number_words.hpp"
#include "host/case/units.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/messages.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/run_result.hpp"
#include "host/cli/stop_signal.hpp"
#include "host/cli/trial_result.hpp"
#include "host/io/one_line.hpp"
#include "host/io/summary_json.hpp"
#include "host/report/manifest_file.hpp"

namespace howship {

namespace {

struct Options {
  CaseOptions case_options;
  RunOptions run;
  JsonTarget json;
  std::string checkpoint_every = "1 min";
  bool quiet = false;
  bool verbose = false;
};

/// When the run goes on, or the case is the case.toml of a run's folder: the inputs of that run, to tell what changed
/// since.
void note_earlier_inputs(const Case& c, RunOptions& run) {
  if (!run.resume && c.source.filename() != "case.toml") return;
  run.earlier_folder = run.resume ? run.output : c.source.parent_path();
  std::vector<std::filesystem::path> folders{run.earlier_folder};
  for (const ArmCase& arm : c.arms) folders.push_back(run.earlier_folder / arm.name);
  for (const std::filesystem::path& folder : folders) {
    const std::filesystem::path manifest = folder / "manifest.json";
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(manifest, unknown)) continue;
    try {
      for (const InputFile& input : read_manifest(manifest).inputs) run.earlier_inputs.push_back(input);
    } catch (const Error& error) {
      print_warning(fmt::format("{}; whether inputs changed since that run is not known", error.what()));
    }
  }
}

/// out/<name of the case>. \throws InputError where the name would lead elsewhere: the stem of "...toml" is ".."
std::filesystem::path default_folder(const std::filesystem::path& file) {
  const std::string name = file.stem().string();
  if (name.empty() || name == "." || name == "..")
    throw InputError(fmt::format("'{}' has no name for a folder of results; choose one with -o", file.string()));
  return std::filesystem::path("out") / name;
}

double wall_seconds(const std::string& text) {
  constexpr double seconds_per_day = 86400.0;
  const double days = parse_quantity(text, Dimension::Time, "--checkpoint-every");
  if (!(days >= 0.0)) throw InputError(fmt::format("--checkpoint-every = \"{}\": must not be below zero", text));
  return days * seconds_per_day;
}

[[noreturn]] void throw_stopped(double day, double end, const std::string& folder, const std::string& also = "") {
  const bool terminated = noted_stop_signal() == SIGTERM;
  throw Stopped(
      terminated ? ExitCode::Terminated : ExitCode::Interrupted,
      fmt::format("stopped by {} at day {} of {:g}; the files in {} are complete up to there, and --resume goes on{}",
                  terminated ? "SIGTERM" : "SIGINT", plain_number(day, 4), end, folder, also));
}

void execute(Options options) {
  const Case c = options.case_options.read();
  require_tissue_model(c);
  options.json.require_folder();
  if (options.run.output.empty()) options.run.output = default_folder(options.case_options.file);
  const std::string folder = options.run.output.string();
  options.run.checkpoint_every = wall_seconds(options.checkpoint_every);
  const bool json_alone = options.json.to_stdout();
  // A run outlives the reader of its progress.
  std::signal(SIGPIPE, SIG_IGN);
  ProgressLine line(json_alone);
  options.run.on_warning = [&](const std::string& warning) {
    line.clear();
    print_warning(warning);
  };
  options.run.profile = options.verbose;
  if (options.verbose && !json_alone)
    options.run.on_message = [&](const std::string& message) {
      line.clear();
      say(one_line(message) + "\n");
    };
  std::function<void(const Progress&)> on_progress;
  if (!options.quiet) {
    on_progress = [&](const Progress& progress) { line.show(progress); };
    options.run.on_stage = [&](const std::string& what) { line.show_stage(what); };
  }
  // Before, there is nothing to bring in order, and a large bone takes minutes to read.
  options.run.on_ready = note_stop_signals;
  options.run.overrides = options.case_options.overrides();
  note_earlier_inputs(c, options.run);
  options.run.stop = [] { return noted_stop_signal() != 0; };
  if (!c.arms.empty()) {
    const std::vector<ArmOutcome> arms = run_trial(c, options.run, on_progress);
    line.clear();
    if (options.json.wanted()) options.json.write(trial_json(c, arms));
    if (const ArmOutcome* arm = stopped_arm(arms))
      throw_stopped(arm->summary.end_time, c.end, folder, failures_in_words(arms));
    if (!options.quiet && !json_alone) print_trial(c, arms, folder);
    return throw_failure(arms);
  }
  const Summary summary = run_case(c, options.run, on_progress);
  line.clear();
  if (options.json.wanted()) options.json.write(summary_json(summary));
  if (!summary.finished) throw_stopped(summary.end_time, c.end, folder);
  if (!options.quiet && !json_alone) print_result(summary, folder);
}

}  // namespace

void add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Run a case and write its results into a folder");
  command->group("Cases");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  add_backend_options(*command, options->run);
  command->add_option("-o,--output", options->run.output, "Folder for the results (default: out/<name of the case>)")
      ->type_name("DIR")
      ->check(
          CLI::Validator([](const std::string& folder) { return folder.empty() ? "a folder is expected" : ""; }, ""))
      ->group("Results");
  command->add_flag("--overwrite", options->run.overwrite, "Replace the results of an earlier run in the folder")
      ->group("Results");
  command->add_flag("--resume", options->run.resume, "Go on from the folder's last checkpoint, as if never stopped")
      ->excludes("--overwrite")
      ->group("Results");
  command
      ->add_option("--checkpoint-every", options->checkpoint_every,
                   "Time by the clock between two checkpoints; 0 s makes one after each step")
      ->type_name("TIME")
      ->capture_default_str()
      ->group("Results");
  options->json.add_to(*command, "Print the summary as JSON and nothing else, or write it to a file");
  command->add_flag("-q,--quiet", options->quiet, "Print nothing but warnings and errors")->group("Results");
  command->add_flag("-v,--verbose", options->verbose, "Print what goes to run.log as well, and where the time went")
      ->group("Results");
  add_examples(*command,
               {{"howship run lytic-vertebra.toml", "Into out/lytic-vertebra"},
                {"howship run mine.toml -o out/coarse --set geometry.spacing=\"1 mm\"", "The same case, coarser"},
                {"howship run mine.toml -o out/short --until \"90 day\" --overwrite", ""},
                {"howship run mine.toml -o out/short --resume", "Go on where it was stopped or killed"},
                {"howship run mine.toml --quiet --json | jq .last", "For a script"}});
  command->callback([options] { execute(*options); });
}

}  // namespace howship
