#include "host/io/sha256.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <openssl/evp.h>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

struct Sha256::Impl {
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
  if (!impl_->context || EVP_DigestInit_ex(impl_->context.get(), EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
}
Sha256::~Sha256() = default;

void Sha256::add(const void* bytes, std::size_t count) {
  if (EVP_DigestUpdate(impl_->context.get(), bytes, count) != 1)
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
}

Sha256::Digest Sha256::digest() {
  Digest digest{};
  if (EVP_DigestFinal_ex(impl_->context.get(), digest.data(), nullptr) != 1)
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  return digest;
}

std::string in_hex(const Sha256::Digest& digest) {
  std::string text;
  for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

std::string sha256_of(std::string_view text) {
  Sha256 sum;
  sum.add(text);
  return in_hex(sum.digest());
}

std::string sha256_of_file(const std::filesystem::path& file) {
  const auto refuse = [&] {
    throw FileError(fmt::format("{}: cannot be read: {}", file.string(), std::strerror(errno)));
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), &std::fclose);
  if (!stream) refuse();
  Sha256 sum;
  std::vector<char> piece(std::size_t{1} << 20);
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), stream.get()))
    sum.add(piece.data(), count);
  if (std::ferror(stream.get()) != 0) refuse();
  return in_hex(sum.digest());
}

}  // namespace howship
