#include "host/cli/messages.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/cli/terminal.hpp"
#include "host/io/one_line.hpp"

namespace howship {

namespace {

/// Without the middle, where a value out of a file fills pages. Longer than a path can be.
std::string abridged(const std::string& text) {
  constexpr std::size_t most = 6000, kept = 2900;
  return text.size() <= most ? text : text.substr(0, kept) + " ... " + text.substr(text.size() - kept);
}

void print_line(const char* kind, Colour colour, const std::string& text) {
  const std::string line =
      fmt::format("howship: {} {}\n", coloured(kind, colour, STDERR_FILENO), one_line(abridged(text)));
  std::fwrite(line.data(), 1, line.size(), stderr);
}

/// Why standard output took no more; 0 while all is well.
int output_error = 0;

}  // namespace

void print_error(const std::string& message) {
  print_line("error:", Colour::Red, message);
}

void print_warning(const std::string& warning) {
  print_line("warning:", Colour::Yellow, warning);
}

void say(const std::string& text) {
  const bool lost = std::fwrite(text.data(), 1, text.size(), stdout) < text.size() || std::fflush(stdout) != 0;
  if (lost && output_error == 0) output_error = errno;
}

void finish_output() {
  if (std::fflush(stdout) != 0 && output_error == 0) output_error = errno;
  if (output_error == 0 && std::ferror(stdout) != 0) output_error = EIO;
  if (output_error != 0 && output_error != EPIPE)
    throw FileError(fmt::format("cannot write to standard output: {}", std::strerror(output_error)));
}

void occupy_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) == -1) open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace howship
