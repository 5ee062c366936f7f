#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// One PNG file in memory.
struct Picture {
  int width = 0, height = 0;  ///< [pixel]
  std::vector<unsigned char> png;
};

enum class View {
  Whole,    ///< the bone from outside
  CutAway,  ///< the bone with everything before the plane taken away, seen a little from the side
  Slice     ///< the plane alone, seen straight on
};

/// Plane of a cut, seen as radiologists hang their pictures: from the left, from the front, from below.
enum class Plane { Sagittal, Coronal, Axial };

/// How a snapshot is drawn. Two requests that differ only in what they colour by give pictures that lie over each
/// other.
struct PictureRequest {
  View view = View::CutAway;
  Plane plane = Plane::Sagittal;
  Vec3 through{};                    ///< point of the plane [mm]
  std::string array = "bmd_change";  ///< cell array of the snapshot
  double low = -100, high = 100;     ///< ends of the colour scale, in the array's unit
  std::string caption;               ///< in the upper left corner; UTF-8
  bool colour_bar = true;            ///< with name and unit of the array
  int width = 900, height = 700;     ///< [pixel], 64 .. 8192
};

/// Draws a snapshot (.vti of a run folder) without an X server or a display.
/// \throws FileError when it cannot be read or has no such array; DeviceError when no OpenGL is to be had
Picture draw(const std::filesystem::path& snapshot, const PictureRequest& request);

/// Draws `snapshot` minus `reference`, two snapshots of the same grid.
/// \throws InputError when the grids differ; as draw()
Picture draw_difference(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                        const PictureRequest& request);

/// Frames of one size, one after the other for `seconds` each, without end (APNG: viewers that do not know it show the
/// first frame).
/// \throws InputError when there are none or their sizes differ
std::vector<unsigned char> animated_png(const std::vector<Picture>& frames, double seconds);

}  // namespace howship
