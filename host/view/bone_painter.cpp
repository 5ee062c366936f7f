#include "host/view/bone_painter.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <vtkNew.h>

#include "howship/error.hpp"

#include "host/view/bone_scene.hpp"
#include "host/view/offscreen.hpp"

namespace howship {
namespace {

constexpr const char* tumour_array = "tumour";
constexpr const char* class_array = "lesion_class";

void check(const PictureRequest& request) {
  for (const int size : {request.width, request.height}) {
    if (size < 64 || size > 8192) {
      throw InputError(fmt::format("a picture of {} x {} pixels is out of range: 64 to 8192 are allowed", request.width,
                                   request.height));
    }
  }
  if (!(std::isfinite(request.low) && std::isfinite(request.high) && request.low < request.high)) {
    throw InputError(
        fmt::format("a colour scale from {} to {} is none; give a lower and a higher end", request.low, request.high));
  }
}

void check_plane(const PictureRequest& request, const Grid& grid) {
  if (request.view == View::Whole) return;
  const auto a = static_cast<std::size_t>(axis_across(request.plane, request.frame));
  const double low = grid.origin[a], high = low + grid.extent[a] * grid.spacing[a];
  if (!(request.through[a] >= low && request.through[a] <= high)) {
    throw InputError(fmt::format("a cut at {} = {:g} mm misses the bone, which lies between {:g} and {:g} mm", "xyz"[a],
                                 request.through[a], low, high));
  }
}

bool same_grid(const Grid& a, const Grid& b) {
  return a.extent == b.extent && a.spacing == b.spacing && a.origin == b.origin;
}

Beyond values_beyond(const SnapshotVoxels& voxels, const std::vector<float>& values, const PictureRequest& request) {
  // Rounding of the ends is no excess.
  const double slack = 1e-5 * (request.high - request.low);
  Beyond beyond;
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (!(voxels.share[n] > 0)) continue;
    beyond.below = beyond.below || static_cast<double>(values[n]) < request.low - slack;
    beyond.above = beyond.above || static_cast<double>(values[n]) > request.high + slack;
  }
  return beyond;
}

/// A snapshot with what has been read of it.
struct Loaded {
  std::filesystem::path file;
  std::filesystem::file_time_type written;
  SnapshotVoxels voxels;
  std::vector<std::string> sought;

  bool is(const std::filesystem::path& other) const {
    std::error_code missing;
    return !file.empty() && file == other && written == std::filesystem::last_write_time(other, missing) && !missing;
  }
  bool has_sought(const std::string& array) const {
    return std::find(sought.begin(), sought.end(), array) != sought.end();
  }
};

void load(Loaded& loaded, const std::filesystem::path& file, const std::vector<std::string>& arrays) {
  if (!loaded.is(file)) loaded = {};
  std::vector<std::string> missing;
  for (const std::string& array : arrays) {
    if (!loaded.has_sought(array)) missing.push_back(array);
  }
  if (missing.empty() && !loaded.file.empty()) return;
  SnapshotVoxels more = read_snapshot(file, missing);
  if (loaded.file.empty()) {
    loaded.voxels = std::move(more);
    loaded.file = file;
    // Of a file that has gone since, nothing is known, and it is read anew.
    std::error_code gone;
    loaded.written = std::filesystem::last_write_time(file, gone);
  } else {
    loaded.voxels.arrays.merge(more.arrays);
  }
  loaded.sought.insert(loaded.sought.end(), missing.begin(), missing.end());
}

const VoxelValues& array_of(const Loaded& loaded, const std::string& name) {
  const auto found = loaded.voxels.arrays.find(name);
  if (found == loaded.voxels.arrays.end()) {
    throw FileError(
        fmt::format("{}: has no cell array '{}'; add it to output.arrays of the case", loaded.file.string(), name));
  }
  return found->second;
}

}  // namespace

struct BonePainter::Memory {
  Loaded snapshot, reference;
  // The surface, with that for which it holds.
  Grid grid;
  std::vector<float> share;
  vtkSmartPointer<vtkPolyData> surface;

  vtkPolyData* surface_of(const SnapshotVoxels& voxels) {
    if (surface == nullptr || !same_grid(grid, voxels.grid) || share != voxels.share) {
      surface = bone_surface(voxels);
      grid = voxels.grid;
      share = voxels.share;
    }
    return surface;
  }

  Picture paint(const PictureRequest& request, const std::vector<float>& values, const std::string& title,
                bool difference) {
    const SnapshotVoxels& voxels = snapshot.voxels;
    const auto tumour = voxels.arrays.find(tumour_array);
    // A difference has two tumours, and a line would not say whose it is.
    const bool outlined = request.tumour_outline && !difference && tumour != voxels.arrays.end();
    const Subject subject{voxels, surface_of(voxels), values, outlined ? &tumour->second.values : nullptr};
    const ColourScale scale(palette_for(request.array, request.view, difference), request.low, request.high);
    const Layout layout(request);
    const Sight sight = request.view == View::Slice ? straight_sight(request.plane, request.frame)
                                                    : raised_sight(request.plane, request.frame);
    const Projection projection = fit_bone(layout, sight, subject.surface);

    vtkNew<vtkRenderer> renderer;
    const Colour paper = paper_of(scale.palette());
    renderer->SetBackground(paper[0] / 255.0, paper[1] / 255.0, paper[2] / 255.0);
    double depth = 0;
    for (std::size_t a = 0; a < 3; ++a) depth += grid.extent[a] * grid.spacing[a];
    set_up_camera(renderer, layout, projection, depth);
    const bool shows_tumour = add_bone(renderer, subject, request, layout, scale);

    if (layout.lettered) {
      Overlay overlay(renderer, layout.font, paper);
      draw_scale_bar(overlay, layout, projection.mm_per_pixel);
      if (request.view == View::Slice) {
        draw_edge_letters(overlay, layout, sight, request.frame);
      } else {
        draw_directions(overlay, layout, projection, request.frame);
      }
      if (shows_tumour) draw_tumour_legend(overlay, layout, TumourLine(layout, scale.palette()));
      if (request.colour_bar) {
        draw_colour_bar(overlay, layout, scale, title, values_beyond(voxels, values, request));
      }
      draw_caption(overlay, layout, request.caption);
    }
    return render_offscreen(renderer, request.width, request.height);
  }
};

BonePainter::BonePainter() : memory_(std::make_unique<Memory>()) {}
BonePainter::~BonePainter() = default;

Picture BonePainter::draw(const std::filesystem::path& snapshot, const PictureRequest& request) {
  check(request);
  load(memory_->snapshot, snapshot, {request.array, tumour_array});
  check_plane(request, memory_->snapshot.voxels.grid);
  const VoxelValues& array = array_of(memory_->snapshot, request.array);
  return memory_->paint(request, array.values, array_title(request.array, array.unit, false), false);
}

Picture BonePainter::draw_difference(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                                     const PictureRequest& request) {
  check(request);
  if (request.array == class_array) {
    throw InputError("lesion_class holds classes, which have no difference; give an array of numbers");
  }
  load(memory_->snapshot, snapshot, {request.array});
  load(memory_->reference, reference, {request.array});
  const Loaded& one = memory_->snapshot;
  const Loaded& other = memory_->reference;
  if (!same_grid(one.voxels.grid, other.voxels.grid) || one.voxels.share != other.voxels.share) {
    throw InputError(fmt::format(
        "{} and {} differ in their {}, so that no difference can be drawn; run both with the "
        "same geometry and spacing",
        snapshot.string(), reference.string(), same_grid(one.voxels.grid, other.voxels.grid) ? "bone" : "grid"));
  }
  check_plane(request, one.voxels.grid);
  const VoxelValues& array = array_of(one, request.array);
  std::vector<float> values = array.values;
  const std::vector<float>& subtracted = array_of(other, request.array).values;
  std::transform(values.begin(), values.end(), subtracted.begin(), values.begin(), std::minus<>());
  return memory_->paint(request, values, array_title(request.array, array.unit, true), true);
}

Picture draw(const std::filesystem::path& snapshot, const PictureRequest& request) {
  return BonePainter().draw(snapshot, request);
}

Picture draw_difference(const std::filesystem::path& snapshot, const std::filesystem::path& reference,
                        const PictureRequest& request) {
  return BonePainter().draw_difference(snapshot, reference, request);
}

}  // namespace howship
