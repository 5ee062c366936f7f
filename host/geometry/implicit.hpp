#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include <vtkDoubleArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkWindowedSincPolyDataFilter.h>

#include "howship/domain.hpp"
#include "howship/surface.hpp"
#include "howship/vector_math.hpp"

#include "host/geometry/surface_check.hpp"
#include "host/geometry/vtk_surface.hpp"

/// Solids as functions that are negative inside and grow like the distance from the surface. Lengths in mm. Some of
/// the functions bound the distance only; the zero level is exact in all of them.
namespace howship::implicit {

inline Vec3 operator+(const Vec3& a, const Vec3& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}
inline Vec3 operator-(const Vec3& a, const Vec3& b) {
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}
inline Vec3 operator*(double s, const Vec3& a) {
  return {s * a[0], s * a[1], s * a[2]};
}
inline Vec3 unit(const Vec3& a) {
  return (1.0 / length(a)) * a;
}
inline double square(double a) {
  return a * a;
}
inline double clamp01(double t) {
  return std::clamp(t, 0.0, 1.0);
}
inline double lerp(double a, double b, double t) {
  return a + t * (b - a);
}
inline double smoothstep(double from, double to, double x) {
  const double t = clamp01((x - from) / (to - from));
  return t * t * (3.0 - 2.0 * t);
}

/// Union whose crease is filled over a band of width k.
inline double smin(double a, double b, double k) {
  const double h = std::max(k - std::abs(a - b), 0.0) / k;
  return std::min(a, b) - 0.25 * k * h * h;
}
/// Intersection whose ridge is rounded over a band of width k.
inline double smax(double a, double b, double k) {
  return -smin(-a, -b, k);
}
/// a without b, the rim rounded over a band of width k.
inline double subtract(double a, double b, double k) {
  return smax(a, -b, k);
}

inline double sphere(const Vec3& p, const Vec3& centre, double radius) {
  return length(p - centre) - radius;
}

/// Segment a-b with a radius that changes linearly along it: a cone with spherical ends.
inline double round_cone(const Vec3& p, const Vec3& a, const Vec3& b, double radius_a, double radius_b) {
  const Vec3 ab = b - a;
  const double t = clamp01(dot(p - a, ab) / dot(ab, ab));
  return length(p - a - t * ab) - lerp(radius_a, radius_b, t);
}

inline double capsule(const Vec3& p, const Vec3& a, const Vec3& b, double radius) {
  return round_cone(p, a, b, radius, radius);
}

/// A point of a tube's axis and the tube's radius there: x, y, z, radius.
using Bead = std::array<double, 4>;

/// Catmull-Rom curve through the beads, as a chain of more of them.
inline std::vector<Bead> strung(const std::vector<Bead>& beads, int pieces) {
  std::vector<Bead> chain;
  for (std::size_t i = 0; i + 1 < beads.size(); ++i) {
    const Bead& before = beads[i == 0 ? 0 : i - 1];
    const Bead& after = beads[std::min(i + 2, beads.size() - 1)];
    for (int piece = 0; piece < pieces; ++piece) {
      const double t = static_cast<double>(piece) / pieces;
      Bead q{};
      for (int k = 0; k < 4; ++k) {
        const double a = beads[i][k];
        const double b = beads[i + 1][k];
        q[k] = 0.5 * (2.0 * a + t * (b - before[k]) + t * t * (2.0 * before[k] - 5.0 * a + 4.0 * b - after[k]) +
                      t * t * t * (3.0 * a - before[k] - 3.0 * b + after[k]));
      }
      chain.push_back(q);
    }
  }
  chain.push_back(beads.back());
  return chain;
}

/// Union of the round cones from bead to bead. No blending: it would swell the joints of the chain.
inline double tube(const Vec3& p, const std::vector<Bead>& chain) {
  double d = 1e300;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Bead& a = chain[i - 1];
    const Bead& b = chain[i];
    d = std::min(d, round_cone(p, {a[0], a[1], a[2]}, {b[0], b[1], b[2]}, a[3], b[3]));
  }
  return d;
}

/// Ellipse of half-axes a, b with exponent n (2: ellipse, more: towards a rectangle). The distance is that of the
/// scaled norm divided by its slope, right to first order at the surface.
inline double superellipse(double x, double y, double a, double b, double n) {
  const double u = std::max(std::abs(x) / a, 1e-9);
  const double v = std::max(std::abs(y) / b, 1e-9);
  const double un = std::pow(u, n);
  const double vn = std::pow(v, n);
  const double norm = std::pow(un + vn, 1.0 / n);
  const double slope = norm / (un + vn) * std::hypot(un / u / a, vn / v / b);
  return (norm - 1.0) / slope;
}

/// Half-thicknesses of a flattened process, given along two directions at right angles.
struct Flat {
  Vec3 thin;    ///< unit vector across the flat side
  double at_a;  ///< half-thickness at a
  double at_b;  ///< half-thickness at b
};

/// Round cone flattened across `flat.thin`; the radii are the half-widths of the broad side.
inline double flat_cone(const Vec3& p, const Vec3& a, const Vec3& b, double radius_a, double radius_b,
                        const Flat& flat) {
  const Vec3 ab = b - a;
  const double t = clamp01(dot(p - a, ab) / dot(ab, ab));
  const Vec3 away = p - a - t * ab;
  const double across = dot(away, flat.thin);
  const double along = std::sqrt(std::max(dot(away, away) - across * across, 0.0));
  const double broad = lerp(radius_a, radius_b, t);
  const double thin = lerp(flat.at_a, flat.at_b, t);
  return superellipse(along, across, broad, thin, 2.0);
}

/// Box with rounded edges along three unit vectors at right angles; `half` includes the rounding.
inline double plate(const Vec3& p, const Vec3& centre, const std::array<Vec3, 3>& axes, const Vec3& half,
                    double rounding) {
  const Vec3 q = p - centre;
  double outside = 0.0;
  double inside = -1e300;
  for (int axis = 0; axis < 3; ++axis) {
    const double d = std::abs(dot(q, axes[axis])) - half[axis] + rounding;
    outside += square(std::max(d, 0.0));
    inside = std::max(inside, d);
  }
  return std::sqrt(outside) + std::min(inside, 0.0) - rounding;
}

using Point2 = std::array<double, 2>;

/// Signed distance from a closed polygon, negative inside.
inline double polygon(const Point2& p, const std::vector<Point2>& corners) {
  double nearest = 1e300;
  bool inside = false;
  for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
    const Point2& a = corners[i];
    const Point2& b = corners[j];
    const double ex = b[0] - a[0];
    const double ey = b[1] - a[1];
    const double wx = p[0] - a[0];
    const double wy = p[1] - a[1];
    const double t = clamp01((wx * ex + wy * ey) / (ex * ex + ey * ey));
    nearest = std::min(nearest, square(wx - t * ex) + square(wy - t * ey));
    if ((a[1] > p[1]) != (b[1] > p[1]) && wx < wy * ex / ey) inside = !inside;
  }
  return (inside ? -1.0 : 1.0) * std::sqrt(nearest);
}

/// Closed Catmull-Rom curve through the corners, as a finer polygon.
inline std::vector<Point2> rounded(const std::vector<Point2>& corners, int pieces) {
  std::vector<Point2> curve;
  const std::size_t n = corners.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::array<Point2, 4> c = {corners[(i + n - 1) % n], corners[i], corners[(i + 1) % n], corners[(i + 2) % n]};
    for (int piece = 0; piece < pieces; ++piece) {
      const double t = static_cast<double>(piece) / pieces;
      Point2 q{};
      for (int axis = 0; axis < 2; ++axis) {
        q[axis] = 0.5 * (2.0 * c[1][axis] + t * (c[2][axis] - c[0][axis]) +
                         t * t * (2.0 * c[0][axis] - 5.0 * c[1][axis] + 4.0 * c[2][axis] - c[3][axis]) +
                         t * t * t * (3.0 * c[1][axis] - c[0][axis] - 3.0 * c[2][axis] + c[3][axis]));
      }
      curve.push_back(q);
    }
  }
  return curve;
}

/// Smooth function of one variable through knots of ascending abscissa; constant beyond its ends.
inline double profile(std::initializer_list<Point2> knots, double x) {
  const Point2* k = knots.begin();
  const std::size_t last = knots.size() - 1;
  if (x <= k[0][0]) return k[0][1];
  if (x >= k[last][0]) return k[last][1];
  const auto slope = [&](std::size_t i) {
    return i == 0 || i == last ? 0.0 : (k[i + 1][1] - k[i - 1][1]) / (k[i + 1][0] - k[i - 1][0]);
  };
  std::size_t i = 1;
  while (x > k[i][0]) ++i;
  const double width = k[i][0] - k[i - 1][0];
  const double t = (x - k[i - 1][0]) / width;
  return lerp(k[i - 1][1], k[i][1], t * t * (3.0 - 2.0 * t)) +
         width * t * (1.0 - t) * ((1.0 - t) * slope(i - 1) - t * slope(i));
}

/// Values that depend on two coordinates only, tabulated once and interpolated bilinearly; constant beyond the table.
template <std::size_t N>
class Table2 {
 public:
  using Values = std::array<double, N>;
  template <class F>
  Table2(const Point2& low, const Point2& high, double step, const F& f) : low_(low), step_(step) {
    for (int axis = 0; axis < 2; ++axis) {
      count_[axis] = static_cast<int>(std::ceil((high[axis] - low[axis]) / step)) + 1;
    }
    values_.resize(static_cast<std::size_t>(count_[0]) * count_[1]);
#pragma omp parallel for
    for (int j = 0; j < count_[1]; ++j) {
      for (int i = 0; i < count_[0]; ++i) values_[index(i, j)] = f(Point2{low[0] + i * step, low[1] + j * step});
    }
  }

  Values operator()(double u, double v) const {
    const double x = std::clamp((u - low_[0]) / step_, 0.0, count_[0] - 1.000001);
    const double y = std::clamp((v - low_[1]) / step_, 0.0, count_[1] - 1.000001);
    const int i = static_cast<int>(x);
    const int j = static_cast<int>(y);
    Values result{};
    for (std::size_t k = 0; k < N; ++k) {
      result[k] = lerp(lerp(values_[index(i, j)][k], values_[index(i + 1, j)][k], x - i),
                       lerp(values_[index(i, j + 1)][k], values_[index(i + 1, j + 1)][k], x - i), y - j);
    }
    return result;
  }

 private:
  std::size_t index(int i, int j) const {
    return static_cast<std::size_t>(j) * count_[0] + i;
  }
  Point2 low_{};
  double step_ = 1.0;
  std::array<int, 2> count_{};
  std::vector<Values> values_;
};

/// Moves a point near the surface onto it: one step along the slope, of at most `most`.
template <class F>
void settle(const F& solid, Vec3& p, double most) {
  constexpr double h = 0.02;
  const double d = solid(p);
  Vec3 slope{};
  for (int axis = 0; axis < 3; ++axis) {
    Vec3 q = p;
    q[axis] += h;
    slope[axis] = (solid(q) - d) / h;
  }
  const double steepness = length(slope);
  if (steepness < 0.2) return;
  p = p - (std::clamp(d / steepness, -most, most) / steepness) * slope;
}

/// Surface of the solid within a box, which the solid must not touch. The samples lie symmetrically about the box's
/// middle, so a solid that mirrors there gives a surface that does.
template <class F>
Surface contour(const F& solid, const Vec3& low, const Vec3& high, double step) {
  Index3 count{};
  Vec3 first{};
  for (int axis = 0; axis < 3; ++axis) {
    count[axis] = static_cast<int>(std::ceil((high[axis] - low[axis]) / step)) + 1;
    first[axis] = 0.5 * (low[axis] + high[axis]) - 0.5 * (count[axis] - 1) * step;
  }
  vtkNew<vtkDoubleArray> samples;
  samples->SetNumberOfTuples(static_cast<vtkIdType>(count[0]) * count[1] * count[2]);
  double* value = samples->GetPointer(0);
  // A surface right through a sample would give triangles without area.
  const double least = 0.01 * step;
  // Samples are taken in blocks. Where the solid is far from a block's middle its inside and outside do not change in
  // the block; the factor allows for functions that grow faster than the distance.
  constexpr int edge = 6;
  constexpr double steepest = 2.2;
  const double reach = steepest * 0.5 * std::sqrt(3.0) * (edge - 1) * step;
  const Index3 blocks = {(count[0] + edge - 1) / edge, (count[1] + edge - 1) / edge, (count[2] + edge - 1) / edge};
  const int all = blocks[0] * blocks[1] * blocks[2];
#pragma omp parallel for schedule(dynamic)
  for (int block = 0; block < all; ++block) {
    const Index3 from = {edge * (block % blocks[0]), edge * (block / blocks[0] % blocks[1]),
                         edge * (block / blocks[0] / blocks[1])};
    Vec3 middle{};
    for (int axis = 0; axis < 3; ++axis) middle[axis] = first[axis] + (from[axis] + 0.5 * (edge - 1)) * step;
    const double at_middle = solid(middle);
    const bool near = std::abs(at_middle) < reach;
    for (int k = from[2]; k < std::min(from[2] + edge, count[2]); ++k) {
      for (int j = from[1]; j < std::min(from[1] + edge, count[1]); ++j) {
        double* row = value + (static_cast<std::size_t>(k) * count[1] + j) * count[0];
        for (int i = from[0]; i < std::min(from[0] + edge, count[0]); ++i) {
          const double d =
              near ? solid(Vec3{first[0] + i * step, first[1] + j * step, first[2] + k * step}) : at_middle;
          row[i] = std::abs(d) < least ? std::copysign(least, d) : d;
        }
      }
    }
  }
  vtkNew<vtkImageData> image;
  image->SetDimensions(count.data());
  image->SetSpacing(step, step, step);
  image->SetOrigin(first.data());
  image->GetPointData()->SetScalars(samples);
  vtkNew<vtkFlyingEdges3D> edges;
  edges->SetInputData(image);
  edges->SetValue(0, 0.0);
  edges->ComputeNormalsOff();
  edges->ComputeGradientsOff();
  edges->ComputeScalarsOff();
  // The contour's triangles are as uneven as the lattice meets the surface, which shading would show as terraces.
  vtkNew<vtkWindowedSincPolyDataFilter> smooth;
  smooth->SetInputConnection(edges->GetOutputPort());
  smooth->SetNumberOfIterations(20);
  smooth->SetPassBand(0.08);
  smooth->NormalizeCoordinatesOn();
  smooth->Update();

  Surface surface = surface_of(smooth->GetOutput());
  // Neither straight edges nor smoothing kept the points quite on the surface.
  const auto points = static_cast<std::ptrdiff_t>(surface.points.size());
#pragma omp parallel for
  for (std::ptrdiff_t i = 0; i < points; ++i) settle(solid, surface.points[i], 0.2 * step);

  // VTK winds by the gradient, which here points out of the solid; the sign is settled by the volume.
  if (enclosed_volume(surface) < 0.0) {
    for (auto& triangle : surface.triangles) std::swap(triangle[1], triangle[2]);
  }
  return surface;
}

/// Fills the thickness of the shell at every point.
template <class F>
void set_thickness(Surface& surface, const F& thickness) {
  surface.cortical_thickness.resize(surface.points.size());
  const auto count = static_cast<std::ptrdiff_t>(surface.points.size());
#pragma omp parallel for
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    surface.cortical_thickness[i] = static_cast<float>(thickness(surface.points[i]));
  }
}

/// Mean of values, each the more weighty the nearer its region is; blends over a few times `width`.
template <std::size_t N>
double blend(const std::array<Point2, N>& distance_and_value, double width) {
  double nearest = 1e300;
  for (const Point2& region : distance_and_value) nearest = std::min(nearest, region[0]);
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& [distance, value] : distance_and_value) {
    const double weight = std::exp((nearest - distance) / width);
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}

/// Adds another surface as separate pieces.
inline void append(Surface& surface, const Surface& other) {
  const auto offset = static_cast<std::int32_t>(surface.points.size());
  surface.points.insert(surface.points.end(), other.points.begin(), other.points.end());
  for (const auto& [a, b, c] : other.triangles) surface.triangles.push_back({a + offset, b + offset, c + offset});
  surface.cortical_thickness.insert(surface.cortical_thickness.end(), other.cortical_thickness.begin(),
                                    other.cortical_thickness.end());
}

/// The surface as seen in a mirror at y = 0.
inline Surface mirrored(Surface surface) {
  for (Vec3& p : surface.points) p[1] = -p[1];
  for (auto& triangle : surface.triangles) std::swap(triangle[1], triangle[2]);
  return surface;
}

}  // namespace howship::implicit
