#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "host/io/checkpoint_file.hpp"

namespace howship {

constexpr std::size_t checkpoints_kept = 2;

/// Checkpoints of one run: the two newest, so that one is left should the other be damaged.
class CheckpointFolder {
 public:
  /// \param run the run's output folder; checkpoints lie in its folder `checkpoint`
  explicit CheckpointFolder(const std::filesystem::path& run) : folder_(run / "checkpoint") {}

  /// Newest first; nothing where there is none. \throws FileError when the folder cannot be read
  std::vector<std::filesystem::path> files() const;

  /// Writes the one of this step, then removes all but the two newest.
  /// \param steps accepted since the start of the run, >= 0 \throws FileError
  void write(long steps, const std::function<void(CheckpointWriter&)>& put) const;

  /// Removes those newer than `file`, which are of no use to a run that goes on from there, and what a killed run left
  /// half written. \throws FileError
  void remove_newer(const std::filesystem::path& file) const;

 private:
  std::filesystem::path folder_;
};

/// "step_NNNNNNNN.checkpoint", whole or in the making.
bool is_checkpoint_name(std::string_view name);

}  // namespace howship
