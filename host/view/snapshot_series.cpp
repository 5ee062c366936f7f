#include "host/view/snapshot_series.hpp"

#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/reader_process.hpp"

namespace howship {

std::vector<SnapshotFile> read_series_apart(const std::filesystem::path& file) {
  const auto read = [&](Parcel& into) {
    const std::vector<SnapshotFile> series = read_series(file);
    into.put(series.size());
    for (const SnapshotFile& entry : series) {
      into.put(entry.time);
      into.put(entry.file.string());
    }
  };
  try {
    Parcel parcel = read_apart(file, "a .pvd file", read);
    std::vector<SnapshotFile> series(parcel.take<std::size_t>());
    for (SnapshotFile& entry : series) {
      entry.time = parcel.take<double>();
      entry.file = parcel.take_text();
    }
    return series;
  } catch (const InputError&) {
    throw FileError(fmt::format("{}: is no readable .pvd file; the series is damaged", file.string()));
  }
}

}  // namespace howship
