#include "host/cli/terminal.hpp"

#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace howship {

namespace {

/// Value of an environment variable; empty when it is not set.
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

const char* code_of(Colour colour) {
  switch (colour) {
    case Colour::Red:
      return "1;31";
    case Colour::Yellow:
      return "1;33";
    case Colour::Green:
      return "32";
    case Colour::Bold:
      break;
  }
  return "1";
}

}  // namespace

bool is_terminal(int stream) {
  return isatty(stream) != 0;
}

bool understands_escapes(int stream) {
  const std::string_view term = environment("TERM");
  return is_terminal(stream) && !term.empty() && term != "dumb";
}

bool shows_colour(int stream) {
  if (!environment("NO_COLOR").empty()) return false;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  return (!forced.empty() && forced != "0") || understands_escapes(stream);
}

int columns_of(int stream) {
  winsize size{};
  if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 80;
}

std::string coloured(const std::string& text, Colour colour, int stream) {
  return shows_colour(stream) ? fmt::format("\033[{}m{}\033[0m", code_of(colour), text) : text;
}

}  // namespace howship
