#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace howship {

/// The folder of a trial: case.toml of the whole, arms.csv, and for each arm a run's folder of its name.
/// \param arms  their names, in the order of the case
class TrialFolder {
 public:
  TrialFolder(std::filesystem::path folder, std::vector<std::string> arms)
      : folder_(std::move(folder)), arms_(std::move(arms)) {}

  const std::filesystem::path& path() const { return folder_; }
  std::filesystem::path of_arm(std::size_t arm) const { return folder_ / arms_.at(arm); }

  /// What can be told of the folder itself before anything is written; the arms' folders are those of runs.
  /// \param resume  a trial may be there, or have yet to begin \throws FileError when it is not empty without `resume`
  /// and `overwrite`, holds something else, or a link in the place of what is written to
  void require_fit(bool overwrite, bool resume) const;

  /// Whether folders of its arms are there, which are made before its case.toml.
  bool has_begun() const;

  /// Makes the folder and those of the arms. With `overwrite`, results of one run are removed from the folder itself
  /// and from those of all arms; arms.csv, which tells of the end, always is. \throws FileError, with nothing removed
  /// when a run is writing into the folder of an arm
  void prepare(bool overwrite) const;

  /// Folders of runs in it that are of none of the arms.
  std::vector<std::filesystem::path> other_runs() const;

  /// Refuses a folder in which there are runs and no run of its own: with a trial a run without arms cannot go on, nor
  /// may it begin there unless told to. \throws FileError
  void refuse_trial(bool resume) const;

  /// Writes arms.csv: of each arm its name, how it ended, and the last row of its timeseries.csv.
  /// \param states  "finished", "stopped" or "failed", one per arm \throws FileError
  void write_table(const std::vector<std::string>& states) const;

 private:
  bool is_ours(const std::filesystem::path& entry) const;

  std::filesystem::path folder_;
  std::vector<std::string> arms_;
};

}  // namespace howship
