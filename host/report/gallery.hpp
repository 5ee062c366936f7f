#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/report/picture_plan.hpp"
#include "host/view/bone_painter.hpp"

namespace howship {

/// Draws the pictures of a report and wraps them in HTML. Where the machine has no OpenGL it gives none, and keeps the
/// reason.
class Gallery {
 public:
  /// One picture of a snapshot. `words` are what is seen, for readers who do not see it; `caption` goes below (HTML).
  /// \throws FileError when the snapshot cannot be read; InputError when it has no such array
  std::string figure(const std::filesystem::path& snapshot, const PictureRequest& request, const std::string& words,
                     const std::string& caption);

  /// The same of `snapshot` minus `reference`. \throws InputError when their grids differ
  std::string difference_figure(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                                const PictureRequest& request, const std::string& words, const std::string& caption);

  /// Pictures of the snapshots that animation_frames() chooses after each other, as one animated PNG; nothing without
  /// OpenGL.
  std::vector<unsigned char> animation(const std::vector<SnapshotFile>& snapshots, PictureRequest request);

  const std::string& problem() const { return problem_; }  ///< why there are no pictures; empty when there are

 private:
  template <class Draw>
  std::optional<Picture> drawn(Draw draw);

  BonePainter painter_;
  std::string problem_;
};

/// Which of so many snapshots an animation shows: all, or 120 that are evenly chosen, the first and the last among
/// them.
std::vector<std::size_t> animation_frames(std::size_t count);

/// Request of a view that follows a plan.
PictureRequest request_of(const PicturePlan& plan, View view, Plane plane);

/// Pictures side by side; nothing when there are none.
std::string picture_row(const std::string& figures);

std::string name_of(Plane plane);  ///< "sagittal", ...

}  // namespace howship
