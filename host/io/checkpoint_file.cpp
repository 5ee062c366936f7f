#include "host/io/checkpoint_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/damaged_file.hpp"

namespace howship {
namespace {

const std::string signature = "howship checkpoint ";
constexpr std::uint32_t byte_order_mark = 0x01020304;
constexpr std::size_t longest_name = 256;
constexpr std::size_t sum_size = std::tuple_size_v<Sha256::Digest>;

std::string head_of(int version) {
  std::string head = fmt::format("{}{}\n", signature, version);
  head.append(reinterpret_cast<const char*>(&byte_order_mark), sizeof byte_order_mark);
  return head;
}

std::string unreadable(const std::string& reason) {
  return fmt::format("cannot be read: {}; --resume goes on from it once that is mended", reason);
}

}  // namespace

CheckpointWriter::CheckpointWriter(const std::filesystem::path& file) : file_(file) {
  const std::string head = head_of(checkpoint_version);
  append(head.data(), head.size());
}

void CheckpointWriter::append(const void* bytes, std::size_t size) {
  file_.append(bytes, size);
  sum_.add(bytes, size);
}

void CheckpointWriter::put(const std::string& name, const void* bytes, std::size_t size) {
  const auto length = static_cast<std::uint32_t>(name.size());
  const std::uint64_t content = size;
  append(&length, sizeof length);
  append(name.data(), name.size());
  append(&content, sizeof content);
  append(bytes, size);
}

void CheckpointWriter::finish() {
  const std::uint32_t end = 0;
  append(&end, sizeof end);
  const Sha256::Digest sum = sum_.digest();
  file_.append(sum.data(), sum.size());
  file_.finish();
}

CheckpointReader::CheckpointReader(const std::filesystem::path& file) : path_(file) {
  std::error_code failed;
  // A pipe or a device would be waited for, or never end.
  const bool is_file = std::filesystem::is_regular_file(file, failed);
  if (failed) refuse_sound(unreadable(failed.message()));
  if (!is_file) refuse("is no file");
  const std::uint64_t size = std::filesystem::file_size(file, failed);
  if (failed) refuse_sound(unreadable(failed.message()));
  stream_.open(file, std::ios::binary);
  if (!stream_) refuse_sound(unreadable(std::strerror(errno)));
  const std::uint64_t begin = check_sum(size);
  find_records(begin, size - sum_size);
}

/// \return where the records begin
std::uint64_t CheckpointReader::check_sum(std::uint64_t size) {
  const std::string expected = head_of(checkpoint_version);
  std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(size, expected.size())), '\0');
  if (!stream_.read(head.data(), static_cast<std::streamsize>(head.size()))) refuse_read("cannot be read to its end");
  if (head.compare(0, signature.size(), signature) != 0) refuse("is no checkpoint of howship, or is damaged");
  const std::size_t line = head.find('\n');
  const std::string version = head.substr(signature.size(), line - signature.size());
  if (line == std::string::npos || version.empty() || version.find_first_not_of("0123456789") != std::string::npos)
    refuse("is damaged");
  if (version != fmt::format("{}", checkpoint_version))
    refuse_sound(
        fmt::format("was written in version {} of the format; this howship reads version {} only; go on with "
                    "the howship that wrote it, or start over with --overwrite",
                    version, checkpoint_version));
  if (size < expected.size() + sizeof(std::uint32_t) + sum_size) refuse("is damaged: it is too short");
  if (head != expected)
    refuse_sound("was written on a machine with another byte order; go on there, or start over with --overwrite");

  Sha256 sum;
  sum.add(head);
  std::vector<char> piece(std::size_t{1} << 20);
  for (std::uint64_t left = size - sum_size - head.size(); left > 0;) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
    if (!stream_.read(piece.data(), static_cast<std::streamsize>(count))) refuse_read("cannot be read to its end");
    sum.add(piece.data(), count);
    left -= count;
  }
  Sha256::Digest stored{};
  if (!stream_.read(reinterpret_cast<char*>(stored.data()), static_cast<std::streamsize>(stored.size())))
    refuse_read("cannot be read to its end");
  if (stored != sum.digest()) refuse("is damaged: its checksum is wrong");
  return head.size();
}

/// Sizes are checked against the file's although the sum was right: nothing may be allocated that is not there.
void CheckpointReader::find_records(std::uint64_t begin, std::uint64_t end) {
  stream_.seekg(static_cast<std::streamoff>(begin));
  std::uint64_t at = begin;
  const auto take = [&](void* to, std::uint64_t size) {
    const std::string damage = "is damaged: a record is cut off";
    if (size > end - at) refuse(damage);
    if (!stream_.read(static_cast<char*>(to), static_cast<std::streamsize>(size))) refuse_read(damage);
    at += size;
  };
  for (;;) {
    std::uint32_t length = 0;
    take(&length, sizeof length);
    if (length == 0) break;
    if (length > longest_name) refuse("is damaged: the name of a record is too long");
    std::string name(length, '\0');
    take(name.data(), length);
    std::uint64_t size = 0;
    take(&size, sizeof size);
    if (size > end - at) refuse("is damaged: a record is cut off");
    if (!records_.emplace(name, Record{at, static_cast<std::size_t>(size)}).second)
      refuse("is damaged: a record comes twice");
    at += size;
    stream_.seekg(static_cast<std::streamoff>(at));
  }
  if (at != end) refuse("is damaged: there is more than its records");
}

const CheckpointReader::Record& CheckpointReader::record(const std::string& name) const {
  const auto found = records_.find(name);
  if (found == records_.end()) refuse(fmt::format("lacks '{}'", name));
  return found->second;
}

void CheckpointReader::read(const Record& record, void* to) const {
  stream_.seekg(static_cast<std::streamoff>(record.begin));
  if (!stream_.read(static_cast<char*>(to), static_cast<std::streamsize>(record.size)))
    refuse_read("cannot be read to its end");
}

std::string CheckpointReader::text(const std::string& name) const {
  const std::vector<char> characters = all<char>(name);
  return {characters.begin(), characters.end()};
}

void CheckpointReader::refuse(const std::string& damage) const {
  throw DamagedFile(fmt::format("{}: {}", path_.string(), damage));
}

void CheckpointReader::refuse_sound(const std::string& why) const {
  throw FileError(fmt::format("{}: {}", path_.string(), why));
}

void CheckpointReader::refuse_read(const std::string& damage) const {
  if (stream_.bad()) refuse_sound(unreadable(std::strerror(errno)));
  refuse(damage);
}

void CheckpointReader::refuse_size(const std::string& name) const {
  refuse(fmt::format("holds {} bytes of '{}', which is not what this run has", size_of(name), name));
}

}  // namespace howship
