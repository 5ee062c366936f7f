#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace howship {

/// SHA-256 of bytes that come piece by piece, by OpenSSL.
class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(const void* bytes, std::size_t count);
  void add(std::string_view text) { add(text.data(), text.size()); }
  /// Ends the sum: nothing may be added after it.
  Digest digest();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// 64 hexadecimal digits in lower case, as sha256sum prints them.
std::string in_hex(const Sha256::Digest& digest);

std::string sha256_of(std::string_view text);
/// Of a file's content, read in pieces. \throws FileError with the system's reason
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace howship
