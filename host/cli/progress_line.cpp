#include "host/cli/progress_line.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

namespace howship {

namespace {

constexpr int bar_cells = 24;
constexpr std::chrono::milliseconds redraw_every(150);

std::string clock_time(double seconds) {
  const long s = static_cast<long>(seconds + 0.5);
  return s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                   : fmt::format("{}:{:02}", s / 60, s % 60);
}

std::string described(const Progress& p) {
  const double done = p.end > 0.0 ? p.time / p.end : 1.0;
  const double left = done > 0.0 ? p.wall_seconds * (1.0 - done) / done : 0.0;
  return fmt::format("day {:.1f} of {:.1f}, dt {:.3g} day, {:.2g} voxel-updates/s, {} left", p.time, p.end, p.dt,
                     p.voxel_updates_per_second, clock_time(left));
}

}  // namespace

ProgressLine::ProgressLine() : terminal_(isatty(STDOUT_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(const Progress& p) {
  const double done = std::clamp(p.end > 0.0 ? p.time / p.end : 1.0, 0.0, 1.0);
  if (!terminal_) {
    const int tenths = static_cast<int>(10.0 * done);
    if (tenths <= tenths_) return;
    tenths_ = tenths;
    std::printf("%3.0f %%  %s\n", 100.0 * done, described(p).c_str());
    std::fflush(stdout);
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (drawn_ && now - last_ < redraw_every) return;
  last_ = now;
  drawn_ = true;
  const int full = static_cast<int>(done * bar_cells);
  std::printf("\r\033[K[%s%s] %3.0f %%  %s", std::string(full, '#').c_str(), std::string(bar_cells - full, ' ').c_str(),
              100.0 * done, described(p).c_str());
  std::fflush(stdout);
}

void ProgressLine::clear() {
  if (!drawn_) return;
  std::printf("\r\033[K");
  std::fflush(stdout);
  drawn_ = false;
}

}  // namespace howship
