#include "host/app/profile_report.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace howship {

std::vector<std::string> profile_report(const std::vector<ProfileLine>& backend, const HostTimes& host) {
  std::vector<std::string> lines{
      fmt::format("{:<28}{:>10}{:>9}{:>10}{:>8}", "where the time went", "seconds", "share", "launches", "GB/s")};
  const auto add = [&](const std::string& part, double seconds, const std::string& launches, const std::string& rate) {
    const double share = host.total > 0.0 ? 100.0 * seconds / host.total : 0.0;
    lines.push_back(fmt::format("{:<28}{:>10.2f}{:>7.1f} %{:>10}{:>8}", part, seconds, share, launches, rate));
  };
  add("geometry and set-up", host.set_up, "", "");
  double named = host.set_up + host.output;
  for (const ProfileLine& line : backend) {
    add(line.name, line.seconds, std::to_string(line.launches),
        line.seconds > 0.0 ? fmt::format("{:.1f}", line.bytes / line.seconds / 1e9) : "");
    named += line.seconds;
  }
  add("tables and snapshots", host.output, "", "");
  add("blood and step control", std::max(host.total - named, 0.0), "", "");
  add("total", host.total, "", "");
  lines.push_back(fmt::format("{:<28}{:>10.2f}", "snapshots, beside the steps", host.writing));
  return lines;
}

}  // namespace howship
