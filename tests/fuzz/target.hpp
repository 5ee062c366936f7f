#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// What is given inputs that nobody meant: by libFuzzer (fuzzer.cpp) and, from files of earlier finds, by the tests
/// with label `regression`.
namespace howship::fuzz {

using Input = std::string_view;

/// A promise that an input broke. Anything else that a target throws, and every crash, is a fault as well.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// \throws BrokenPromise unless `kept`
inline void require(bool kept, const std::string& promise) {
  if (!kept) throw BrokenPromise(promise);
}

struct Target {
  std::string name;
  void (*try_input)(Input);
};

/// All that there are.
const std::vector<Target>& targets();

/// \throws std::out_of_range with the names that there are
const Target& target(const std::string& name);

/// Runs `read`, which may refuse the input: with a message, and an exit code that blames input, file or memory.
/// \return whether it was read
bool is_read(const std::function<void()>& read);

// One per file of targets.
std::vector<Target> case_targets();        ///< case files, --set, event tables, quantities, names of labels
std::vector<Target> image_targets();       ///< images of every format
std::vector<Target> mesh_targets();        ///< surfaces and volume meshes, and what is made of them
std::vector<Target> result_targets();      ///< what report and compare read of a run's folder
std::vector<Target> checkpoint_targets();  ///< what a run that goes on reads of its folder

}  // namespace howship::fuzz
