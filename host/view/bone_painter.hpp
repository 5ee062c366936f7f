#pragma once

#include <filesystem>
#include <memory>

#include "host/view/pictures.hpp"

namespace howship {

/// Draws pictures of one bone, snapshot after snapshot, and keeps between them what they share: the arrays read so far
/// of the snapshot at hand, and the bone's surface while snapshots agree about where the bone is. Some 100 MB for a
/// vertebra in voxels of 0.5 mm.
class BonePainter {
 public:
  BonePainter();
  ~BonePainter();
  BonePainter(const BonePainter&) = delete;
  BonePainter& operator=(const BonePainter&) = delete;

  /// As draw() of pictures.hpp.
  Picture draw(const std::filesystem::path& snapshot, const PictureRequest& request);

  /// As draw_difference() of pictures.hpp.
  Picture draw_difference(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                          const PictureRequest& request);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace howship
