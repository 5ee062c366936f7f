#pragma once

#include <stdexcept>
#include <string>

namespace howship {

/// Process exit codes of the `howship` executable. Each Error carries the one it ends the program with.
enum class ExitCode : int {
  Done = 0,
  Internal = 1,       ///< a bug
  BadInput = 2,       ///< bad input or usage
  Numerical = 3,      ///< the solver failed; the message names state and time
  Device = 4,         ///< device or memory
  File = 5,           ///< file system
  Interrupted = 130,  ///< stopped by SIGINT; what was computed is complete
  Terminated = 143,   ///< the same by SIGTERM
};

/// Base of all errors that a user can cause or meet. `what()` is one line: what was wrong, the value,
/// where (file and line, or key), what to do.
class Error : public std::runtime_error {
 public:
  Error(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const noexcept { return code_; }

 private:
  ExitCode code_;
};

/// Case file, event table, mesh, image or command line is wrong.
class InputError : public Error {
 public:
  explicit InputError(const std::string& message) : Error(ExitCode::BadInput, message) {}
};

/// Non-finite or negative state that smaller steps did not cure, or a step size that collapsed.
class NumericalError : public Error {
 public:
  explicit NumericalError(const std::string& message) : Error(ExitCode::Numerical, message) {}
};

/// Device missing, failing, or out of memory (host memory included).
class DeviceError : public Error {
 public:
  explicit DeviceError(const std::string& message) : Error(ExitCode::Device, message) {}
};

/// The back end asked for was not compiled into this executable.
class NotCompiled : public DeviceError {
 public:
  using DeviceError::DeviceError;
};

/// A signal ended the run before its time.
class Stopped : public Error {
 public:
  using Error::Error;
};

/// A file or folder cannot be read, written or created.
class FileError : public Error {
 public:
  explicit FileError(const std::string& message) : Error(ExitCode::File, message) {}
};

}  // namespace howship
