#include "host/report/trial_arms.hpp"

#include <string>
#include <system_error>

#include "host/case/case_keys.hpp"
#include "host/case/key_path.hpp"

namespace howship {

std::vector<std::filesystem::path> arm_folders(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> folders;
  std::error_code unknown;
  // A run may have been made from the case of a trial, whose name does not tell.
  if (std::filesystem::exists(folder / "timeseries.csv", unknown)) return folders;
  if (!std::filesystem::is_regular_file(folder / "case.toml", unknown)) return folders;
  for (const CaseKey& key : case_keys(folder / "case.toml"))
    if (without_numbers(key.key) == "arm[].name") {
      const std::filesystem::path name = key.value;
      if (name == name.filename()) folders.push_back(folder / name);
    }
  return folders;
}

}  // namespace howship
