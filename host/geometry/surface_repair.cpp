#include "host/geometry/surface_repair.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>
#include <vtkCleanPolyData.h>
#include <vtkNew.h>

#include "howship/error.hpp"
#include "howship/vector_math.hpp"

#include "host/geometry/half_edges.hpp"
#include "host/geometry/holes.hpp"
#include "host/geometry/nesting.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/vtk_surface.hpp"

namespace howship {

namespace {

// Of the surface's area. A hole of 2 % in a bone is the size of a foramen: its edge says little about what should close
// it.
constexpr double largest_hole = 0.02;
constexpr double all_holes = 0.05;
constexpr double most_strays = 0.05;  // of the triangles

constexpr std::size_t most_pieces = 20000;

std::string near(const Vec3& p) {
  return fmt::format("near ({:.4g}, {:.4g}, {:.4g}) mm", p[0], p[1], p[2]);
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

double area_of(const Surface& surface, const std::array<std::int32_t, 3>& t) {
  const Vec3 normal =
      cross(minus(surface.points[t[1]], surface.points[t[0]]), minus(surface.points[t[2]], surface.points[t[0]]));
  return 0.5 * std::sqrt(dot(normal, normal));
}

/// Length that half of the triangles' sides exceed [mm].
double median_edge(const Surface& surface) {
  std::vector<double> lengths;
  lengths.reserve(3 * surface.triangles.size());
  for (const auto& t : surface.triangles)
    for (int side = 0; side < 3; ++side) {
      const Vec3 d = minus(surface.points[t[side]], surface.points[t[(side + 1) % 3]]);
      lengths.push_back(std::sqrt(dot(d, d)));
    }
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

class SurfaceRepair {
 public:
  SurfaceRepair(Surface& surface, const std::string& name) : surface_(surface), name_(name) {}

  std::vector<std::string> run() {
    drop_duplicates();
    merge_near_points();
    close_gaps();
    wind();
    orient_pieces();
    return warnings_;
  }

 private:
  void warn(const std::string& text) { warnings_.push_back(fmt::format("'{}': {}", name_, text)); }

  void drop_duplicates() {
    const Repair dropped = drop_duplicate_triangles(surface_);
    if (dropped.count > 0)
      warn(fmt::format("dropped {} that lay on others, the first {}", counted(dropped.count, "triangle", "triangles"),
                       near(dropped.where)));
  }

  /// Single precision, as STL has it, leaves corners apart that are one. Only where that leaves gaps.
  void merge_near_points() {
    const SurfaceCheck check = check_surface(surface_);
    if (check.closed()) return;
    double farthest = 0.0;
    for (int axis = 0; axis < 3; ++axis)
      farthest = std::max({farthest, std::abs(check.least[axis]), std::abs(check.most[axis])});
    // One stray point far away must not make everything else coincide.
    const double tolerance =
        std::min(std::max(1e-5 * check.longest_side(), 5e-7 * farthest), 0.05 * median_edge(surface_));
    vtkNew<vtkCleanPolyData> merge;
    merge->SetInputData(polygons_of(surface_));
    merge->ToleranceIsAbsoluteOn();
    merge->SetAbsoluteTolerance(tolerance);
    merge->PointMergingOn();
    merge->Update();
    Surface merged = surface_of(merge->GetOutput());
    drop_duplicate_triangles(merged);
    if (check_surface(merged).open_edges >= check.open_edges) return;
    const std::size_t fewer = surface_.points.size() - merged.points.size();
    warn(fmt::format("merged {} with others within {:.2g} mm", counted(fewer, "point", "points"), tolerance));
    surface_ = std::move(merged);
  }

  void close_gaps() {
    const SurfaceCheck check = check_surface(surface_);
    if (check.closed()) return;
    const std::vector<Hole> found = find_holes(surface_);
    std::vector<const Hole*> holes;
    const Hole* stray = nullptr;
    double area = 0.0;
    for (const Hole& hole : found) {
      if (hole.stray) {
        stray = &hole;
      } else {
        holes.push_back(&hole);
        area += hole.area;
      }
    }
    const std::size_t strays = found.size() - holes.size();
    if (stray != nullptr && static_cast<double>(strays) > most_strays * static_cast<double>(surface_.triangles.size()))
      throw InputError(
          fmt::format("the surface of '{}' is open: {} of its {} triangles hang on no others or only by single sides, "
                      "one of them {}; "
                      "export the bone as a closed surface",
                      name_, strays, surface_.triangles.size(), near(stray->centre)));
    std::sort(holes.begin(), holes.end(), [](const Hole* a, const Hole* b) { return a->area > b->area; });
    if (!holes.empty() && (holes[0]->area > largest_hole * check.area || area > all_holes * check.area))
      throw InputError(fmt::format(
          "the surface of '{}' is open: {} of its edges belong to one triangle only, around {}; the largest, {}, is "
          "{:.3g} mm across and {:.3g} % of the surface (up to {:g} %, together {:g} %, is closed by itself); close "
          "its "
          "holes, howship needs the boundary of a solid",
          name_, check.open_edges, counted(holes.size(), "hole", "holes"), near(holes[0]->centre), holes[0]->across,
          100.0 * holes[0]->area / check.area, 100.0 * largest_hole, 100.0 * all_holes));
    close_holes(surface_, found);
    if (stray != nullptr)
      warn(fmt::format("took away {} that hung on others by their sides, the last {}",
                       counted(strays, "triangle", "triangles"), near(stray->centre)));
    if (!holes.empty())
      warn(fmt::format("closed {}; the largest, {}, has {} edges and is {:.2g} mm across",
                       counted(holes.size(), "hole", "holes"), near(holes[0]->centre), holes[0]->points.size(),
                       holes[0]->across));
    if (const std::size_t open = check_surface(surface_).open_edges; open > 0)
      throw InputError(
          fmt::format("the surface of '{}' is open: {} of its edges cannot be closed; remesh it", name_, open));
  }

  void wind() {
    const Repair turned = wind_alike(surface_);
    if (turned.count > 0)
      warn(fmt::format("the triangles do not run alike: turned {} of them, the first {}", turned.count,
                       near(turned.where)));
    const auto edges = sorted_half_edges(surface_);
    const Pieces pieces = find_pieces(edges, surface_.triangles.size(), false);
    std::vector<char> undecided(pieces.count, 0);
    const std::size_t unbalanced = mark_unbalanced(edges, pieces, undecided);
    if (unbalanced == 0) return;
    const std::size_t patches = wind_patches(edges, pieces, undecided);
    warn(fmt::format("{} of more than two triangles do not say which side is inside; turned {} by what they enclose",
                     counted(unbalanced, "edge", "edges"), counted(patches, "part", "parts")));
    const auto after = sorted_half_edges(surface_);
    if (const std::size_t left = mark_unbalanced(after, pieces, undecided); left > 0)
      throw InputError(fmt::format(
          "the surface of '{}' cannot be wound alike ({} edges remain): it crosses itself or has no inside; remesh it",
          name_, left));
  }

  /// Marks the pieces with edges along which more triangles run one way than the other; returns how many such edges.
  std::size_t mark_unbalanced(const std::vector<HalfEdge>& edges, const Pieces& pieces,
                              std::vector<char>& marks) const {
    std::size_t count = 0;
    for_each_edge(edges, [&](std::size_t first, std::size_t last) {
      int forward = 0;
      for (std::size_t e = first; e < last; ++e) forward += edges[e].forward ? 1 : -1;
      if (forward == 0) return;
      ++count;
      marks[static_cast<std::size_t>(pieces.of[edges[first].triangle])] = 1;
    });
    return count;
  }

  /// Where more than two triangles meet at edges, they part a piece into patches. Since an even number meets
  /// at every edge, a point is inside where a ray from it crosses the piece an odd number of times; each patch is
  /// turned to have the outside on the side of its normals. Returns the patches turned.
  std::size_t wind_patches(const std::vector<HalfEdge>& edges, const Pieces& pieces, const std::vector<char>& marked) {
    const Pieces patches = find_pieces(edges, surface_.triangles.size(), true);
    std::vector<std::int32_t> largest(patches.count, -1);
    for (std::size_t t = 0; t < surface_.triangles.size(); ++t) {
      std::int32_t& best = largest[static_cast<std::size_t>(patches.of[t])];
      if (best < 0 || area_of(surface_, surface_.triangles[t]) > area_of(surface_, surface_.triangles[best]))
        best = static_cast<std::int32_t>(t);
    }
    std::size_t to_ask = 0;
    for (std::size_t patch = 0; patch < patches.count; ++patch)
      to_ask += marked[static_cast<std::size_t>(pieces.of[largest[patch]])] != 0 ? 1 : 0;
    constexpr double most_work = 2e9;  // some ten seconds
    if (static_cast<double>(to_ask) * static_cast<double>(surface_.triangles.size()) > most_work)
      throw InputError(
          fmt::format("the triangles of '{}' cannot be wound alike: they hang together in {} patches whose "
                      "sides nothing tells; remesh the surface",
                      name_, to_ask));
    std::vector<char> turn(patches.count, 0);
    std::size_t turned = 0;
    for (std::size_t patch = 0; patch < patches.count; ++patch) {
      const std::int32_t piece = pieces.of[largest[patch]];
      if (marked[static_cast<std::size_t>(piece)] == 0) continue;
      turn[patch] = looks_inward(largest[patch], pieces, piece) ? 1 : 0;
      turned += static_cast<std::size_t>(turn[patch]);
    }
    for (std::size_t t = 0; t < surface_.triangles.size(); ++t)
      if (turn[static_cast<std::size_t>(patches.of[t])] == 1)
        std::swap(surface_.triangles[t][1], surface_.triangles[t][2]);
    return turned;
  }

  /// Whether most of three rays from the middle of a triangle to the side of its normal cross its piece an odd number
  /// of times.
  bool looks_inward(std::int32_t triangle, const Pieces& pieces, std::int32_t piece) const {
    const auto& t = surface_.triangles[triangle];
    Vec3 from{};
    for (const std::int32_t corner : t)
      for (int axis = 0; axis < 3; ++axis) from[axis] += surface_.points[corner][axis] / 3.0;
    const Vec3 normal =
        cross(minus(surface_.points[t[1]], surface_.points[t[0]]), minus(surface_.points[t[2]], surface_.points[t[0]]));
    const double length = std::sqrt(dot(normal, normal));
    int inward = 0;
    for (int ray = 0; ray < 3; ++ray) {
      // Askew, so that no ray runs along edges of a regular mesh.
      Vec3 along = normal;
      along[ray] += 0.31 * length;
      along[(ray + 1) % 3] -= 0.17 * length;
      int crossings = 0;
      for (std::size_t other = 0; other < surface_.triangles.size(); ++other)
        if (pieces.of[other] == piece && static_cast<std::int32_t>(other) != triangle && crosses(from, along, other))
          ++crossings;
      inward += crossings % 2;
    }
    return inward >= 2;
  }

  bool crosses(const Vec3& from, const Vec3& along, std::size_t triangle) const {
    const auto& t = surface_.triangles[triangle];
    const Vec3 a = minus(surface_.points[t[0]], from);
    const Vec3 b = minus(surface_.points[t[1]], from);
    const Vec3 c = minus(surface_.points[t[2]], from);
    const double u = dot(along, cross(b, c));
    const double v = dot(along, cross(c, a));
    const double w = dot(along, cross(a, b));
    if (!((u > 0 && v > 0 && w > 0) || (u < 0 && v < 0 && w < 0))) return false;
    // Where the ray meets the plane: its sign is that of the volume of the three over that of the three weights.
    return (dot(a, cross(b, c)) > 0) == (u + v + w > 0);
  }

  void orient_pieces() {
    const Pieces pieces = find_closed_pieces(sorted_half_edges(surface_), surface_.triangles.size());
    if (pieces.count > most_pieces)
      throw InputError(
          fmt::format("the surface of '{}' falls into {} pieces, more than {}; remove the specks, or remesh it", name_,
                      pieces.count, most_pieces));
    const std::vector<Piece> nested = nested_pieces(surface_, pieces);
    std::size_t inside_out = 0;
    std::size_t cavities = 0;
    const Piece* first_turned = nullptr;
    const Piece* largest_cavity = nullptr;
    for (const Piece& piece : nested) {
      const bool cavity = piece.depth % 2 == 1;
      if (cavity) {
        ++cavities;
        if (largest_cavity == nullptr || std::abs(piece.volume) > std::abs(largest_cavity->volume))
          largest_cavity = &piece;
      }
      if (piece.volume == 0.0 || (piece.volume < 0.0) == cavity) continue;
      for (const std::int32_t t : piece.triangles) std::swap(surface_.triangles[t][1], surface_.triangles[t][2]);
      if (cavity) continue;
      ++inside_out;
      if (first_turned == nullptr) first_turned = &piece;
    }
    if (inside_out > 0)
      warn(fmt::format("{} inside out; turned, the first {}", counted(inside_out, "piece was", "pieces were"),
                       near(first_turned->surface.points.front())));
    if (cavities > 0)
      warn(fmt::format("{}, {} {:.3g} cm3 {}; leave such pieces out if they are bone",
                       counted(cavities, "piece lies wholly inside another and is taken as a cavity",
                               "pieces lie wholly inside others and are taken as cavities"),
                       cavities == 1 ? "of" : "the largest of", std::abs(largest_cavity->volume) / 1000.0,
                       near(largest_cavity->surface.points.front())));
  }

  Surface& surface_;
  const std::string& name_;
  std::vector<std::string> warnings_;
};

}  // namespace

std::vector<std::string> repair_surface(Surface& surface, const std::string& name) {
  return SurfaceRepair(surface, name).run();
}

}  // namespace howship
