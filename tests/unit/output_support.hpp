#pragma once
// Small domains, states and folders for the tests of host/io.

#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"
#include "howship/results.hpp"

namespace howship::output_test {

/// Folder in the system's temporary place, removed with all its content at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "howship-output-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::istringstream in(read_text(file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

inline std::vector<std::string> split(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> entries;
  for (std::string entry; std::getline(in, entry, ',');) entries.push_back(entry);
  return entries;
}

/// Domain of the voxels to which `volume_fraction` gives more than zero; faces between two of them are fully open.
inline VoxelDomain make_domain(const Grid& grid, const std::function<float(const Index3&)>& volume_fraction) {
  VoxelDomain domain;
  domain.grid = grid;
  const auto inside = [&](const Index3& v) {
    for (std::size_t a = 0; a < 3; ++a) {
      if (v[a] < 0 || v[a] >= grid.extent[a]) return 0.0F;
    }
    return volume_fraction(v);
  };
  std::map<Index3, std::int32_t> brick_at;
  // Falling order, so that no test can rely on storage and raster order being the same.
  for (int z = (grid.extent[2] - 1) / brick_edge; z >= 0; --z) {
    for (int y = (grid.extent[1] - 1) / brick_edge; y >= 0; --y) {
      for (int x = (grid.extent[0] - 1) / brick_edge; x >= 0; --x) {
        bool any = false;
        for (int lane = 0; lane < brick_size; ++lane) {
          any = any || inside({x * brick_edge + lane % brick_edge, y * brick_edge + lane / brick_edge % brick_edge,
                               z * brick_edge + lane / brick_edge / brick_edge}) > 0.0F;
        }
        if (!any) continue;
        brick_at[{x, y, z}] = static_cast<std::int32_t>(domain.brick_coordinates.size());
        domain.brick_coordinates.push_back({x, y, z});
      }
    }
  }
  const auto find = [&](Index3 b, std::size_t axis, int step) {
    b[axis] += step;
    const auto found = brick_at.find(b);
    return found == brick_at.end() ? -1 : found->second;
  };
  for (const Index3& b : domain.brick_coordinates) {
    domain.neighbours.push_back(
        {find(b, 0, -1), find(b, 0, 1), find(b, 1, -1), find(b, 1, 1), find(b, 2, -1), find(b, 2, 1)});
  }
  for (auto& aperture : domain.aperture) aperture.assign(domain.stored_voxels(), 0.0F);
  domain.wall_distance.assign(domain.stored_voxels(), 1.0F);
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    const Index3 v = domain.voxel_index(voxel);
    domain.volume_fraction.push_back(inside(v));
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Index3 before = v;
      --before[axis];
      if (inside(v) > 0.0F && inside(before) > 0.0F) domain.aperture[axis][voxel] = 1.0F;
    }
  }
  return domain;
}

/// Full box of bone.
inline VoxelDomain make_box(const Index3& extent, const Vec3& spacing = {1.0, 1.0, 1.0}, const Vec3& origin = {}) {
  return make_domain({extent, spacing, origin}, [](const Index3&) { return 1.0F; });
}

inline std::size_t stored_voxel(const VoxelDomain& domain, const Index3& index) {
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (domain.voxel_index(voxel) == index) return voxel;
  }
  throw std::out_of_range("voxel is not stored");
}

constexpr float healthy_mineral = 0.0625F;

inline Baseline make_baseline(const VoxelDomain& domain) {
  return {std::vector<float>(domain.stored_voxels(), 0.13F),
          std::vector<float>(domain.stored_voxels(), healthy_mineral)};
}

inline std::vector<float>& field_of(Snapshot& snapshot, Field f) {
  return snapshot.fields[static_cast<std::size_t>(index_of(f))];
}

/// All fields at their typical size, no tumour, healthy mineral.
inline Snapshot make_healthy(const VoxelDomain& domain, double time = 0.0) {
  Snapshot snapshot;
  snapshot.time = time;
  for (std::size_t f = 0; f < field_count; ++f) {
    snapshot.fields[f].assign(domain.stored_voxels(), static_cast<float>(field_info[f].typical));
  }
  field_of(snapshot, Field::Tumour).assign(domain.stored_voxels(), 0.0F);
  field_of(snapshot, Field::Mineral).assign(domain.stored_voxels(), healthy_mineral);
  return snapshot;
}

/// Sets one field in all voxels of the box [begin, end).
inline void fill_box(const VoxelDomain& domain, Snapshot& snapshot, Field f, const Index3& begin, const Index3& end,
                     float value) {
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    const Index3 v = domain.voxel_index(voxel);
    bool in = true;
    for (std::size_t a = 0; a < 3; ++a) in = in && v[a] >= begin[a] && v[a] < end[a];
    if (in) field_of(snapshot, f)[voxel] = value;
  }
}

}  // namespace howship::output_test
