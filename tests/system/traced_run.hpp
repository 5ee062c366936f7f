#pragma once
// Runs the executable call by call, so that it can be killed, or its disk be full, at a chosen call that changes a
// file.

#include <cerrno>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#if defined(__x86_64__)
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#endif

#include "tests/system/command.hpp"

namespace howship::system_test {

/// What happens at the chosen call.
enum class Interference {
  Kill,       ///< SIGKILL before the call does anything
  Tear,       ///< a write puts half its bytes into the file, then SIGKILL; a call that is no write is not made
  FullDisk,   ///< a write puts half its bytes into the file, and from then on whatever needs space fails with ENOSPC
  Interrupt,  ///< SIGINT; the call is made
  InterruptTwice,  ///< SIGINT, and once more at the next such call
  Terminate,       ///< SIGTERM; the call is made
  NoDescriptor,    ///< opening a file for reading, which alone counts, fails with EMFILE; the next one succeeds
  BadFolder        ///< synchronising a folder, which alone counts, fails with EIO; the next one succeeds
};

/// A call that changes a file: "write", "rename", ... and the file as the program names it.
struct FileCall {
  std::string name;
  std::string file;
};

/// How a run with interference ended.
struct TracedOutcome {
  Outcome outcome;
  std::optional<FileCall> hit;  ///< the call that was interfered with; none when the run made fewer
  long calls = 0;               ///< calls that change files up to the end
  std::vector<FileCall> made;   ///< these
};

#if defined(__x86_64__)

/// Follows one process with all its threads.
class CallTracer {
 public:
  CallTracer(pid_t process, long at, Interference how, std::string of)
      : process_(process), at_(at), how_(how), of_(std::move(of)) {}

  /// Returns when the process has been killed or has ended; somebody else waits for it.
  void follow() {
    int status = 0;
    if (waitpid(process_, &status, 0) != process_ || !WIFSTOPPED(status)) return;
    ptrace(PTRACE_SETOPTIONS, process_, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
    threads_[process_];
    ptrace(PTRACE_SYSCALL, process_, nullptr, 0);
    while (true) {
      siginfo_t event{};
      // Leaves an ended process for the one who started it. It ends once its other threads have been waited for.
      if (waitid(P_ALL, 0, &event, WSTOPPED | WEXITED | WNOWAIT | __WALL) != 0) return;
      const bool stopped = event.si_code == CLD_TRAPPED || event.si_code == CLD_STOPPED;
      if (!stopped && event.si_pid == process_) return;
      waitpid(event.si_pid, &status, __WALL);
      if (stopped && WIFSTOPPED(status)) go_on(event.si_pid, WSTOPSIG(status));
    }
  }

  std::optional<FileCall> hit;
  long calls = 0;
  std::vector<FileCall> made;

 private:
  /// What is to happen at the end of the call that a thread is in.
  struct AtExit {
    bool kill = false;
    int fail = 0;  ///< with this error
  };

  void go_on(pid_t thread, int signal) {
    const bool is_new = threads_.count(thread) == 0;
    thread_ = thread;
    if (signal == (SIGTRAP | 0x80)) on_call(threads_[thread]);
    threads_[thread];
    // A thread begins with a stop of its own.
    const bool to_deliver = (signal & ~0x80) != SIGTRAP && !(is_new && signal == SIGSTOP);
    ptrace(PTRACE_SYSCALL, thread, nullptr, to_deliver ? signal : 0);
  }

  /// At the beginning or the end of a call.
  void on_call(AtExit& at_exit) {
    __ptrace_syscall_info info{};
    ptrace(PTRACE_GET_SYSCALL_INFO, thread_, sizeof info, &info);
    if (info.op == PTRACE_SYSCALL_INFO_EXIT) {
      if (at_exit.kill) kill(process_, SIGKILL);
      if (at_exit.fail != 0) set([&](user_regs_struct& r) { r.rax = static_cast<unsigned long long>(-at_exit.fail); });
      at_exit = {};
      return;
    }
    if (info.op != PTRACE_SYSCALL_INFO_ENTRY) return;
    const std::optional<FileCall> call = file_call(info.entry.nr, info.entry.args);
    if (!call) return;
    made.push_back(*call);
    const bool counts = call->file.find(of_) != std::string::npos;
    if (counts) ++calls;
    const bool now = counts && calls == at_;
    if (now) hit = call;
    const bool writes = call->name == "write" || call->name == "writev" || call->name == "pwrite64";
    if (now && (how_ == Interference::Kill || (how_ == Interference::Tear && !writes))) kill(process_, SIGKILL);
    if (now && (how_ == Interference::Interrupt || how_ == Interference::InterruptTwice)) kill(process_, SIGINT);
    if (counts && calls == at_ + 1 && how_ == Interference::InterruptTwice) kill(process_, SIGINT);
    if (now && how_ == Interference::Terminate) kill(process_, SIGTERM);
    const bool spoils = how_ == Interference::Tear || how_ == Interference::FullDisk;
    if (now && writes && spoils) {
      // Bytes of a write, parts of a writev.
      set([](user_regs_struct& r) { r.rdx /= 2; });
      at_exit.kill = how_ == Interference::Tear;
    } else if (how_ == Interference::FullDisk && calls >= at_ && (writes || call->name == "create")) {
      leave_out(at_exit, ENOSPC);
    } else if (now && how_ == Interference::NoDescriptor) {
      leave_out(at_exit, EMFILE);
    } else if (now && how_ == Interference::BadFolder) {
      leave_out(at_exit, EIO);
    }
  }

  void leave_out(AtExit& at_exit, int error) {
    set([](user_regs_struct& r) { r.orig_rax = static_cast<unsigned long long>(-1); });
    at_exit.fail = error;
  }

  std::optional<FileCall> file_call(std::uint64_t number, const std::uint64_t* args) const {
    if (how_ == Interference::NoDescriptor) {
      if (number != SYS_openat || (args[2] & (O_WRONLY | O_RDWR)) != 0) return {};
      return FileCall{"open", text_at(args[1])};
    }
    if (how_ == Interference::BadFolder) {
      if (number != SYS_fsync || !fs::is_directory(opened(args[0]))) return {};
      return FileCall{"fsync", opened(args[0])};
    }
    switch (number) {
      case SYS_openat:
        if ((args[2] & (O_WRONLY | O_RDWR)) == 0 || (args[2] & O_CREAT) == 0) return {};
        return FileCall{"create", text_at(args[1])};
      case SYS_write:
      case SYS_pwrite64:
      case SYS_writev:
        if (args[0] <= 2 || !is_file(args[0])) return {};
        return FileCall{number == SYS_write ? "write" : number == SYS_writev ? "writev" : "pwrite64", opened(args[0])};
      case SYS_fsync:
      case SYS_fdatasync:
        return FileCall{"fsync", opened(args[0])};
      case SYS_ftruncate:
        return FileCall{"truncate", opened(args[0])};
      case SYS_truncate:
        return FileCall{"truncate", text_at(args[0])};
      case SYS_rename:
        return FileCall{"rename", text_at(args[0])};
      case SYS_renameat:
      case SYS_renameat2:
        return FileCall{"rename", text_at(args[1])};
      case SYS_unlink:
        return FileCall{"remove", text_at(args[0])};
      case SYS_unlinkat:
        return FileCall{"remove", text_at(args[1])};
      case SYS_mkdir:
        return FileCall{"mkdir", text_at(args[0])};
      case SYS_mkdirat:
        return FileCall{"mkdir", text_at(args[1])};
      default:
        return {};
    }
  }

  template <class Change>
  void set(Change change) {
    user_regs_struct registers{};
    ptrace(PTRACE_GETREGS, thread_, nullptr, &registers);
    change(registers);
    ptrace(PTRACE_SETREGS, thread_, nullptr, &registers);
  }

  std::string opened(std::uint64_t descriptor) const {
    std::error_code failed;
    return fs::read_symlink("/proc/" + std::to_string(process_) + "/fd/" + std::to_string(descriptor), failed);
  }
  /// Not a pipe or a socket.
  bool is_file(std::uint64_t descriptor) const { return opened(descriptor).rfind('/', 0) == 0; }

  std::string text_at(std::uint64_t address) const {
    std::string text;
    for (;; address += sizeof(long)) {
      errno = 0;
      const long word = ptrace(PTRACE_PEEKDATA, thread_, address, nullptr);
      if (errno != 0) return text;
      for (std::size_t i = 0; i < sizeof word; ++i) {
        const char c = static_cast<char>(word >> (8 * i));
        if (c == '\0') return text;
        text += c;
      }
    }
  }

  pid_t process_;
  long at_;
  Interference how_;
  std::string of_;
  pid_t thread_ = 0;  // that has stopped
  std::map<pid_t, AtExit> threads_;
};

#endif

/// Whether this machine lets a test follow a process.
inline bool can_trace() {
#if defined(__x86_64__)
  const pid_t child = fork();
  if (child == 0) _exit(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : 1);
  int status = 1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
#else
  return false;
#endif
}

/// Runs `howship ARGUMENTS` and interferes with its call number `at`, from 1, that changes a file. Only calls count
/// whose file has `of` in its name. \throws std::logic_error where can_trace() is false for want of x86-64
inline TracedOutcome run_traced([[maybe_unused]] const Workplace& here,
                                [[maybe_unused]] const std::vector<std::string>& arguments, [[maybe_unused]] long at,
                                [[maybe_unused]] Interference how, [[maybe_unused]] const std::string& of = "") {
#if defined(__x86_64__)
  TracedOutcome traced;
  std::optional<CallTracer> tracer;
  traced.outcome = here.run(
      arguments,
      [&](pid_t process) {
        tracer.emplace(process, at, how, of);
        tracer->follow();
      },
      [] { ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); });
  traced.hit = tracer->hit;
  traced.calls = tracer->calls;
  traced.made = tracer->made;
  return traced;
#else
  throw std::logic_error("processes are followed on x86-64 only");
#endif
}

}  // namespace howship::system_test
