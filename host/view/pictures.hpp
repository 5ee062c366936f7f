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

/// What the coordinate axes of a snapshot mean: which way the planes lie, and what letters the pictures carry.
enum class Frame {
  Bone,    ///< of the built-in anatomies: x anterior, y left, z superior
  Ras,     ///< x right, y anterior, z superior
  Lps,     ///< x left, y posterior, z superior
  Unnamed  ///< nobody said; drawn as Bone, with x, y, z for letters
};

/// How a snapshot is drawn. Two requests that differ only in what they colour by give pictures that lie over each
/// other, as do pictures of one bone at several times.
struct PictureRequest {
  View view = View::CutAway;
  Plane plane = Plane::Sagittal;
  Frame frame = Frame::Bone;
  Vec3 through{};                    ///< point of the plane [mm], within the bone's box
  std::string array = "bmd_change";  ///< cell array of the snapshot
  double low = -100, high = 100;     ///< ends of the colour scale, in the array's unit; lesion_class does without
  std::string caption;               ///< in the upper left corner, at most two lines; UTF-8
  bool colour_bar = true;            ///< with name and unit of the array
  bool tumour_outline = true;        ///< line on the plane where the tumour fraction is 0.05, if the snapshot tells it
  int width = 900, height = 700;     ///< [pixel], 64 .. 8192; the bone alone below 200 x 150
};

/// Draws a snapshot (.vti of a run folder) without an X server or a display. The same request gives the same bytes.
/// BonePainter (bone_painter.hpp) draws several pictures of one bone faster.
/// \throws FileError when it cannot be read or has no such array; InputError when the request is out of range;
///   DeviceError when no OpenGL is to be had
Picture draw(const std::filesystem::path& snapshot, const PictureRequest& request);

/// Draws `snapshot` minus `reference`, two snapshots of the same bone in the same grid: red where it is less. No
/// outline of tumour.
/// \throws InputError when the grids or bones differ, and for lesion_class, which has no difference; as draw()
Picture draw_difference(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                        const PictureRequest& request);

/// Frames of one size, one after the other for `seconds` each, without end; of more than two, the first and the last
/// stay for 1.5 s at least, so that both can be looked at (APNG: viewers that do not know it show the first frame).
/// \param seconds 0.001 to 65
/// \throws InputError when there are no frames, their sizes differ or `seconds` is out of range
std::vector<unsigned char> animated_png(const std::vector<Picture>& frames, double seconds);

}  // namespace howship
