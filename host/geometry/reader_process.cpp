#include "host/geometry/reader_process.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <vtkSMPTools.h>

#include "howship/error.hpp"

#include "host/geometry/input_file.hpp"
#include "host/geometry/input_parts.hpp"

namespace howship {

namespace {

// Exit codes of the child, besides 0.
constexpr int error_base = 100;  // plus the code of a howship Error, whose message stands in the parcel
constexpr int out_of_memory = 98;
constexpr int failed_otherwise = 99;

std::uintmax_t size_of(const std::filesystem::path& file) {
  std::error_code unknown;
  const auto bytes = std::filesystem::file_size(file, unknown);
  return unknown ? 0 : bytes;
}

/// Bytes that belong to a file: of all in a folder, and of the data beside a header.
std::uintmax_t bytes_of(const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_directory(file, unknown)) {
    const std::string extension = lower_extension(file);
    if (extension != ".mhd" && extension != ".nhdr") return size_of(file);
    const auto data = data_file_of(file);
    return size_of(file) + (data.empty() ? 0 : size_of(data.is_absolute() ? data : file.parent_path() / data));
  }
  std::uintmax_t sum = 0;
  std::filesystem::directory_iterator entry(file, unknown);
  for (; !unknown && entry != std::filesystem::directory_iterator(); entry.increment(unknown))
    sum += size_of(entry->path());
  return sum;
}

/// Whether a format may pack its data.
bool may_be_packed(const std::filesystem::path& file) {
  const std::string extension = lower_extension(file);
  for (const char* plain : {".stl", ".obj", ".ply", ".vtk", ".nii"})
    if (extension == plain) return false;
  return true;
}

/// Address space in use [bytes].
std::uintmax_t address_space() {
  std::uintmax_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uintmax_t>(sysconf(_SC_PAGESIZE));
}

/// Memory of the machine [bytes].
std::uintmax_t whole_memory() {
  return static_cast<std::uintmax_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::uintmax_t>(sysconf(_SC_PAGESIZE));
}

void limit_child(std::uintmax_t file_bytes, bool packed) {
  // Nothing packs more than gzip does at its best, 1032 to 1; twice that for the copy that is put together. A digit and
  // a blank of a text become eight bytes, in several arrays. And some for the libraries.
  const std::uintmax_t room = std::min((packed ? 2200 : 60) * file_bytes, whole_memory());
  const std::uintmax_t most = address_space() + (std::uintmax_t{1} << 29) + room;
  const rlimit space{most, most};
  setrlimit(RLIMIT_AS, &space);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  // Wall time for what waits, processor time for what loops: some headers keep a reader counting for minutes.
  const rlimit seconds{10 + file_bytes / 1000000, 20 + file_bytes / 1000000};
  setrlimit(RLIMIT_CPU, &seconds);
  alarm(static_cast<unsigned>(std::min<std::uintmax_t>(60 + file_bytes / 500000, 1800)));
}

[[noreturn]] void run_child(const std::function<void(Parcel&)>& read, Parcel& parcel,
                            const std::function<void()>& empty, const std::function<void()>& limit, pid_t parent) {
  // Nobody waits for a child whose parent is gone.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(failed_otherwise);
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGALRM, SIGXCPU, SIGINT, SIGTERM})
    if (std::signal(signal, SIG_DFL) == SIG_IGN) std::signal(signal, SIG_IGN);  // of a job in the background
  // VTK's threads would take the address space, and those that there were stayed behind.
  vtkSMPTools::SetBackend("Sequential");
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  dup2(nowhere, STDERR_FILENO);
  limit();
  int code = 0;
  try {
    read(parcel);
  } catch (const Error& error) {
    empty();
    parcel.put(std::string(error.what()));
    code = error_base + static_cast<int>(error.code());
  } catch (const std::bad_alloc&) {
    code = out_of_memory;
  } catch (...) {
    code = failed_otherwise;
  }
  _exit(code);
}

}  // namespace

Parcel::Parcel() : file_(memfd_create("howship", MFD_CLOEXEC)) {
  if (file_ < 0) throw DeviceError("no memory for reading a file");
}

Parcel::~Parcel() {
  if (file_ >= 0) close(file_);
}

void Parcel::append(const void* from, std::size_t bytes) {
  const auto* at = static_cast<const unsigned char*>(from);
  while (bytes > 0) {
    const ssize_t written = write(file_, at, bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw std::bad_alloc();
    at += written;
    bytes -= static_cast<std::size_t>(written);
  }
}

void Parcel::extract(void* to, std::size_t bytes) {
  auto* at = static_cast<unsigned char*>(to);
  while (bytes > 0) {
    const ssize_t got = ::read(file_, at, bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw std::logic_error("more is taken from a reader's parcel than it put");
    at += got;
    bytes -= static_cast<std::size_t>(got);
  }
}

void Parcel::empty() {
  if (ftruncate(file_, 0) != 0) _exit(failed_otherwise);
  rewind();
}

void Parcel::rewind() {
  lseek(file_, 0, SEEK_SET);
}

Parcel read_apart(const std::filesystem::path& file, const std::string& kind,
                  const std::function<void(Parcel&)>& read) {
  Parcel parcel;
  const std::uintmax_t file_bytes = bytes_of(file);
  const bool packed = may_be_packed(file);
  if (file_bytes > whole_memory())
    throw DeviceError(
        fmt::format("'{}' holds {:.1f} GB, more than the {:.1f} GB of memory of this machine; cut the bone "
                    "out of it first",
                    file.string(), static_cast<double>(file_bytes) / 1e9, static_cast<double>(whole_memory()) / 1e9));
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw DeviceError(fmt::format("cannot start a process to read '{}'", file.string()));
  if (child == 0)
    run_child(
        read, parcel, [&] { parcel.empty(); }, [&] { limit_child(file_bytes, packed); }, parent);

  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  parcel.rewind();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return parcel;
  if (WIFEXITED(status) && WEXITSTATUS(status) > error_base) {
    const std::string message = parcel.take_text();
    switch (static_cast<ExitCode>(WEXITSTATUS(status) - error_base)) {
      case ExitCode::File:
        throw FileError(message);
      case ExitCode::Device:
        throw DeviceError(message);
      default:
        throw InputError(message);
    }
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == out_of_memory)
    throw InputError(
        fmt::format("'{}' cannot be read as {}: it says that it holds far more than fits its size, or "
                    "than there is memory; the file is damaged or of another kind",
                    file.string(), kind));
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU))
    throw InputError(
        fmt::format("'{}' cannot be read as {}: reading does not end; the file is damaged or of another "
                    "kind",
                    file.string(), kind));
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (signal == SIGINT || signal == SIGTERM)
    throw Stopped(signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated,
                  fmt::format("stopped while '{}' was read", file.string()));
  if (signal == SIGKILL)
    throw DeviceError(
        fmt::format("the process that read '{}' was killed, probably for lack of memory; use a smaller file or a "
                    "larger machine",
                    file.string()));
  throw InputError(
      fmt::format("'{}' cannot be read as {}: the file is damaged or of another kind", file.string(), kind));
}

}  // namespace howship
