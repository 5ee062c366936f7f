#include "host/view/sight.hpp"

#include <algorithm>
#include <cmath>

#include "howship/vector_math.hpp"

namespace howship {
namespace {

// Turn to the patient's right side of the picture's normal and up from it [rad]: far enough to see depth, little enough
// that the cut face keeps its shape.
constexpr double turn = -18.0 / 180.0 * 3.14159265358979323846;
constexpr double rise = 18.0 / 180.0 * 3.14159265358979323846;

struct BodyAxes {
  Vec3 anterior, left, superior;
};

BodyAxes body_axes(Frame frame) {
  switch (frame) {
    case Frame::Ras:
      return {{0, 1, 0}, {-1, 0, 0}, {0, 0, 1}};
    case Frame::Lps:
      return {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}};
    case Frame::Bone:
    case Frame::Unnamed:
      break;
  }
  return {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
}

Vec3 operator*(double s, const Vec3& a) {
  return {s * a[0], s * a[1], s * a[2]};
}

Vec3 operator+(const Vec3& a, const Vec3& b) {
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

int longest_axis(const Vec3& direction) {
  const auto shorter = [](double a, double b) { return std::abs(a) < std::abs(b); };
  return static_cast<int>(std::max_element(direction.begin(), direction.end(), shorter) - direction.begin());
}

}  // namespace

Sight straight_sight(Plane plane, Frame frame) {
  const BodyAxes body = body_axes(frame);
  switch (plane) {
    case Plane::Sagittal:
      return {-1.0 * body.anterior, body.superior, body.left};
    case Plane::Coronal:
      return {body.left, body.superior, body.anterior};
    case Plane::Axial:
      break;
  }
  return {body.left, body.anterior, -1.0 * body.superior};
}

Sight raised_sight(Plane plane, Frame frame) {
  const Sight flat = straight_sight(plane, frame);
  Sight sight;
  sight.towards_eye =
      std::cos(rise) * (std::cos(turn) * flat.towards_eye + std::sin(turn) * flat.right) + std::sin(rise) * flat.up;
  sight.right = cross(flat.up, sight.towards_eye);
  sight.right = 1.0 / length(sight.right) * sight.right;
  sight.up = cross(sight.towards_eye, sight.right);
  return sight;
}

int axis_across(Plane plane, Frame frame) {
  return longest_axis(straight_sight(plane, frame).towards_eye);
}

std::string direction_letter(Frame frame, int axis, int sign) {
  const auto a = static_cast<std::size_t>(axis);
  if (frame == Frame::Unnamed) return std::string(sign > 0 ? "+" : "\u2212") + "xyz"[a];
  const BodyAxes body = body_axes(frame);
  if (body.anterior[a] != 0) return body.anterior[a] * sign > 0 ? "A" : "P";
  if (body.left[a] != 0) return body.left[a] * sign > 0 ? "L" : "R";
  return body.superior[a] * sign > 0 ? "S" : "I";
}

std::string nearest_letter(Frame frame, const Vec3& direction) {
  const int axis = longest_axis(direction);
  return direction_letter(frame, axis, direction[static_cast<std::size_t>(axis)] > 0 ? 1 : -1);
}

}  // namespace howship
