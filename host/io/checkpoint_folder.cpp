#include "host/io/checkpoint_folder.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/numbered_name.hpp"
#include "host/io/output_folder.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

/// Eight digits and more sort as numbers once shorter ones come first.
bool is_newer(const fs::path& a, const fs::path& b) {
  const std::string one = a.filename().string(), other = b.filename().string();
  return one.size() != other.size() ? one.size() > other.size() : one > other;
}

void remove_file(const fs::path& file) {
  std::error_code failed;
  fs::remove(file, failed);
  if (failed) throw FileError(fmt::format("{}: cannot be removed: {}", file.string(), failed.message()));
}

}  // namespace

bool is_checkpoint_name(std::string_view name) {
  return !number_in_name(name, "step_", ".checkpoint").empty();
}

std::vector<fs::path> CheckpointFolder::files() const {
  std::vector<fs::path> found;
  std::error_code failed;
  if (!fs::exists(folder_, failed) && !failed) return found;
  for (fs::directory_iterator entry(folder_, failed), last; !failed && entry != last; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (is_checkpoint_name(name) && !ends_with(name, partial_ending)) found.push_back(entry->path());
  }
  if (failed) throw FileError(fmt::format("{}: cannot be read: {}", folder_.string(), failed.message()));
  std::sort(found.begin(), found.end(), is_newer);
  return found;
}

void CheckpointFolder::write(long steps, const std::function<void(CheckpointWriter&)>& put) const {
  create_folder(folder_);
  CheckpointWriter file(folder_ / fmt::format("step_{:08}.checkpoint", steps));
  put(file);
  file.finish();  // throws unless name and content are on the disk: only then another may go
  const std::vector<fs::path> all = files();
  for (std::size_t i = checkpoints_kept; i < all.size(); ++i) remove_file(all[i]);
}

void CheckpointFolder::remove_newer(const fs::path& file) const {
  for (const fs::path& other : files())
    if (is_newer(other, file)) remove_file(other);
  std::error_code failed;
  std::vector<fs::path> partial;
  for (fs::directory_iterator entry(folder_, failed), last; !failed && entry != last; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (is_checkpoint_name(name) && ends_with(name, partial_ending)) partial.push_back(entry->path());
  }
  for (const fs::path& left : partial) remove_file(left);
}

}  // namespace howship
