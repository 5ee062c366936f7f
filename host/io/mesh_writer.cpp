#include "host/io/mesh_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "host/io/cell_arrays.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/rounding.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

/// Values of consecutive cells, as AppendedArrays takes them. \param value  of a cell; called from several threads
template <class T, class Value>
auto per_cell(const Value& value) {
  return [&value](std::size_t first, std::size_t count, T* to) {
    for (std::size_t cell = first; cell < first + count; ++cell) *to++ = value(cell);
  };
}

float mean_of_array(const CellArray& array, const VoxelOverlaps& overlaps, std::size_t cell, const Snapshot& snapshot,
                    const Baseline& baseline) {
  const auto value = [&](std::size_t voxel) { return static_cast<double>(array.value(snapshot, baseline, voxel)); };
  if (array.weight == nullptr) return static_cast<float>(mean_of(overlaps, cell, value));
  const auto weight = [&](std::size_t voxel) { return static_cast<double>(array.weight(baseline, voxel)); };
  const double weights = mean_of(overlaps, cell, weight);
  const double sum = mean_of(overlaps, cell, [&](std::size_t voxel) { return weight(voxel) * value(voxel); });
  return weights > 0.0 ? static_cast<float>(sum / weights) : 0.0F;
}

LesionClass largest_class(const VoxelOverlaps& overlaps, std::size_t cell, const LesionMap& lesions,
                          const std::vector<LesionClass>& class_of_id) {
  constexpr std::size_t classes = 4;
  std::array<double, classes> volume{};
  const std::size_t first = overlaps.begins[cell];
  const auto class_at = [&](std::size_t entry) {
    return class_of_id[static_cast<std::size_t>(lesions.id[overlaps.voxel[entry]])];
  };
  if (first == overlaps.begins[cell + 1]) return LesionClass::None;
  for (std::size_t e = first; e < overlaps.begins[cell + 1]; ++e)
    volume[static_cast<std::size_t>(class_at(e))] += static_cast<double>(overlaps.volume[e]);
  const auto* const largest = std::max_element(volume.begin(), volume.end());
  // A cell of volume 0 has one voxel.
  return *largest > 0.0 ? static_cast<LesionClass>(largest - volume.begin()) : class_at(first);
}

/// Adds values in the type that their file had. \throws std::invalid_argument
std::string add_in_own_type(AppendedArrays& arrays, const OutputMesh::Array& array, const std::string& name,
                            int threads) {
  const auto as = [&](auto zero) {
    using T = decltype(zero);
    const auto fill = [&](std::size_t first, std::size_t count, T* to) {
      for (std::size_t i = first; i < first + count; ++i) *to++ = static_cast<T>(array.values[i]);
    };
    return arrays.add<T>(name, "", array.components, array.values.size(), fill, threads);
  };
  if (array.type == "Float64") return as(double{});
  if (array.type == "Float32") return as(float{});
  if (array.type == "Int8") return as(std::int8_t{});
  if (array.type == "UInt8") return as(std::uint8_t{});
  if (array.type == "Int16") return as(std::int16_t{});
  if (array.type == "UInt16") return as(std::uint16_t{});
  if (array.type == "Int32") return as(std::int32_t{});
  if (array.type == "UInt32") return as(std::uint32_t{});
  if (array.type == "Int64") return as(std::int64_t{});
  if (array.type == "UInt64") return as(std::uint64_t{});
  throw std::invalid_argument("no type of VTK's files: " + array.type);
}

}  // namespace

MeshWriter::MeshWriter(const std::filesystem::path& folder, OutputMesh mesh, const VoxelDomain& domain,
                       const Baseline& baseline, std::vector<std::string> arrays, double accuracy, int threads)
    : folder_(folder),
      mesh_(std::move(mesh)),
      baseline_(baseline),
      arrays_(std::move(arrays)),
      accuracy_(accuracy),
      series_(folder / "mesh.pvd") {
  check_array_names(arrays_);
  if (mesh_.overlaps.cells() != mesh_.cells() || mesh_.begins.size() != mesh_.cells() + 1 ||
      mesh_.cell_volume.size() != (mesh_.surface ? 0 : mesh_.cells()))
    throw std::invalid_argument("arrays of an output mesh differ in size");
  for (const std::uint32_t voxel : mesh_.overlaps.voxel)
    if (voxel >= domain.stored_voxels()) throw std::invalid_argument("an output mesh names a voxel that is not stored");
  create_folder(folder_ / "mesh");
  add_points_and_cells(threads);
  add_own_arrays(threads);
  add_volume_fraction(threads);
}

void MeshWriter::add_points_and_cells(int threads) {
  OutputMesh::Array coordinates{"Points", mesh_.single_precision ? "Float32" : "Float64", 3, {}};
  coordinates.values.reserve(3 * mesh_.points.size());
  for (const Vec3& p : mesh_.points) coordinates.values.insert(coordinates.values.end(), p.begin(), p.end());
  points_ = mesh_.points.size();
  const std::string points = add_in_own_type(unchanging_, coordinates, coordinates.name, threads);
  std::string cells = unchanging_.add("connectivity", "", 1, mesh_.corners, threads);
  cells += unchanging_.add("offsets", "", 1, std::vector<std::int64_t>(mesh_.begins.begin() + 1, mesh_.begins.end()),
                           threads);
  if (!mesh_.surface) cells += unchanging_.add("types", "", 1, mesh_.types, threads);
  const char* const section = mesh_.surface ? "Polys" : "Cells";
  points_and_cells_ =
      fmt::format("      <Points>\n{}      </Points>\n      <{}>\n{}      </{}>\n", points, section, cells, section);
  mesh_.points = {};
  mesh_.corners = {};
  mesh_.begins = {};
}

void MeshWriter::add_own_arrays(int threads) {
  std::set<std::string> taken;
  for (const OutputMesh::Array& array : mesh_.cell_data) taken.insert(array.name);
  std::set<std::string> written;
  for (const OutputMesh::Array& array : mesh_.cell_data) {
    std::string name = array.name;
    if (is_array_name(name) || written.count(name) > 0) {
      do {
        name += "_input";
      } while (taken.count(name) > 0 || written.count(name) > 0);
    }
    written.insert(name);
    own_arrays_ += add_in_own_type(unchanging_, array, name, threads);
  }
  mesh_.cell_data = {};
}

void MeshWriter::add_volume_fraction(int threads) {
  if (mesh_.surface) return;
  const VoxelOverlaps& overlaps = mesh_.overlaps;
  const auto share = [&](std::size_t cell) {
    double bone = 0.0;
    for (std::size_t e = overlaps.begins[cell]; e < overlaps.begins[cell + 1]; ++e)
      bone += static_cast<double>(overlaps.volume[e]);
    return mesh_.cell_volume[cell] > 0.0 ? static_cast<float>(bone / mesh_.cell_volume[cell]) : 0.0F;
  };
  own_arrays_ +=
      unchanging_.add<float>(volume_fraction_array, "1", 1, overlaps.cells(), per_cell<float>(share), threads);
  mesh_.cell_volume = {};
}

std::string MeshWriter::shown_array() const {
  if (is_wanted(arrays_, shown_first)) return shown_first;
  return mesh_.surface ? arrays_.front() : volume_fraction_array;
}

std::string MeshWriter::head(double time, const std::string& elements) const {
  const char* const type = mesh_.surface ? "PolyData" : "UnstructuredGrid";
  const char* const counts =
      mesh_.surface ? "NumberOfVerts=\"0\" NumberOfLines=\"0\" NumberOfStrips=\"0\" NumberOfPolys" : "NumberOfCells";
  return fmt::format(
      "{}  <{}>\n{}    <Piece NumberOfPoints=\"{}\" {}=\"{}\">\n{}      <PointData/>\n"
      "      <CellData Scalars=\"{}\">\n{}{}      </CellData>\n    </Piece>\n  </{}>\n",
      xml_head(type), type, time_field(time), points_, counts, mesh_.overlaps.cells(), points_and_cells_, shown_array(),
      elements, own_arrays_, type);
}

void MeshWriter::write(const Snapshot& snapshot, const LesionMap& lesions, int threads) {
  const VoxelOverlaps& overlaps = mesh_.overlaps;
  AppendedArrays arrays = unchanging_;
  std::string elements;
  for (const CellArray& array : cell_arrays) {
    if (!is_wanted(arrays_, array.name)) continue;
    const Rounding rounded(accuracy_, array.scale);
    const auto mean = [&](std::size_t cell) {
      return rounded(mean_of_array(array, overlaps, cell, snapshot, baseline_));
    };
    elements += arrays.add<float>(array.name, array.unit, 1, overlaps.cells(), per_cell<float>(mean), threads);
  }
  if (is_wanted(arrays_, lesion_class_array)) {
    const std::vector<LesionClass> class_of_id = classes_by_id(lesions);
    const auto largest = [&](std::size_t cell) {
      return static_cast<std::uint8_t>(largest_class(overlaps, cell, lesions, class_of_id));
    };
    elements += arrays.add<std::uint8_t>(lesion_class_array, "1", 1, overlaps.cells(), per_cell<std::uint8_t>(largest),
                                         threads);
  }
  const std::string name = fmt::format("mesh/mesh_{:04}.{}", series_.size(), mesh_.surface ? "vtp" : "vtu");
  const std::string text = head(snapshot.time, elements);
  replace_file(folder_ / name, arrays.after(text));
  series_.add(snapshot.time, name);
}

}  // namespace howship
