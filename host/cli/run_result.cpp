#include "host/cli/run_result.hpp"

#include <cmath>

#include <fmt/format.h>

#include "host/app/number_words.hpp"
#include "host/cli/completion.hpp"
#include "host/cli/messages.hpp"
#include "host/io/one_line.hpp"

namespace howship {

namespace {

/// A change that two decimals show as zero is neither loss nor gain.
double without_sign_of_zero(double change) {
  return std::abs(change) < 0.005 ? 0.0 : change;
}

}  // namespace

std::string as_argument(const std::string& path) {
  constexpr const char* plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-+,:@%";
  return path.find_first_not_of(plain) == std::string::npos ? path : shell_quoted(path);
}

std::string bone_words(const TimeseriesRow& row) {
  return fmt::format("tumour {} mm3, lytic {} mm3, sclerotic {} mm3, BMD {:+.2f} % against healthy bone",
                     plain_number(row.tumour_volume, 4), plain_number(row.lytic_volume, 4),
                     plain_number(row.sclerotic_volume, 4), without_sign_of_zero(row.bmd_change));
}

std::string blood_words(const TimeseriesRow& row) {
  return fmt::format("CTX {:.0f} % of baseline, serum calcium {:.2f} mmol/L", row.ctx, row.calcium_serum);
}

void print_result(const Summary& s, const std::string& folder) {
  say(fmt::format("{}\n", one_line(s.title)));
  say(fmt::format("  day {:g} reached in {} steps ({} rejected), {:.1f} s on {} ({})\n", s.end_time, s.solver.steps,
                  s.solver.rejected, s.wall_seconds, s.backend, s.device));
  say(fmt::format("  {} active voxels, {:.0f} MB of memory at most\n", s.active_voxels, s.peak_memory_bytes / 1e6));
  say(fmt::format("  {}\n", bone_words(s.last)));
  say(fmt::format("  {}\n", blood_words(s.last)));
  say(fmt::format("results in {}\n", folder));
  say(fmt::format("  look at them: paraview {}\n", as_argument(folder + "/fields.pvd")));
  say(fmt::format("  with a view of the lesion: in ParaView, File > Load State... > {}/view.py\n", folder));
  say(fmt::format("  or as a page: howship report {}\n", as_argument(folder)));
}

}  // namespace howship
