#include "host/systemic/run_systemic.hpp"

#include <iterator>
#include <ostream>

#include <fmt/format.h>

#include "host/systemic/systemic_trajectory.hpp"

namespace howship {

void write_csv(const SystemicTrajectory& trajectory, std::ostream& csv) {
  const auto& columns = trajectory.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) csv << (i == 0 ? "" : ",") << columns[i].name;
  csv << '\n';
  fmt::memory_buffer line;
  for (std::size_t row = 0; row < trajectory.rows(); ++row) {
    line.clear();
    fmt::format_to(std::back_inserter(line), "{}", columns.front().values[row]);
    for (std::size_t i = 1; i < columns.size(); ++i)
      fmt::format_to(std::back_inserter(line), ",{:.9g}", columns[i].values[row]);
    line.push_back('\n');
    csv.write(line.data(), static_cast<std::streamsize>(line.size()));
  }
}

void run_systemic(const Case& c, std::ostream& csv) {
  write_csv(simulate_systemic(c), csv);
}

}  // namespace howship
