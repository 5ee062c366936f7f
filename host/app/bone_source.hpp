#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/error.hpp"
#include "howship/surface.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/image.hpp"
#include "host/geometry/volume_mesh.hpp"

namespace howship {

/// A bone as its source has it, before it is voxelized.
struct BoneSource {
  Surface surface;  ///< closed boundary of the bone [mm]
  /// Of the labelled voxels [mm3], which the domain is to keep; 0 when the surface tells it well enough.
  double volume = 0.0;
  std::vector<Site> sites;  ///< named places of a built-in anatomy; empty for files
  /// Frame of the coordinates: "RAS" of an image; of a surface or mesh what the case or its file say, otherwise empty.
  std::string frame;
  std::optional<Image> image;  ///< of densities, when the file is one
  /// Voxels of `image` that are bone; empty when the surface tells better, between the voxels.
  std::vector<unsigned char> inside;
  bool from_surface_file = false;
  std::optional<VolumeMesh> mesh;
  std::vector<unsigned char> cells;   ///< of `mesh` that are bone; empty = all
  std::vector<std::string> warnings;  ///< one line each
};

/// Builds or reads what a case names as its bone: a built-in shape, a surface, a volume mesh, or voxels of an image by
/// label or threshold.
/// \throws InputError, FileError
BoneSource read_bone(const GeometryCase& geometry);

/// voxelize() for a bone that may have to keep its volume, with a warning where it cannot. \throws as voxelize
VoxelDomain voxelize_bone(const BoneSource& source, const VoxelizeOptions& options, std::vector<std::string>& warnings);

/// Numbers of the labels of a map. Names that the file itself gives go before TotalSegmentator's.
/// \param key in messages: "geometry.label"
/// \throws InputError naming the labels that there are
std::vector<int> label_numbers(const std::vector<LabelCase>& labels, const Image& map,
                               const std::filesystem::path& file, const std::string& key);

/// What `find` finds; errors about the input then name key and file.
template <class Find>
auto named(const std::string& key, const std::filesystem::path& file, const Find& find) {
  try {
    return find();
  } catch (const InputError& error) {
    throw InputError(key + " = '" + file.string() + "': " + error.what());
  }
}

/// Turns coordinates from one frame to another: RAS and LPS differ by half a turn about z. An empty frame is RAS.
void change_frame(Surface& surface, const std::string& from, const std::string& to);
void change_frame(Image& image, const std::string& to);

}  // namespace howship
