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

template <class Known>
void refuse_links_in(const fs::path& folder, Known known) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), last; !failed && entry != last; entry.increment(failed)) {
    std::error_code unknown;
    if (!entry->is_symlink(unknown) || !known(entry->path().filename().string())) continue;
    refuse_link(entry->path());
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
  refuse_links_in(folder, is_written_into);
  for (const std::string_view name : result_folders)
    refuse_links_in(folder / name, [](const std::string&) { return true; });
}

}  // namespace howship
