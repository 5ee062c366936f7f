#include "host/app/process_facts.hpp"

#include <chrono>
#include <fstream>
#include <gnu/libc-version.h>
#include <omp.h>
#include <string>
#include <sys/utsname.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "howship/version.hpp"

namespace howship {

namespace {

/// What follows `key` and a separator in the first line of a file of the system that begins with it.
std::string entry_of(const char* file, const std::string& key, char separator) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(key, 0) != 0) continue;
    std::string value = line.substr(std::min(line.size(), line.find(separator)));
    const std::size_t first = value.find_first_not_of(std::string(" \t\"") + separator);
    const std::size_t last = value.find_last_not_of(" \t\"");
    return first == std::string::npos ? "" : value.substr(first, last + 1 - first);
  }
  return "unknown";
}

std::vector<std::string> command_line() {
  std::ifstream in("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(in, word, '\0');) words.push_back(word);
  return words;
}

}  // namespace

ManifestSession process_facts() {
  ManifestSession s;
  s.started = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                          fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  s.command_line = command_line();
  std::error_code unknown;
  s.working_folder = std::filesystem::current_path(unknown);
  s.version = version;
  s.commit = commit;
  s.modified = modified;
  s.build_type = build_type;
  s.compiler = compiler;
  s.compiler_flags = compiler_flags;
  const BackendInfo info = backend_info();
  s.cuda_version = info.cuda_version;
  s.cuda_architectures = info.cuda_architectures;
  for (const Library& library : libraries) s.libraries.emplace_back(library.name, library.version);
  // Its exponentials and logarithms are part of the results.
  s.libraries.emplace_back("glibc", gnu_get_libc_version());
  utsname names{};
  uname(&names);
  s.kernel = fmt::format("{} {} {}", names.sysname, names.release, names.machine);
  s.system = entry_of("/etc/os-release", "PRETTY_NAME", '=');
  s.processor = entry_of("/proc/cpuinfo", "model name", ':');
  return s;
}

int threads_of(const RunOptions& options) {
  return options.threads > 0 ? options.threads : omp_get_max_threads();
}

}  // namespace howship
