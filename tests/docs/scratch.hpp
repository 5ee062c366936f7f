#pragma once
// A folder as the documents assume it: parts of the repository, the program, and files of a user.

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "host/geometry/volume_mesh.hpp"

#include "tests/system/ball_case.hpp"
#include "tests/unit/image_files.hpp"
#include "tests/unit/mesh_support.hpp"

namespace howship::docs_test {

/// Blocks of bone in 24³ voxels of 2 mm: `value(label, centre distance)` in each, 0 elsewhere.
template <class Value>
Image blocks(Value value) {
  Image image;
  image.extent = {24, 24, 24};
  image.step = {{{2, 0, 0}, {0, 2, 0}, {0, 0, 2}}};
  image.first = {1, 1, 1};
  for (int k = 0; k < 24; ++k)
    for (int j = 0; j < 24; ++j)
      for (int i = 0; i < 24; ++i) {
        const bool inside = j > 2 && j < 21 && k > 2 && k < 21 && i % 8 > 0 && i % 8 < 7;
        image.values.push_back(static_cast<float>(inside ? value(i / 8, i, j, k) : 0));
      }
  return image;
}

/// Removed at the end.
class Scratch {
 public:
  Scratch() {
    namespace fs = std::filesystem;
    std::string name = (fs::temp_directory_path() / "howship-docs-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
    const fs::path root = HOWSHIP_SOURCE_DIR;
    for (const char* folder : {"meshes", "viz", "tools"})
      fs::copy(root / folder, path_ / folder, fs::copy_options::recursive);
    for (const char* folder : {"build/release", "kernels", "out"}) fs::create_directories(path_ / folder);
    fs::create_symlink(HOWSHIP_EXECUTABLE, path_ / "build/release/howship");
    fs::copy(root / "meshes/cases/lytic-vertebra.toml", path_ / "lytic-vertebra.toml");
    image_files::write_bytes(path_ / "case.toml", system_test::ball_case);
    add_surface();
    add_scan();
    add_mesh();
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  /// A block of 30 mm.
  void add_surface() const {
    constexpr double corners[8][3] = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0},
                                      {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}};
    constexpr int triangles[12][3] = {{0, 2, 1}, {0, 3, 2}, {4, 5, 6}, {4, 6, 7}, {0, 1, 5}, {0, 5, 4},
                                      {1, 2, 6}, {1, 6, 5}, {2, 3, 7}, {2, 7, 6}, {3, 0, 4}, {3, 4, 7}};
    std::string text = "solid block\n";
    for (const auto& triangle : triangles) {
      text += "facet normal 0 0 0\nouter loop\n";
      for (const int corner : triangle)
        text +=
            fmt::format("vertex {} {} {}\n", 30 * corners[corner][0], 30 * corners[corner][1], 30 * corners[corner][2]);
      text += "endloop\nendfacet\n";
    }
    image_files::write_bytes(path_ / "L3.stl", text + "endsolid block\n");
  }

  /// CT, its segmentation with labels of TotalSegmentator, and a metastasis in L3.
  void add_scan() const {
    using namespace image_files;
    constexpr int labels[] = {25, 29, 77};  // sacrum, vertebrae_L3, hip_left
    NiftiOptions bytes, words;
    bytes.datatype = 2;
    words.datatype = 4;
    const auto label = [&](int block, int, int, int) { return labels[block]; };
    const auto density = [](int, int i, int j, int k) { return 150 + (i + j + k) % 7; };
    const auto metastasis = [](int block, int, int j, int k) {
      return block == 1 && std::hypot(j - 11.5, k - 11.5) < 3 ? 1 : 0;
    };
    write_bytes(path_ / "segmentation.nii.gz", gzipped(nifti(blocks(label), bytes)));
    write_bytes(path_ / "ct.nii.gz", gzipped(nifti(blocks(density), words)));
    write_bytes(path_ / "metastasis.nii.gz", gzipped(nifti(blocks(metastasis), bytes)));
  }

  /// A volume mesh in metres of two materials.
  void add_mesh() const {
    VolumeMesh mesh = mesh_test::make_box({4, 4, 4}, {0.005, 0.005, 0.005}, mesh_test::hexahedron);
    VolumeMesh::Array material;
    material.name = "material";
    material.type = "Int32";
    material.components = 1;
    for (std::size_t cell = 0; cell < mesh.cells(); ++cell) material.values.push_back(cell < 32 ? 1 : 2);
    mesh.cell_data.push_back(material);
    image_files::write_bytes(path_ / "model.vtu", mesh_test::as_vtu(mesh));
  }

  std::filesystem::path path_;
};

}  // namespace howship::docs_test
