#include "host/cli/progress_line.hpp"

#include <algorithm>
#include <unistd.h>

#include <fmt/format.h>

#include "host/app/number_words.hpp"
#include "host/cli/messages.hpp"
#include "host/cli/terminal.hpp"

namespace howship {

namespace {

constexpr int widest_bar = 30, narrowest_bar = 6;
constexpr std::chrono::milliseconds redraw_every(150);

std::string clock_time(double seconds) {
  const long s = static_cast<long>(seconds + 0.5);
  return s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                   : fmt::format("{}:{:02}", s / 60, s % 60);
}

/// From the fullest text to the shortest one, for windows of any width. Numbers keep their place.
std::vector<std::string> texts_of(const Progress& p) {
  const std::string end = fmt::format("{:g}", p.end);
  const std::size_t width = fmt::formatted_size("{:.1f}", p.end);
  const std::string day = p.arms == 1 ? fmt::format("day {:>{}.1f} of {}", p.time, width, end)
                                      : fmt::format("{} arms, day {:>{}.1f} to {:>{}.1f} of {}", p.arms, p.slowest,
                                                    width, p.fastest, width, end);
  const std::string left = fmt::format("{:>5} left", p.seconds_left < 0.0 ? "-:--" : clock_time(p.seconds_left));
  const std::string speed = fmt::format("{:>5}", plain_number(1e-6 * p.voxel_updates_per_second, 3));
  const std::string step = fmt::format("dt {:>6}", plain_number(p.dt, 2));
  return {fmt::format("{}, {} day, {} M voxel-updates/s, {}", day, step, speed, left),
          fmt::format("{}, {} d, {} M voxels/s, {}", day, step, speed, left), fmt::format("{}, {}", day, left),
          fmt::format("day {:.0f}", p.time), ""};
}

double share_of(const Progress& p) {
  return std::clamp(p.end > 0.0 ? p.time / p.end : 1.0, 0.0, 1.0);
}

}  // namespace

ProgressLine::ProgressLine(bool json)
    : stream_(json ? STDERR_FILENO : STDOUT_FILENO),
      terminal_(understands_escapes(stream_)),
      lines_(!terminal_ && !json) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::show(const Progress& p) {
  if (p.steps == 0) return;
  const double done = share_of(p);
  const std::vector<std::string> texts = texts_of(p);
  if (lines_) {
    const int tenths = static_cast<int>(10.0 * done);
    if (tenths <= tenths_) return;
    tenths_ = tenths;
    std::string text = texts.front();
    if (p.seconds_left < 0.0) text.resize(text.rfind(','));
    say(fmt::format("{:3.0f} %  {}\n", 100.0 * done, text));
  }
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || (drawn_ && now - last_ < redraw_every)) return;
  last_ = now;
  // The last column stays free: some terminals wrap there.
  const int room = columns_of(stream_) - 1;
  const std::string percent = fmt::format("{:3.0f} %", 100.0 * done);
  for (const std::string& text : texts) {
    const int bar = std::min(widest_bar, room - static_cast<int>(percent.size() + text.size()) - 6);
    if (bar < narrowest_bar && !text.empty()) continue;
    if (bar < narrowest_bar) return draw("", percent.substr(0, static_cast<std::size_t>(std::max(room, 0))));
    const auto full = static_cast<std::size_t>(done * bar);
    return draw(fmt::format("[{}{}] ", coloured(std::string(full, '#'), Colour::Green, stream_),
                            std::string(static_cast<std::size_t>(bar) - full, '.')),
                text.empty() ? percent : percent + "  " + text);
  }
}

void ProgressLine::show_stage(const std::string& what) {
  if (!terminal_) return;
  const int room = std::max(columns_of(stream_) - 1, 0);
  draw("", what.substr(0, static_cast<std::size_t>(room)));
}

void ProgressLine::draw(const std::string& bar, const std::string& text) {
  drawn_ = true;
  const std::string line = fmt::format("\r\033[K{}{}", bar, text);
  if (write(stream_, line.data(), line.size()) < 0) terminal_ = false;
}

void ProgressLine::clear() {
  if (!drawn_) return;
  drawn_ = false;
  constexpr const char* wipe = "\r\033[K";
  if (write(stream_, wipe, 4) < 0) terminal_ = false;
}

}  // namespace howship
