#pragma once

#include <string>
#include <vector>

#include "howship/backend.hpp"

namespace howship {

/// Wall time of a run's parts outside the back end [s].
struct HostTimes {
  double set_up = 0.0;   ///< geometry, sites and set-up of the back end with its grids
  double output = 0.0;   ///< tables, copies of snapshots and waiting for those being written, checkpoints
  double writing = 0.0;  ///< that snapshots took to write, mostly while steps went on: not a part of the total
  double total = 0.0;
};

/// Where a run spent its time, as lines of a table: part, seconds, share, launches, and the least that the part had to
/// move over its seconds [GB/s].
std::vector<std::string> profile_report(const std::vector<ProfileLine>& backend, const HostTimes& host);

}  // namespace howship
