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
  Index3 extent{};             ///< voxels along i, j, k
  std::array<Vec3, 3> step{};  ///< world step from one voxel to the next along i, j, k [mm]; may be oblique
  Vec3 first{};                ///< world position of the centre of voxel (0,0,0) [mm]
  std::vector<float> values;   ///< i fastest
  std::vector<std::string> warnings;

  std::size_t voxels() const { return values.size(); }
  double voxel_volume() const;  ///< [mm3]
};

/// .nii .nii.gz .mha .mhd .nrrd .nhdr .vti, or a folder of DICOM slices.
bool is_image_file(const std::filesystem::path& file);

/// \throws InputError when the file is damaged, of another kind, holds no scalars or does not lie in space;
///   FileError when it cannot be opened
Image read_image(const std::filesystem::path& file);

/// Voxels of every label that is not zero. \throws InputError when the values are no labels: not whole, or below zero
std::map<int, std::size_t> count_labels(const Image& image);

/// 1 where the voxel carries one of the labels, in the order of Image::values.
/// \throws InputError when none does; the message lists labels that there are
std::vector<unsigned char> select_labels(const Image& image, const std::vector<int>& labels);

/// Boundary of the union of the selected voxels, as their faces: encloses exactly their volume.
Surface surface_of_voxels(const Image& image, const std::vector<unsigned char>& selected);

}  // namespace howship
