#pragma once

#include <cerrno>

#include "howship/error.hpp"

namespace howship {

/// A file that could be read and is not as it was written, or is gone: what stays so however often it is tried. Whoever
/// has another to go on from may take that.
class DamagedFile : public FileError {
 public:
  using FileError::FileError;
};

/// Whether the system's reason says that there is no such file, and not that it cannot be got at.
inline bool is_gone(int reason) {
  return reason == ENOENT || reason == ENOTDIR || reason == EISDIR;
}

}  // namespace howship
