#include <cstddef>
#include <string>
#include <utility>

#include "howship/error.hpp"

#include "host/geometry/image.hpp"
#include "host/geometry/image_outlet.hpp"
#include "host/geometry/reader_process.hpp"

#include "tests/fuzz/scratch.hpp"
#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

namespace {

/// More than what inputs of some kilobytes can hold, packed included.
constexpr std::size_t most_voxels = 20'000'000;

void require_sound(const Image& image) {
  std::size_t count = 1;
  for (const int n : image.extent) {
    require(n > 0, "an image has an extent");
    count *= static_cast<std::size_t>(n);
    require(count <= most_voxels, "an image is no larger than its file can make it");
  }
  require(image.values.size() == count, "an image has one value per voxel");
}

/// Boundary of what is above zero: closed, whatever the image holds.
void outline(const Image& image) {
  constexpr std::size_t few = 1000;
  if (image.voxels() > few) return;
  is_read([&] { surface_of_voxels(image, select_from(image, 0.5)); });
  is_read([&] { count_labels(image); });
}

/// Readers whose code is ours run here, where the fuzzer sees their branches; in the program they run apart.
void try_here(void (*read)(const std::filesystem::path&, ImageOutlet&), const std::filesystem::path& file) {
  is_read([&] {
    Parcel parcel;
    ImageOutlet outlet(parcel);
    read(file, outlet);
    parcel.rewind();
    const Image image = ImageOutlet::take(parcel);
    require_sound(image);
    outline(image);
  });
}

/// Readers of libraries run as they do in the program: apart, where they may crash.
void try_apart(const std::filesystem::path& file) {
  is_read([&] {
    const Image image = read_image(file);
    require_sound(image);
    outline(image);
  });
}

void try_nrrd(Input input) {
  try_here(read_nrrd, scratch_file("image.nrrd", input));
}
void try_meta_image(Input input) {
  try_apart(scratch_file("image.mha", input));
}
void try_nifti(Input input) {
  try_apart(scratch_file("image.nii", input));
}
void try_packed_nifti(Input input) {
  try_apart(scratch_file("image.nii.gz", input));
}
void try_vti(Input input) {
  try_apart(scratch_file("image.vti", input));
}
void try_legacy_image(Input input) {
  try_apart(scratch_file("image.vtk", input));
}

/// The input is a slice; where a line "slice" stands in it, the next slice begins.
void try_dicom(Input input) {
  constexpr std::string_view next = "\nslice\n";
  const std::filesystem::path folder = scratch_folder() / "dicom";
  std::filesystem::remove_all(folder);
  for (int slice = 0; slice < 4; ++slice) {
    const std::size_t end = std::min(input.find(next), input.size());
    scratch_file("dicom/" + std::to_string(slice) + ".dcm", input.substr(0, end));
    input.remove_prefix(end);
    if (input.empty()) break;
    input.remove_prefix(next.size());
  }
  try_here(read_dicom_folder, folder);
}

}  // namespace

std::vector<Target> image_targets() {
  return {{"nrrd", try_nrrd},
          {"dicom", try_dicom},
          {"meta_image", try_meta_image},
          {"nifti", try_nifti},
          {"packed_nifti", try_packed_nifti},
          {"vti_image", try_vti},
          {"legacy_image", try_legacy_image}};
}

}  // namespace howship::fuzz
