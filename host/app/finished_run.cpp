#include "host/app/finished_run.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "host/case/case_file.hpp"

namespace howship {

bool is_finished(const Restart& restart, const std::filesystem::path& folder, const Case& c) {
  if (!restart.checkpoint || !restart.warnings.empty()) return false;
  std::error_code unknown;
  // Of a run that goes on there is none.
  if (!std::filesystem::exists(folder / "summary.json", unknown)) return false;
  if (restart.checkpoint->one<double>("time") < c.end) return false;
  std::ifstream file(folder / "case.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return text == write_case(c);
}

}  // namespace howship
