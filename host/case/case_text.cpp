#include "host/case/case_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

constexpr int most_key_parts = 16;

/// A file that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& file)
      // A pipe without a writer would otherwise hold the call itself.
      : number_(open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void refuse(const std::filesystem::path& file, int reason) {
  throw InputError(fmt::format("cannot read the case file '{}': {}", file.string(), std::strerror(reason)));
}

void wait_for_writer(const std::filesystem::path& file, int descriptor, int patience_ms) {
  pollfd wait{descriptor, POLLIN, 0};
  int ready = 0;
  while ((ready = poll(&wait, 1, patience_ms)) < 0 && errno == EINTR) {
  }
  if (ready == 0)
    throw InputError(fmt::format("'{}' is a pipe into which nobody has written for {} s; give the case file itself",
                                 file.string(), patience_ms / 1000.0));
}

/// Where a string that begins at `at` ends; line ends end those of one line.
std::size_t end_of_string(const std::string& text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  if (text.compare(at, 3, three) == 0) {
    for (std::size_t end = at + 3; end < text.size(); ++end) {
      if (quote == '"' && text[end] == '\\')
        ++end;
      else if (text.compare(end, 3, three) == 0)
        // One or two quotes right before the closing ones are part of the string.
        return std::min(text.find_first_not_of(quote, end + 3), std::min(end + 5, text.size())) - 1;
    }
    return text.size();
  }
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (text[end] == quote || text[end] == '\n') return end;
    if (quote == '"' && text[end] == '\\') ++end;
  }
  return text.size();
}

}  // namespace

std::string read_case_text(const std::filesystem::path& file, int patience_ms) {
  const Descriptor descriptor(file);
  struct stat facts {};
  if (descriptor.number() < 0 || fstat(descriptor.number(), &facts) != 0) {
    if (errno == ENOENT)
      throw InputError(
          fmt::format("cannot read the case file '{}': there is none; howship init writes one", file.string()));
    refuse(file, errno);
  }
  if (S_ISDIR(facts.st_mode)) throw InputError(fmt::format("'{}' is a folder, not a case file", file.string()));
  std::string text;
  std::array<char, 1 << 16> piece;
  for (;;) {
    if (S_ISFIFO(facts.st_mode)) wait_for_writer(file, descriptor.number(), patience_ms);
    const ssize_t got = read(descriptor.number(), piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) refuse(file, errno);
    if (got == 0) break;
    text.append(piece.data(), static_cast<std::size_t>(got));
    if (text.size() > most_case_bytes)
      throw InputError(fmt::format("'{}' is larger than {} MB: not a case file", file.string(), most_case_bytes >> 20));
  }
  if (text.empty())
    throw InputError(fmt::format("the case file '{}' is empty; howship init writes one", file.string()));
  return text;
}

void require_short_keys(const std::string& text, const std::string& name) {
  int parts = 1;
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) switch (text[at]) {
      case '"':
      case '\'': {
        const std::size_t end = end_of_string(text, at);
        for (; at < end && at < text.size(); ++at) line += text[at] == '\n' ? 1 : 0;
        if (at < text.size() && text[at] == '\n') --at;
        break;
      }
      case '#':
        at = std::min(text.find('\n', at), text.size()) - 1;
        break;
      case '.':
        if (++parts > most_key_parts)
          throw InputError(fmt::format("{}:{}: a key of more than {} parts; no key of a case has so many", name, line,
                                       most_key_parts));
        break;
      case '\n':
        ++line;
        parts = 1;
        break;
      case '=':
      case ',':
      case '{':
      case '}':
      case '[':
      case ']':
        parts = 1;
        break;
      default:
        break;
    }
}

}  // namespace howship
