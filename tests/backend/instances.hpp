#pragma once

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace howship::test {

/// One back end as the tests are run on it. ctest labels those called cuda* `gpu`.
struct Instance {
  const char* backend;    ///< "cpu", "cuda", or an instruction set: "baseline", "v3", "v4"
  const char* precision;  ///< "mixed" or "double"
  int threads;

  bool cuda() const { return std::string(backend) == "cuda"; }
  std::string name() const {
    return backend + (threads > 0 ? std::to_string(threads) : std::string()) + "_" + precision;
  }
};
inline std::ostream& operator<<(std::ostream& out, const Instance& i) {
  return out << i.name();
}

/// Thread counts that divide the bricks evenly and ones that do not, and the device.
inline std::vector<Instance> back_ends() {
  std::vector<Instance> all;
  for (const char* precision : {"mixed", "double"}) {
    for (int threads : {1, 2, 3, 7}) all.push_back({"cpu", precision, threads});
    all.push_back({"cuda", precision, 0});
  }
  return all;
}

inline std::vector<Instance> back_ends_and_instruction_sets() {
  std::vector<Instance> all = back_ends();
  for (const char* precision : {"mixed", "double"})
    for (const char* set : {"baseline", "v3", "v4"}) all.push_back({set, precision, 0});
  return all;
}

}  // namespace howship::test
