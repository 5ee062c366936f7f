#pragma once

#include <filesystem>

namespace howship {

/// Keeps two runs from writing into one folder. The system lets go of it when the process ends, however it does.
class FolderLock {
 public:
  /// \param folder there \throws FileError when another process holds it. Where the file system knows no locks, there
  /// is none
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace howship
