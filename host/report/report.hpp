#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace howship {

/// What writing a report left, and what its user should be told.
struct WrittenReport {
  std::filesystem::path file;
  std::filesystem::path animation;    ///< empty when there is none
  double bytes = 0.0;                 ///< of `file`
  std::vector<std::string> warnings;  ///< one line each
};

/// Writes one self-contained HTML file about the run in a folder.
/// \param file  replaced when it is a report; its folder must exist
/// \param animate  also writes the cut bone through all snapshots as an animated PNG beside it, `<stem>-animation.png`
/// \throws InputError when the folder is no run's or damaged; FileError when something cannot be read or written, or
///   `file` is there and is no report
WrittenReport write_report(const std::filesystem::path& folder, const std::filesystem::path& file, bool animate);

/// The same about 2 to 8 runs side by side, the first being what the others are compared to.
/// \throws as write_report(); InputError for another number of runs
WrittenReport write_comparison(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& file);

}  // namespace howship
