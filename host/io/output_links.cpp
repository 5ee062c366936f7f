#include "host/io/output_links.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/ends_with.hpp"
#include "host/io/result_names.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

/// Files that are renamed into place replace a link of their name; what they are called before does not.
bool is_written_into(std::string_view name) {
  return is_one_of(name, result_files) || is_one_of(name, result_folders) || name == "case.toml" || name == "run.log" ||
         ends_with(name, ".partial");
}

bool may_be_folder(std::string_view name) {
  return is_one_of(name, result_folders) || ends_with(name, ".partial");
}

std::string_view in_words(fs::file_type type) {
  switch (type) {
    case fs::file_type::directory:
      return "a folder";
    case fs::file_type::fifo:
      return "a pipe";
    case fs::file_type::socket:
      return "a socket";
    default:
      return "a device";
  }
}

/// Opening one may wait for ever.
[[noreturn]] void refuse_kind(const fs::path& place, fs::file_type type) {
  throw FileError(fmt::format(
      "{}: is {}, in the place of {} that a run writes; remove it or choose another folder "
      "with -o",
      place.string(), in_words(type), is_one_of(place.filename().string(), result_folders) ? "a folder" : "a file"));
}

/// \param known  whether a run writes to a name \param folders  whether there may be a folder of a name
template <class Known, class Folders>
void refuse_links_in(const fs::path& folder, Known known, Folders folders) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), last; !failed && entry != last; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    if (!known(name)) continue;
    std::error_code unknown;
    const fs::file_type type = entry->symlink_status(unknown).type();
    if (type == fs::file_type::symlink) refuse_link(entry->path());
    if (unknown || type == fs::file_type::regular || type == fs::file_type::not_found) continue;
    if (type != fs::file_type::directory || !folders(name)) refuse_kind(entry->path(), type);
  }
}

}  // namespace

void refuse_link(const fs::path& link) {
  std::error_code unknown;
  throw FileError(
      fmt::format("{}: is a link to '{}', out of the folder that a run may write to; remove it or choose another "
                  "folder with -o",
                  link.string(), fs::read_symlink(link, unknown).string()));
}

void refuse_links(const fs::path& folder) {
  refuse_links_in(folder, is_written_into, may_be_folder);
  const auto any = [](std::string_view) { return true; };
  for (const std::string_view name : result_folders) refuse_links_in(folder / name, any, any);
}

}  // namespace howship
