#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/case/nearest_name.hpp"
#include "host/cli/commands.hpp"
#include "host/io/vtk_messages.hpp"

namespace {

/// The one line that a user sees.
int fail(howship::ExitCode code, std::string message) {
  std::replace(message.begin(), message.end(), '\n', ' ');
  std::cerr << "howship: error: " << message << '\n';
  return static_cast<int>(code);
}

/// Name of the innermost subcommand given, for "see howship run --help".
std::string given_command(const CLI::App& app) {
  for (const CLI::App* sub : app.get_subcommands()) return sub->get_name() + " " + given_command(*sub);
  return "";
}

/// What CLI11 found wrong; where it misses a subcommand, the word that was given in its place.
std::string usage_problem(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* innermost = &app;
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().front();
  const auto known = innermost->get_subcommands([](const CLI::App*) { return true; });
  if (known.empty()) return error.what();
  std::vector<std::string> names;
  for (const CLI::App* sub : known) names.push_back(sub->get_name());
  const std::vector<std::string> words = innermost->remaining();
  if (words.empty()) return fmt::format("a command is missing: one of {}", fmt::join(names, ", "));
  if (words.front().front() == '-') return fmt::format("unknown option '{}'", words.front());
  return fmt::format("unknown command '{}'{}", words.front(), howship::suggest(words.front(), names));
}

}  // namespace

int main(int argc, char** argv) {
  using howship::ExitCode;
  // Errors of VTK reach the user as one line of ours, never as its own.
  howship::keep_vtk_quiet();
  CLI::App app(
      "Bone remodelling around metastases under antiresorptive drugs: reaction-diffusion on CPU and NVIDIA GPU");
  app.name("howship");
  app.set_version_flag("--version", fmt::format("howship {} ({})", howship::version, howship::commit));
  app.require_subcommand(1);
  howship::add_run(app);
  howship::add_check(app);
  howship::add_init(app);
  howship::add_systemic(app);
  howship::add_mesh(app);
  howship::add_keys(app);
  howship::add_parameters(app);
  howship::add_selftest(app);
  howship::add_bench(app);
  howship::add_info(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return app.exit(error);
    return fail(ExitCode::BadInput,
                fmt::format("{}; see howship {}--help", usage_problem(app, error), given_command(app)));
  } catch (const howship::Stopped& stop) {
    std::cerr << "howship: " << stop.what() << '\n';
    return static_cast<int>(stop.code());
  } catch (const howship::Error& error) {
    return fail(error.code(), error.what());
  } catch (const std::bad_alloc&) {
    return fail(ExitCode::Device, "out of memory; use a coarser geometry.spacing");
  } catch (const std::exception& error) {
    return fail(ExitCode::Internal, fmt::format("{} (a bug in howship: please report it)", error.what()));
  }
  return static_cast<int>(ExitCode::Done);
}
