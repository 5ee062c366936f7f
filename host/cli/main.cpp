#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <new>
#include <omp.h>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/messages.hpp"
#include "host/cli/usage_error.hpp"
#include "host/io/vtk_messages.hpp"

namespace {

constexpr const char* after_help = R"(Start here:
  howship init lytic-vertebra         write a commented case
  howship check lytic-vertebra.toml   what it needs: memory, time, disk
  howship run lytic-vertebra.toml     compute it, into out/lytic-vertebra

Exit status:
  0    done
  1    internal error: a bug, please report it
  2    bad input or usage
  3    numerical failure; the last good state is written, with a checkpoint
  4    no such device, or not enough memory
  5    a file cannot be read or written
  130  stopped by SIGINT (Ctrl-C) after the step, with a checkpoint for --resume
  143  the same by SIGTERM

Environment:
  OMP_NUM_THREADS      threads of the CPU back end, unless --threads is given
  HOWSHIP_ISA          baseline, v3 or v4: instruction set of the CPU back end
  OMP_WAIT_POLICY      passive: waiting threads leave the cores to others
  CUDA_VISIBLE_DEVICES which NVIDIA GPUs are seen
  NO_COLOR             set: no colours; they appear on terminals only
  CLICOLOR_FORCE       1: colours in pipes and files too
  TERM                 dumb: no colours, no progress bar)";

constexpr const char* licence = R"(
License Apache-2.0: <https://www.apache.org/licenses/LICENSE-2.0>
This is free software: you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
For research; not a medical device, and not for decisions about a patient.)";

int fail(howship::ExitCode code, const std::string& message) {
  howship::print_error(message);
  return static_cast<int>(code);
}

void run(CLI::App& app, int argc, char** argv) {
  std::vector<std::string> words = howship::command_words(app, argc, argv);
  // CLI11 takes them from the end.
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    app.exit(asked, text, text);
    howship::say(text.str());
  } catch (const CLI::ParseError& error) {
    throw howship::InputError(howship::usage_problem(app, error));
  }
  howship::finish_output();
}

}  // namespace

int main(int argc, char** argv) {
  using howship::ExitCode;
  constexpr int most_threads = 4096;
  howship::occupy_standard_streams();
  // Errors of VTK reach the user as one line of ours, never as its own.
  howship::keep_vtk_quiet();
  CLI::App app(
      "Bone remodelling around metastases under antiresorptive drugs: reaction-diffusion on CPU and NVIDIA GPU.");
  app.name("howship");
  app.formatter(std::make_shared<howship::HelpFormat>());
  app.set_help_flag("-h,--help", "Show this help, or that of a command, and exit");
  app.set_version_flag("--version", fmt::format("howship {} ({}){}", howship::version, howship::commit, licence),
                       "Show version and licence, and exit");
  app.require_subcommand(1);
  howship::add_init(app);
  howship::add_check(app);
  howship::add_run(app);
  howship::add_systemic(app);
  howship::add_mesh(app);
  howship::add_report(app);
  howship::add_compare(app);
  howship::add_keys(app);
  howship::add_parameters(app);
  howship::add_selftest(app);
  howship::add_bench(app);
  howship::add_info(app);
  howship::add_completion(app);
  howship::add_man(app);
  // Last: commands would inherit it.
  app.footer(after_help);
  try {
    if (omp_get_max_threads() > most_threads)
      throw howship::InputError(
          fmt::format("OMP_NUM_THREADS = {}: at most {} threads", omp_get_max_threads(), most_threads));
    run(app, argc, argv);
  } catch (const howship::Stopped& stop) {
    std::cerr << "howship: " << stop.what() << '\n';
    return static_cast<int>(stop.code());
  } catch (const howship::Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    const std::string reason = error.code().message();
    return fail(ExitCode::File, error.path1().empty() ? reason : fmt::format("{}: {}", error.path1().string(), reason));
  } catch (const std::bad_alloc&) {
    return fail(ExitCode::Device, "out of memory; use a coarser geometry.spacing");
  } catch (const std::exception& error) {
    return fail(ExitCode::Internal, fmt::format("{} (a bug in howship: please report it)", error.what()));
  }
  return static_cast<int>(ExitCode::Done);
}
