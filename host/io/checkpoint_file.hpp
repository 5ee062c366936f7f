#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "host/io/sha256.hpp"
#include "host/io/written_file.hpp"

namespace howship {

/// Version of the file's layout and of the meaning of its records. To be raised when a run cannot go on from what
/// earlier versions wrote.
constexpr int checkpoint_version = 1;

/// Writes a checkpoint: records of bytes by name, and the SHA-256 of all that.
///
/// Layout: the line "howship checkpoint VERSION", a mark of the byte order, per record the length of its name (32
/// bits), the name, its size (64 bits) and its content, a length of zero, then the sum (32 bytes).
class CheckpointWriter {
 public:
  /// \throws FileError with the system's reason
  explicit CheckpointWriter(const std::filesystem::path& file);

  void put(const std::string& name, const void* bytes, std::size_t size);
  template <class T>
  void put(const std::string& name, const std::vector<T>& values) {
    static_assert(std::is_arithmetic_v<T>);
    put(name, values.data(), values.size() * sizeof(T));
  }
  template <class T>
  void put(const std::string& name, T value) {
    static_assert(std::is_arithmetic_v<T>);
    put(name, &value, sizeof value);
  }
  void put_text(const std::string& name, const std::string& text) { put(name, text.data(), text.size()); }

  /// Only now the file takes its name. \throws FileError
  void finish();

 private:
  void append(const void* bytes, std::size_t size);
  WholeFile file_;
  Sha256 sum_;
};

/// A checkpoint that was found whole.
class CheckpointReader {
 public:
  /// Reads the file once to check its sum; contents are read when they are taken.
  /// \throws DamagedFile; FileError when it is of another version or cannot be read
  explicit CheckpointReader(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return path_; }
  bool has(const std::string& name) const { return records_.count(name) > 0; }
  std::size_t size_of(const std::string& name) const { return record(name).size; }  ///< [bytes]

  // \throws DamagedFile when there is no such record, or it is of another size; FileError when it cannot be read
  std::string text(const std::string& name) const;
  template <class T>
  std::vector<T> all(const std::string& name) const {
    static_assert(std::is_arithmetic_v<T>);
    const Record& found = record(name);
    if (found.size % sizeof(T) != 0) refuse_size(name);
    std::vector<T> values(found.size / sizeof(T));
    read(found, values.data());
    return values;
  }
  template <class T>
  std::vector<T> all(const std::string& name, std::size_t count) const {
    if (size_of(name) != count * sizeof(T)) refuse_size(name);
    return all<T>(name);
  }
  template <class T>
  T one(const std::string& name) const {
    return all<T>(name, 1).front();
  }

 private:
  struct Record {
    std::uint64_t begin = 0;
    std::size_t size = 0;
  };
  const Record& record(const std::string& name) const;
  void read(const Record& record, void* to) const;
  [[noreturn]] void refuse(const std::string& damage) const;
  [[noreturn]] void refuse_sound(const std::string& why) const;
  /// Of a read that did not succeed: the system's reason, unless the file just ended.
  [[noreturn]] void refuse_read(const std::string& damage) const;
  [[noreturn]] void refuse_size(const std::string& name) const;
  std::uint64_t check_sum(std::uint64_t size);
  void find_records(std::uint64_t begin, std::uint64_t end);

  std::filesystem::path path_;
  mutable std::ifstream stream_;
  std::map<std::string, Record> records_;
};

}  // namespace howship
