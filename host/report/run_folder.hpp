#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/results.hpp"

#include "host/case/case_keys.hpp"
#include "host/io/series_reader.hpp"
#include "host/report/csv_table.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/manifest_file.hpp"

namespace howship {

/// What a run left in its folder.
struct RunFolder {
  std::filesystem::path path;
  std::string title;                  ///< of the case
  std::vector<CaseKey> keys;          ///< case.toml, not judged
  std::string case_text;              ///< case.toml as it is
  std::optional<Case> resolved;       ///< unset when case.toml cannot be read again
  std::string case_problem;           ///< why it is unset
  CsvTable series, events, lesions;   ///< timeseries.csv, events.csv, lesions.csv
  std::vector<LesionCourse> tracked;  ///< of lesions.csv, as lesion_courses() gives them
  std::vector<SnapshotFile> snapshots;
  std::optional<RunManifest> manifest;  ///< unset for a run of a version that wrote none
  std::optional<Summary> summary;       ///< unset while a run goes on, and when it broke off
  std::vector<std::string> warnings;    ///< of run.log, each once
  std::vector<std::string> gaps;        ///< what is missing in the folder of a run that ended, in sentences

  double end() const;  ///< last time of the series [day]
  bool finished() const { return summary && summary->finished; }
  std::string value(const std::string& key) const;  ///< of case.toml; empty when there is none
};

/// Reads everything but the snapshots.
/// \throws InputError when `folder` is no run's, or a file in it is damaged; FileError when one cannot be read
RunFolder read_run_folder(const std::filesystem::path& folder);

}  // namespace howship
