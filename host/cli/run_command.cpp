#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/run.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/progress_line.hpp"
#include "host/cli/stop_signal.hpp"

namespace howship {

namespace {

struct Options {
  CaseOptions case_options;
  RunOptions run;
  bool quiet = false;
  bool verbose = false;
};

void print_result(const Summary& s, const std::string& folder) {
  fmt::print("{} active voxels, {} steps ({} rejected) to day {:g} in {:.1f} s on {} ({}), {:.0f} MB at most\n",
             s.active_voxels, s.solver.steps, s.solver.rejected, s.end_time, s.wall_seconds, s.backend, s.device,
             s.peak_memory_bytes / 1e6);
  const TimeseriesRow& r = s.last;
  fmt::print(
      "tumour {:.4g} mm3, lytic {:.4g} mm3, sclerotic {:.4g} mm3, BMD {:+.2f} %, CTX {:.0f} % of baseline, "
      "serum calcium {:.2f} mmol/L\n",
      r.tumour_volume, r.lytic_volume, r.sclerotic_volume, r.bmd_change, r.ctx, r.calcium_serum);
  fmt::print("results in {}; open {}/fields.pvd in ParaView\n", folder, folder);
}

void execute(Options options) {
  const Case c = options.case_options.read();
  require_tissue_model(c);
  if (options.run.output.empty()) options.run.output = std::filesystem::path("out") / options.case_options.file.stem();
  const std::string folder = options.run.output.string();
  ProgressLine line;
  options.run.on_warning = [&](const std::string& warning) {
    line.clear();
    print_warning(warning);
  };
  options.run.profile = options.verbose;
  if (options.verbose)
    options.run.on_message = [&](const std::string& message) {
      line.clear();
      fmt::print("{}\n", message);
    };
  std::function<void(const Progress&)> on_progress;
  if (!options.quiet) on_progress = [&](const Progress& progress) { line.show(progress); };
  note_stop_signals();
  options.run.stop = [] { return noted_stop_signal() != 0; };
  const Summary summary = run_case(c, options.run, on_progress);
  line.clear();
  if (!summary.finished) {
    const bool terminated = noted_stop_signal() == SIGTERM;
    throw Stopped(terminated ? ExitCode::Terminated : ExitCode::Interrupted,
                  fmt::format("stopped by {} at day {:.4g} of {:g}; the files in {} are complete up to there",
                              terminated ? "SIGTERM" : "SIGINT", summary.end_time, c.end, folder));
  }
  if (!options.quiet) print_result(summary, folder);
}

}  // namespace

void add_run(CLI::App& app) {
  CLI::App* command = app.add_subcommand("run", "Run a case and write its results");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  command->add_option("-o,--output", options->run.output, "Folder for the results (default: out/<name of the case>)")
      ->type_name("DIR");
  add_backend_options(*command, options->run);
  command->add_flag("--overwrite", options->run.overwrite, "Replace the results of an earlier run in the folder");
  command->add_flag("--quiet", options->quiet, "Print nothing but warnings and errors");
  command->add_flag("-v,--verbose", options->verbose, "Print what goes to run.log as well, and where the time went");
  command->callback([options] { execute(*options); });
}

void add_check(CLI::App& app) {
  CLI::App* command = app.add_subcommand("check", "Read and validate a case; say what running it needs");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  add_backend_options(*command, options->run);
  command->callback([options] {
    const Case c = options->case_options.read();
    require_tissue_model(c);
    const CheckReport report = check_case(c, options->run);
    for (const std::string& warning : report.warnings) print_warning(warning);
    fmt::print("case            {}\n", c.title);
    fmt::print("active voxels   {} ({} stored)\n", report.active_voxels, report.stored_voxels);
    fmt::print("bone region     {:.2f} cm3\n", report.region_volume / 1000.0);
    fmt::print("lesions         {}\n", c.lesions.size());
    fmt::print("doses           {}\n", c.doses.size());
    fmt::print("back end        {}\n", report.backend);
    fmt::print("host memory     {:.0f} MB\n", report.host_bytes / 1e6);
    fmt::print("device memory   {:.0f} MB\n", report.device_bytes / 1e6);
    fmt::print("expected steps  about {:.0f}\n", report.expected_steps);
    if (report.expected_seconds > 0.0) fmt::print("expected time   about {:.0f} s\n", report.expected_seconds);
    fmt::print("the case is valid\n");
  });
}

}  // namespace howship
