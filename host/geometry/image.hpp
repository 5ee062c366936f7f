#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A scalar image in space. World coordinates are millimetres in the frame that the NIfTI
/// standard uses: x to the right, y anterior, z superior (RAS), whatever the own convention of the file.
struct Image {
  Index3 extent{};                         ///< voxels along i, j, k
  std::array<Vec3, 3> step{};              ///< world step from one voxel to the next along i, j, k [mm]; may be oblique
  Vec3 first{};                            ///< world position of the centre of voxel (0,0,0) [mm]
  std::vector<float> values;               ///< i fastest
  std::map<std::string, int> label_names;  ///< that the file itself gives to its labels; mostly empty
  std::vector<std::string> warnings;

  std::size_t voxels() const { return values.size(); }
  double voxel_volume() const;  ///< [mm3]
  /// World position of a place among the voxels' centres; (-0.5, -0.5, -0.5) is the outer corner of the first [mm].
  Vec3 position(const Vec3& index) const;
};

/// Reads an image of one value per voxel: .nii .nii.gz .mha .mhd .nrrd .nhdr .vti, .vtk with structured points, or a
/// folder of DICOM slices. Values are scaled as the file says: those of a CT are HU.
///
/// Where the voxels lie: NIfTI by its sform, otherwise its qform; MetaImage and DICOM turned from their left-posterior
/// frame; NRRD from the frame that it names; .vti as it stands, which is the frame of howship's own output. Values that
/// are not finite become 0, with a warning.
/// \throws InputError when the file is damaged, of another kind, holds no scalars or does not lie in space;
///   FileError when it cannot be opened
Image read_image(const std::filesystem::path& file);

/// Turns a frame of x to the left and y posterior (LPS) into RAS, or back.
void turn_about_z(Image& image);

/// Voxels of every label that is not zero. \throws InputError when the values are no labels: not whole, or below zero
std::map<int, std::size_t> count_labels(const Image& image);

/// 1 where the voxel carries one of the labels, in the order of Image::values.
/// Labels that no voxel carries are passed over: count_labels tells. 0 is no label.
/// \throws InputError when none does; the message lists labels that there are
std::vector<unsigned char> select_labels(const Image& image, const std::vector<int>& labels);

/// 1 where the value is `threshold` or more. \throws InputError when no voxel is, or every one
std::vector<unsigned char> select_from(const Image& image, double threshold);

/// Boundary of the union of the selected voxels, as their faces: encloses exactly their volume. Edges at which voxels
/// touch without sharing a face belong to four triangles or more.
Surface surface_of_voxels(const Image& image, const std::vector<unsigned char>& selected);

struct SmoothSurface {
  Surface surface;
  std::vector<std::string> warnings;
};

/// The same boundary without its stairs: windowed-sinc smoothing (Taubin 1996, as VTK does it), then a shift along the
/// normals so that the volume is that of the voxels within 0.1 %. Where the result is no solid, the faces themselves
/// are returned, with a warning.
///
/// Nearer to the bone than the faces: of a vertebra labelled at 1, 2 and 3 mm, askew, what lies on the wrong side of
/// the outline falls from 5.5, 11 and 17 % of the volume to 1.8, 5.4 and 11 %, and the area's error from half too much
/// to 1, 3 and 7 % too little. Walls of one voxel may get thinner.
SmoothSurface smooth_surface_of_voxels(const Image& image, const std::vector<unsigned char>& selected);

}  // namespace howship
