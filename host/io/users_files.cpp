#include "host/io/users_files.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/output_folder.hpp"
#include "host/io/result_names.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

bool is_same_folder(const fs::path& one, const fs::path& other) {
  std::error_code unknown;
  return fs::equivalent(one, other, unknown);
}

bool would_be_replaced(const fs::path& file, const fs::path& folder) {
  const fs::path place = file.parent_path();
  const std::string name = file.filename().string();
  if (is_same_folder(place, folder))
    return is_one_of(name, result_files) || is_one_of(name, report_files) || name == "case.toml" || name == "run.log";
  return std::any_of(std::begin(result_folders), std::end(result_folders),
                     [&](std::string_view inner) { return is_same_folder(place, folder / inner); });
}

}  // namespace

void refuse_to_replace(const fs::path& folder, const std::vector<InputFile>& inputs, bool begun) {
  for (const InputFile& input : inputs)
    if (input.key != "case" && would_be_replaced(input.path, folder))
      throw FileError(
          fmt::format("{}: is read by this run ({}) and would be replaced by its results; rename it or choose another "
                      "folder with -o",
                      input.path.string(), input.key));
  std::error_code unknown;
  const fs::path own = folder / "case.toml";
  if (fs::exists(own, unknown) && !begun && !holds_a_run(folder))
    throw FileError(fmt::format(
        "{}: is of no run and would be replaced by this run's own; rename it or choose another folder with -o",
        own.string()));
}

}  // namespace howship
